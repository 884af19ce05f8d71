export { chooseAppFiles, type Chosen } from './app-files';
export { checkTypes } from './check-types';
export { nameSome } from './common-problems';
export { Loader } from './load';
export { filesInShard, type Shard } from './shard';
export type { ChangedApplication, Synthesis, SynthesisRequest, SynthesizedApplication } from './synthesis';
export { synthesize } from './synthesize';
export { watchApps } from './watch/watch';
