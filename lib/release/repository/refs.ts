import { branchRef } from '../../git';

/** Branch of `twelve.yaml`. */
export const MAIN = branchRef('main');

/** What the heads of pull requests begin with. */
export const PROPOSALS = branchRef('twelve/');

/** The branch that has a commit for each release of an application. */
export function releasesRef(application: string): string {
  return branchRef(`releases/${application}`);
}

/** The head of the one pull request of an application and an environment. */
export function proposalRef(environment: string, application: string): string {
  return `${PROPOSALS}${environment}/${application}`;
}
