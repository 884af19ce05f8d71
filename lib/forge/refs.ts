/**
 * Where the local forge keeps its pull requests: outside of `refs/heads`, so that no list of branches shows it and no GitOps engine
 * looks at it.
 */
export const PULLS = 'refs/twelve/pulls';

/** The full name of a branch. */
export function refOf(branch: string): string {
  return `refs/heads/${branch}`;
}
