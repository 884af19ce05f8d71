import { matches } from './pattern';
import type { Policy } from './policy';

/** What a policy may hold for. */
export interface Subject {
  readonly application: string;
  /** Who owns it, if that is known. */
  readonly owner?: string;
  readonly environment: string;
}

/** Whether a policy holds for an application in an environment. One for certain owners does not where the owner is not known. */
export function holdsFor(policy: Policy, { application, owner, environment }: Subject): boolean {
  const { environments, applications, owners, except } = policy;
  return (
    environments.includes(environment) &&
    (applications === undefined || matches(applications, application)) &&
    (owners === undefined || matches(owners, owner)) &&
    !matches(except, application)
  );
}
