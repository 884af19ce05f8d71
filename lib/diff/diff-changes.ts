import type { TreeChanges } from '../manifest/bundle-changes';
import { diffTrees } from './diff-trees';
import type { TreeDiff } from './tree-diff';
import { withWarnings } from './warnings';

/** What a synthesis changes of an application in an environment. */
export function diffChanges({ before, after, unchanged }: TreeChanges): TreeDiff {
  const diff = diffTrees(before, after);
  return withWarnings({ ...diff, unchanged: diff.unchanged + unchanged });
}
