export { Config } from './config';
export { bindConfig, type BoundConfig, CONFIG_CHECKSUM, type ConfigMapProps } from './config-map';
export type { ConfigEntry, ConfigOptions, ConfigSource, ConfigValue } from './config-source';
export { checkContract, type ContractParties, type SecretParty } from './contract';
export {
  ALLOWED_CREDENTIALS,
  allowanceAnnotation,
  checkCredentials,
  credentialHint,
  type Suspect,
} from './credentials';
export type { ExternalSecretProps } from './external-secret';
export { checkLiterals, escapeLiteral, literalVariables } from './literals';
export type { LogFormat, LogLevel, LogOptions } from './log-convention';
export { resolveConfig, type ResolvedConfig } from './resolve';
export { bindSecret, bindSecrets, type BoundSecret, type SecretBindingProps } from './secret-binding';
export { type ExistingSecretOptions, type SecretOptions, Secrets } from './secrets';
