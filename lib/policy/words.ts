import { nearMiss, shown } from '../errors';
import type { Manifest } from './manifest';
import type { Manifests } from './manifests';
import { derived } from './derived';
import { groupBy } from './group-by';
import type { Labels } from './selector';

/** A name as messages show it: as it is, if it can be one; else in quotes, cut, and without anything that a terminal minds. */
export function word(name: string): string {
  return /^[\w./:@=*-]{1,100}$/.test(name) ? name : shown(name);
}

/** `Deployment/lulu-api`. */
export function titleOf(manifest: Manifest): string {
  return word(manifest.title);
}

/** `app=web, tier=front`. */
export function labelsText(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => word(`${key}=${value}`))
    .join(', ');
}

/** ` (did you mean lulu-api?)`, where something is called nearly as what is given. */
export function hint(given: string, known: readonly string[]): string {
  const near = nearMiss(given, known);
  return near === undefined || near === given ? '' : ` (did you mean ${word(near)}?)`;
}

/** `there is no Service lulu-apy (did you mean lulu-api?)`. */
export function noSuch(manifests: Manifests, type: string, namespace: string, name: string): string {
  const kind = type.slice(type.indexOf('/') + 1);
  const known = namesByType(manifests).get(`${type}\n${namespace}`) ?? [];
  return `there is no ${kind} ${word(name)}${hint(
    name,
    known.map((manifest) => manifest.name),
  )}`;
}

const namesByType = derived((manifests) => groupBy(manifests.all, ({ type, namespace }) => `${type}\n${namespace}`));

/** The first few of many. */
export function few(names: readonly string[]): string {
  const shown = [...new Set(names)];
  return shown.length > 4 ? `${shown.slice(0, 3).join(', ')} and ${shown.length - 3} more` : shown.join(', ');
}
