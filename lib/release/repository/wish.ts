import { TwelveFactorError } from '../../errors';
import { governedBy } from '../policies';
import type { Decision, Evidence } from './decide';
import type { Wish } from './policy-facts';
import type { RecordedRelease } from './recorded';

/** A rule's error is told together with all others; any other ends it at once. */
export function toRule(error: unknown): TwelveFactorError {
  if (error instanceof TwelveFactorError && error.code.startsWith('TF21')) {
    return error;
  }
  throw error;
}

/** What the policies are asked about; nothing if it brings no release forward. */
export function wishOf(
  { target: { request, before }, release: comes, releases }: Evidence,
  attempt: Decision | TwelveFactorError,
  recordedOf: (application: string, version: string) => RecordedRelease | undefined,
): Wish | undefined {
  const { application, environment, verb } = request;
  const isError = attempt instanceof TwelveFactorError;
  const governed = isError ? comes && 'puts' : governedBy(verb, before?.state, attempt.step.position);
  const version = isError ? comes?.version : attempt.step.version;
  const release = version === undefined ? undefined : releases.get(version);
  if (governed === undefined || !release) {
    return undefined;
  }
  const recorded = comes?.version === version ? comes : recordedOf(application, release.version);
  return { application, environment, isPut: governed === 'puts', release, recorded };
}
