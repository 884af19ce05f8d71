import { shown } from '../errors';
import { nearMiss } from '../errors/near-miss';
import { derived } from './derived';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';
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
export function hint(given: string, known: Iterable<string>): string {
  const near = nearMiss(given, known);
  return near === undefined || near === given ? '' : ` (did you mean ${word(near)}?)`;
}

/** `there is no Service lulu-apy (did you mean lulu-api?)`. */
export function noSuch(manifests: ManifestSet, type: string, namespace: string, name: string): string {
  const kind = type.slice(type.indexOf('/') + 1);
  const known = namesByType(manifests).get(`${type}\n${namespace}`) ?? [];
  return `there is no ${word(kind)} ${word(name)}${hint(name, known)}`;
}

const namesByType = derived(({ all }) => {
  const names = new Map<string, Set<string>>();
  for (const { type, namespace, name } of all) {
    const key = `${type}\n${namespace}`;
    const known = names.get(key);
    if (known) known.add(name);
    else names.set(key, new Set([name]));
  }
  return names;
});

/** The first few of many, each once. */
export function few<T>(items: Iterable<T>, textOf: (item: T) => string): string {
  const distinct = [...new Set(items)];
  const shown = [...new Set(distinct.slice(0, MANY).map(textOf))];
  return distinct.length > MANY
    ? `${shown.slice(0, MANY - 1).join(', ')} and ${distinct.length - MANY + 1} more`
    : shown.join(', ');
}

const MANY = 4;
