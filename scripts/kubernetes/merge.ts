import type { Field, Release } from './client';
import { GRAMMAR } from './grammar';

/** What is true in some minors: each value with the minors that have it, of all minors in order. */
type History<T> = ReadonlyMap<number, T>;

/** The shape of `schemas/kubernetes.json`, see `lib/schema/kubernetes-data.ts`. */
export interface Merged {
  readonly minors: readonly number[];
  readonly kinds: Readonly<Record<string, string | readonly string[]>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** All releases as one: what each minor has is written once, with the minors that have it where these are not all. */
export function merge(releases: ReadonlyMap<number, Release>): Merged {
  const minors = [...releases.keys()].sort((a, b) => a - b);
  const kinds = historiesOf(minors, (minor) => releases.get(minor)!.kinds);
  const reached = reachableTypes(releases);
  const types = [...reached].sort().map((name) => {
    const having = minors.filter((minor) => releases.get(minor)!.types.has(name));
    const fields = historiesOf(having, (minor) => releases.get(minor)!.types.get(name)!);
    return [
      name,
      written(fields, having, (field, { type, required }) => (GRAMMAR[name]?.[field] ?? type) + (required ? '!' : '')),
    ];
  });
  return {
    minors,
    kinds: written(kinds, minors, (_, type) => type),
    types: Object.fromEntries(types) as Merged['types'],
  };
}

/** What a kind is made of, in any minor: a client also has the types of requests and answers. */
function reachableTypes(releases: ReadonlyMap<number, Release>): Set<string> {
  // The metadata of any object.
  const reached = new Set(['V1ObjectMeta']);
  for (const { kinds, types } of releases.values()) {
    const pending = [...kinds.values(), 'V1ObjectMeta'];
    const seen = new Set<string>();
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      reached.add(name);
      const fields: Iterable<Field> = types.get(name)?.values() ?? [];
      pending.push(
        ...Array.from(fields, ({ type }) => type.replace(/^(?:\[\]|\{\})+/, '')).filter((type) => types.has(type)),
      );
    }
  }
  return reached;
}

function historiesOf<T>(
  minors: readonly number[],
  of: (minor: number) => ReadonlyMap<string, T>,
): Map<string, History<T>> {
  const names = new Set(minors.flatMap((minor) => [...of(minor).keys()]));
  return new Map(
    [...names]
      .sort()
      .map((name) => [
        name,
        new Map(minors.flatMap((minor) => (of(minor).has(name) ? [[minor, of(minor).get(name)!]] : []))),
      ]),
  );
}

function written<T>(
  histories: ReadonlyMap<string, History<T>>,
  minors: readonly number[],
  write: (name: string, value: T) => string,
): Record<string, string | string[]> {
  return Object.fromEntries(
    Array.from(histories, ([name, history]) => {
      const spans = spansOf(new Map(Array.from(history, ([minor, value]) => [minor, write(name, value)])), minors);
      return [name, spans.length === 1 ? spans[0]! : spans];
    }),
  );
}

/** Each value with the first and the last minor that it holds in, in a row of those that there are: `V1SleepAction@30-`. */
function spansOf(values: ReadonlyMap<number, string>, minors: readonly number[]): string[] {
  const spans: { value: string; first: number; last: number }[] = [];
  let previous: (typeof spans)[number] | undefined;
  for (const minor of minors) {
    const value = values.get(minor);
    if (value !== undefined && value === previous?.value) previous.last = minor;
    else previous = value === undefined ? undefined : { value, first: minor, last: minor };
    if (previous && !spans.includes(previous)) spans.push(previous);
  }
  const [oldest, newest] = [minors[0], minors[minors.length - 1]];
  return spans.map(({ value, first, last }) => {
    const since = first === oldest ? '' : first;
    const until = last === newest ? '' : last;
    return since === '' && until === '' ? value : `${value}@${since}-${until}`;
  });
}
