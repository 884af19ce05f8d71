import type { Origin } from './facts';
import { matches } from './pattern';
import type { Policy } from './policy';
import { holdsFor, type Subject } from './scope';

/** `autoRelease`: the environments that a release from a branch or a tag goes to by itself, in the order that the platform has them. */
export function autoReleaseTo(
  subject: Omit<Subject, 'environment'>,
  { branch, tag }: Origin,
  policies: readonly Policy[],
  environments: readonly string[],
): string[] {
  const isWanted = (environment: string) =>
    policies.some(
      (policy) =>
        (matches(policy.autoRelease?.branches, branch) || matches(policy.autoRelease?.tags, tag)) &&
        holdsFor(policy, { ...subject, environment }),
    );
  return environments.filter(isWanted);
}
