// The test kit: for tests of app files, with any test runner.

export type { Endpoint, EndpointPort } from './endpoints';
export type { Container, KubeObject, Labels, Metadata, OtherObject, PodSpec } from './kube-object';
export { Manifests } from './manifests';
export type { OtherPods, OutsideAddress, Party } from './network';
export type { KindName, ObjectOf } from './object-kinds';
export { diff, type DiffOptions } from './parity/diff';
export type { Difference } from './parity/difference';
export { Differences } from './parity/differences';
export type { ExpectedDifference } from './parity/expected';
export type { RouteTarget } from './routes/request';
