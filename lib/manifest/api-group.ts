/** The API group of an apiVersion: `apps` of `apps/v1`; '' for the core's, of `v1`. */
export function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}

/** Group and kind as one word: `apps/Deployment`, `Service`. */
export function typeName(apiVersion: string, kind: string): string {
  const group = groupOf(apiVersion);
  return group === '' ? kind : `${group}/${kind}`;
}
