export { exempt } from './exempt';
export { Application, type ApplicationDefinition, type ApplicationProps } from './application';
export { type Choices, Environment, type EnvironmentOf } from './environment';
export { type EnvironmentProps, type NamespaceRule, Platform, type PlatformProps } from './platform';
export { type ComputedQuotaProps, Quota, type QuotaProps } from './quota';
