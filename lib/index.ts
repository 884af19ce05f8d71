// Twelve-factor services on Kubernetes: every name that service developers and platform engineers use.

export {
  Config,
  type ConfigOptions,
  type ConfigValue,
  type ExistingSecretOptions,
  type ExternalSecretProps,
  type LogFormat,
  type LogLevel,
  type LogOptions,
  type SecretOptions,
  Secrets,
} from './config';
export { type ErrorCode, type ErrorPage, errorCodes, formatProblem, type Problem, TwelveFactorError } from './errors';
export {
  type Bundle,
  type BundleDescriptor,
  Cpu,
  type IngressDefaults,
  type Links,
  type MetricsDiscovery,
  type ObjectJson,
  type PlatformDefaults,
  type Tree,
  type TreeFile,
} from './manifest';
export * from './platform';
export { type RollingProps, Rollout } from './rollout';
export * from './service';
export {
  type ApplicationPeerProps,
  type CidrPeerProps,
  type ClientProps,
  type CorsProps,
  type HeadersProps,
  Middleware,
  type MiddlewareProps,
  type NamespacePeerProps,
  Network,
  type NetworkPolicyProps,
  Peer,
  type PeerProtocol,
  type RateLimitProps,
  Route,
  type RouteProps,
  Tls,
  type TraefikRouteProps,
} from './traffic';
