export { Application, type ApplicationDefinition, type ApplicationProps } from './application';
export { type Choices, Environment } from './environment';
export { type EnvironmentProps, type NamespaceRule, Platform, type PlatformProps } from './platform';
export { Quota, type QuotaProps } from './quota';
