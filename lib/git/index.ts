export { type Cache, type CacheOptions, defaultCacheFolder, withCache } from './cache';
export { commitTree, type CommitProps } from './commit';
export { Git, type GitAnswer, GitFailure, type GitOptions } from './git';
export { formatPerson, identify, type Identity, type Person } from './identity';
export { locate, type Location } from './location';
export type { FileMap, TreeEntry } from './folder-node';
export { FILE, FOLDER, MissingObject, Objects } from './objects';
export { redact } from './redact';
export { type RefUpdate, Remote } from './remote';
