export { bindAcmeSolver } from './acme-solver';
export { bindRoutes, type BoundRoutes } from './bind-routes';
export type { RouteKind } from './bound-route';
export type { FlaggerRoute } from './flagger-route';
export { Middleware } from './middleware';
export type { ClientProps, CorsProps, HeadersProps, MiddlewareProps, RateLimitProps } from './middleware-props';
export {
  Network,
  NETWORK_DEFAULTS,
  type NetworkDefaults,
  type NetworkPolicyProps,
  type PlatformNetwork,
} from './network';
export { bindNetwork, type NetworkTarget } from './network-policy';
export {
  type ApplicationPeerProps,
  type CidrPeerProps,
  type NamespacePeerProps,
  Peer,
  type PeerProtocol,
} from './peer';
export { type PortProtocol, protocolOf } from './port-protocol';
export { Route } from './route';
export type {
  GatewayRouteProps,
  GlooDelegation,
  GlooRetries,
  GlooRouteProps,
  NamedRouteProps,
  PathProps,
  RouteProps,
  TraefikRouteProps,
} from './route-props';
export type { Backend, RouteTarget } from './route-target';
export { Tls } from './tls';
