/** Branch of `twelve.yaml`. */
export const MAIN = 'refs/heads/main';

/** A branch as a ref. */
export function branchRef(branch: string): string {
  return `refs/heads/${branch}`;
}

/** The branch that has a commit for each release of an application. */
export function releasesRef(application: string): string {
  return `refs/heads/releases/${application}`;
}

/** The head of the one pull request of an application and an environment. */
export function proposalRef(environment: string, application: string): string {
  return `refs/heads/twelve/${environment}/${application}`;
}

/** The name of a branch, as people say it. */
export function shortName(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}
