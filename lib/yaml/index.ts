export { decode } from './decode';
export type { Position, YamlCode, YamlFault } from './fault';
export { findFiles, type FoundFile } from './find-files';
export { type ManifestObject, ManifestText } from './manifest-text';
export { isPlainObject, type Plain, type PlainObject } from './plain';
export { readManifestFile, readManifestStream } from './read-file';
