/**
 * Where the local forge keeps its pull requests: outside of `refs/heads`, so that no list of branches shows it and no GitOps engine
 * looks at it.
 */
export const PULLS = 'refs/twelve/pulls';

/** Whether `twelve` makes a branch, and so deletes it once it is merged or closed. Any other belongs to somebody. */
export function isOwnBranch(branch: string): boolean {
  return branch.startsWith('twelve/');
}
