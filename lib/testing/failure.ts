import { distance } from 'fastest-levenshtein';
import { type ErrorCode, TwelveFactorError } from '../errors';
import { nearMiss } from '../errors/near-miss';
import type { KubeObject } from './kube-object';

/** Names that a message tells at most. */
const MOST = 12;

/** Throws what a test finds not to be so, below it what there is, a line each. */
export function fail(
  code: ErrorCode,
  place: string,
  subject: string,
  given: string,
  remedy: string,
  details: readonly string[] = [],
): never {
  throw new TwelveFactorError([{ code, place, subject, given, remedy }], details);
}

/** `Deployment/lulu-api`, as `kubectl` has it. */
export function nameOf({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata.name}`;
}

/** Names in a sentence: those nearest to what was asked for are first where there are many. */
export function namesNear(wanted: string, names: readonly string[]): string {
  const unique = [...new Set(names)];
  const near = unique.length > MOST ? byDistance(wanted, unique).slice(0, MOST) : unique;
  const more = unique.length - near.length;
  return [...near, ...(more > 0 ? [`${more} more`] : [])].join(', ').replace(/, ([^,]*)$/, ' and $1') || 'none';
}

/** The one that may have been meant, misspelt or cut short; none where all are far. */
export function nearest(wanted: string, names: readonly string[]): string | undefined {
  return nearMiss(wanted, names) ?? names.find((name) => name.startsWith(wanted));
}

function byDistance(wanted: string, names: readonly string[]): string[] {
  const far = (name: string) => (name.includes(wanted) || wanted.includes(name) ? 0 : distance(wanted, name));
  return [...names].sort((a, b) => far(a) - far(b));
}
