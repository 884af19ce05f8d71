/** A branch as a ref. */
export function branchRef(branch: string): string {
  return `refs/heads/${branch}`;
}

/** The name of a branch, as people say it. */
export function shortName(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}
