export { checkFile } from './check-file';
export { parseDescriptor } from './descriptor';
export { applicationsIn } from './descriptor-file';
export { BUNDLE_LIMITS, type BundleLimits } from './limits';
export { isBundleName } from './names';
export { collect } from './problems';
export { readBundle, type ReadBundle, readDescriptor } from './read-bundle';
