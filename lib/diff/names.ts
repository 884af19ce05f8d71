import { isMap, ownAt } from './json';
import type { Json } from './tree-diff';

/** What one kind of list names its items by. */
type Naming = (item: Json) => string | undefined;

const by =
  (...keys: readonly string[]): Naming =>
  (item) => {
    const value = ownAt(item, ...keys);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };

const firstOf =
  (...namings: readonly Naming[]): Naming =>
  (item) =>
    namings.map((name) => name(item)).find((name) => name !== undefined);

const port = firstOf(by('containerPort'), by('port'));
const reference = firstOf(by('configMapRef', 'name'), by('secretRef', 'name'));
const metric = firstOf(
  by('resource', 'name'),
  by('containerResource', 'name'),
  by('pods', 'metric', 'name'),
  by('object', 'metric', 'name'),
  by('external', 'metric', 'name'),
);

/**
 * In the order in which they are tried. The mount path comes before the name, because the name of a mount is that of its
 * volume. A port has its number alone, unless two protocols share it.
 */
const NAMINGS: readonly Naming[] = [
  by('mountPath'),
  by('devicePath'),
  by('name'),
  port,
  (item) => (port(item) === undefined ? undefined : `${port(item)}/${by('protocol')(item) ?? 'TCP'}`),
  reference,
  metric,
  by('secretKey'),
  by('host'),
  by('path'),
  by('match'),
  by('key'),
  by('topologyKey'),
  by('ip'),
  by('type'),
];

/**
 * The names by which the items of two lists can be matched, in the order of the items: of containers, volumes and
 * variables their `name`, of mounts their path, of ports their number, and so on. `undefined` where an item has none, or two
 * have the same: such lists are matched by what the items are.
 */
export function itemNames(
  before: readonly Json[],
  after: readonly Json[],
): readonly [before: readonly string[], after: readonly string[]] | undefined {
  if (![...before, ...after].every(isMap)) {
    return undefined;
  }
  for (const naming of NAMINGS) {
    const names = [tryNames(before, naming), tryNames(after, naming)] as const;
    if (names[0] && names[1]) {
      return [names[0], names[1]];
    }
  }
  return undefined;
}

function tryNames(items: readonly Json[], naming: Naming): readonly string[] | undefined {
  const names = new Set<string>();
  for (const item of items) {
    const name = naming(item);
    if (name === undefined || names.has(name)) {
      return undefined;
    }
    names.add(name);
  }
  return [...names];
}
