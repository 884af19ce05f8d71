export { bindRoutes, type BoundRoutes } from './bind-routes';
export { Middleware } from './middleware';
export type { ClientProps, CorsProps, HeadersProps, MiddlewareProps, RateLimitProps } from './middleware-props';
export { Network, type NetworkPolicyProps } from './network';
export { bindNetwork, type NetworkTarget } from './network-policy';
export {
  type ApplicationPeerProps,
  type CidrPeerProps,
  type NamespacePeerProps,
  Peer,
  type PeerProtocol,
} from './peer';
export { Route, type RouteProps, type TraefikRouteProps } from './route';
export type { RouteTarget } from './route-target';
export { Tls } from './tls';
