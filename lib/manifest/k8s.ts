/**
 * The only place that names the Kubernetes API this library is typed against: another minor is a change of this file.
 */
export { Cpu, k8s } from 'cdk8s-plus-27';
export type { IConfigMap, ISecret, IServiceAccount } from 'cdk8s-plus-27';
