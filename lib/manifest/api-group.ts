import { remembering } from './remember';

/** The group of an apiVersion, and the types in it: remembered, so that objects of a type have one text that they are found by. */
const known = remembering((apiVersion) => {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  return { group, typeOf: remembering((kind) => (group === '' ? kind : `${group}/${kind}`)) };
});

/** The API group of an apiVersion: `apps` of `apps/v1`; '' for the core's, of `v1`. */
export function groupOf(apiVersion: string): string {
  return known(apiVersion).group;
}

/** Group and kind as one word: `apps/Deployment`, `Service`. */
export function typeName(apiVersion: string, kind: string): string {
  return known(apiVersion).typeOf(kind);
}
