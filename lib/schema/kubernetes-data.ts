import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What is true in some minors: a value for all of them, or each value with those that have it, as in `V1SleepAction@29-`,
 * `[]V1Subject@-28` or `V1Workload@35-35`.
 */
type History = string | readonly string[];

/** `schemas/kubernetes.json`: every type and field of every minor. `npm run import-kubernetes` writes it. */
export interface KubernetesData {
  /** Minors of Kubernetes 1, oldest first. */
  readonly minors: readonly number[];
  /** The type of each kind, by `<apiVersion> <kind>`. */
  readonly kinds: Readonly<Record<string, History>>;
  /** Fields of each type, in the words of `field-type.ts`. */
  readonly types: Readonly<Record<string, Readonly<Record<string, History>>>>;
}

/** From build/schema and from lib/schema alike. */
const FILE = join(__dirname, '..', '..', 'schemas', 'kubernetes.json');

let data: KubernetesData | undefined;

/** Reads the file at the first call. */
export function kubernetesData(): KubernetesData {
  data ??= JSON.parse(readFileSync(FILE, 'utf8')) as KubernetesData;
  return data;
}

/** What a minor has, if any. */
export function valueIn(history: History | undefined, minor: number): string | undefined {
  if (history === undefined) return undefined;
  if (typeof history === 'string') return spanOf(history).value === history ? history : valueIn([history], minor);
  const found = history.map(spanOf).find(({ since, until }) => since <= minor && minor <= until);
  return found?.value;
}

/** The minors that have any value: the first, or 0, and the last, or infinity. */
export function spanOfAll(history: History): { readonly since: number; readonly until: number } {
  const spans = (typeof history === 'string' ? [history] : history).map(spanOf);
  return { since: Math.min(...spans.map(({ since }) => since)), until: Math.max(...spans.map(({ until }) => until)) };
}

function spanOf(entry: string): { readonly value: string; readonly since: number; readonly until: number } {
  const [, value = entry, since = '', until = ''] = /^(.*)@(\d*)-(\d*)$/.exec(entry) ?? [];
  return { value, since: Number(since), until: until === '' ? Infinity : Number(until) };
}
