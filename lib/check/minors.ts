import { type CustomResources, knownMinors, type Schemas, schemasOf } from '../schema';
import { wrong } from './wrong';

/** What objects have to fit: one of each minor of Kubernetes. */
export interface Minors {
  /** For what is in no environment of its own minors. */
  readonly schemas: readonly Schemas[];
  /** For environments that have minors of their own, by name. */
  readonly environments: ReadonlyMap<string, readonly Schemas[]>;
}

/**
 * Reads minors as they are given: `1.27` for all, `staging=1.34` for an environment. For what none is given, the newest that is known.
 *
 * @throws TwelveFactorError TF2502 for one that is not known
 */
export function minorsOf(given: readonly unknown[], definitions: CustomResources | undefined): Minors {
  const made = new Map<number, Schemas>();
  const byEnvironment = new Map<string, Set<Schemas>>();
  for (const one of given) {
    const [environment, version] = parted(one);
    const minor = minorOf(version, one);
    const schemas = made.get(minor) ?? schemasOf(minor, definitions);
    made.set(minor, schemas);
    byEnvironment.set(environment, (byEnvironment.get(environment) ?? new Set()).add(schemas));
  }
  const forAll = byEnvironment.get('');
  byEnvironment.delete('');
  return {
    schemas: forAll ? [...forAll] : [schemasOf(knownMinors().at(-1) as number, definitions)],
    environments: new Map([...byEnvironment].map(([name, set]) => [name, [...set]])),
  };
}

/**
 * Looks for environments that no descriptor tells of: what is meant for one that is misspelt would be checked for nobody.
 *
 * @throws TwelveFactorError TF2502 for one
 */
export function knowEnvironments(environments: Minors['environments'], known: ReadonlySet<string>): void {
  const unknown = [...environments.keys()].find((name) => !known.has(name));
  if (unknown === undefined) return;
  const names = [...known].sort().join(', ');
  throw wrong(
    'kubernetes',
    `no descriptor here tells of an environment ${JSON.stringify(unknown)}`,
    names ? `give one of ${names}` : 'check the folder that has the descriptors, such as dist',
  );
}

/** The environment and the version of `staging=1.34`; of `1.34` for none. */
function parted(given: unknown): [environment: string, version: unknown] {
  if (typeof given !== 'string') return ['', given];
  const [, name, version = given] = /^([^=]*)=(.*)$/s.exec(given) ?? [];
  const environment = name?.trim();
  if (environment === '') {
    throw wrong('kubernetes', `${JSON.stringify(given)} names no environment`, 'give it as in staging=1.34');
  }
  return [environment ?? '', version.trim()];
}

/** @param version may be a number, where YAML has no quotes: then 1.30 is 1.3 */
function minorOf(version: unknown, given: unknown): number {
  const known = knownMinors();
  const minor = Number(/^1\.(\d{1,3})$/.exec(typeof version === 'string' ? version : '')?.[1] ?? NaN);
  if (!known.includes(minor)) {
    const remedy = `give minors from 1.${known[0]} to 1.${known.at(-1)}${typeof version === 'string' ? '' : ', in quotes'}`;
    throw wrong('kubernetes', `${JSON.stringify(given)} is no minor that is known here`, remedy);
  }
  return minor;
}
