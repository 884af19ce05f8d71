/**
 * The only place that names the Kubernetes API this library is typed against: another minor is a change of this file. Types alone:
 * loading the package takes longer than rendering an application.
 */
export type { IConfigMap, ISecret, IServiceAccount, k8s } from 'cdk8s-plus-27';
