export { checkFile } from './check-file';
export { parseDescriptor } from './descriptor';
export { applicationsIn } from './descriptor-file';
export { BUNDLE_LIMITS, type BundleLimits } from './limits';
export { isBundleName } from './names';
export { readBundle, type ReadBundle } from './read-bundle';
