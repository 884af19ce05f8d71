export { diffChanges } from './diff-changes';
export { diffTrees, type TreeFiles } from './diff-trees';
export { shorten } from './display';
export { markdownOf, type MarkdownOptions } from './markdown';
export type { Phrase } from './phrases';
export { type DiffLine, diffLines, formatDiff, formatLine, formatPhrase, summaryOf, warningLines } from './text';
export type { Change, Json, JsonMap, ObjectDiff, Path, TreeDiff } from './tree-diff';
export { withWarnings } from './warnings';
