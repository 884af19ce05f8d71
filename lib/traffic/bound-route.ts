import type { GatewayFilter } from './gateway-filters';
import type { GatewayReference } from '../manifest/platform-defaults';
import type { Middleware } from './middleware';
import type { GlooDelegation } from './route-props';
import type { BoundTls } from './tls';

/** What a route is for. */
export interface RouteAddress {
  readonly host: string;
  readonly path: string;
  readonly exact: boolean;
}

/** A route through Traefik, checked, with the platform's defaults in it. */
export interface BoundTraefikRoute extends RouteAddress {
  readonly kind: 'ingress' | 'ingressRoute';
  readonly middlewares: readonly Middleware[];
  readonly entryPoints: readonly string[];
  readonly tls: BoundTls;
  readonly match?: string;
  readonly priority?: number;
}

/** A route that is in one of several objects of its kind. */
export interface BoundNamedRoute extends RouteAddress {
  readonly name?: string;
  /** In milliseconds. */
  readonly timeout?: number;
}

/** A route by the Gateway API, checked. */
export interface BoundGatewayRoute extends BoundNamedRoute {
  readonly kind: 'httpRoute';
  readonly gateway: GatewayReference;
  readonly filters: readonly GatewayFilter[];
}

/** A route by Gloo, checked. */
export interface BoundGlooRoute extends BoundNamedRoute {
  readonly kind: 'virtualService';
  /** Off for a delegated route. */
  readonly tls: BoundTls;
  readonly prefixRewrite?: string;
  readonly retries?: BoundRetries;
  readonly delegatedFrom?: GlooDelegation;
}

/** When requests are tried again, checked. */
export interface BoundRetries {
  readonly attempts: number;
  readonly on: string;
  /** In milliseconds. */
  readonly perTry?: number;
}

/** What each kind of route is once it has been checked. */
interface BoundRoutesByKind {
  readonly ingress: BoundTraefikRoute;
  readonly ingressRoute: BoundTraefikRoute;
  readonly httpRoute: BoundGatewayRoute;
  readonly virtualService: BoundGlooRoute;
}

/** What routes are rendered as. A delegated one counts as part of the VirtualService that it is delegated from. */
export type RouteKind = keyof BoundRoutesByKind;

/** A route that has been checked, with the platform's defaults in it. */
export type BoundRoute = BoundRoutesByKind[RouteKind];

/** A list with something in it. */
export type Some<T> = readonly [T, ...T[]];

/** The routes of a kind, unless there are none. */
export function ofKind<Kind extends RouteKind>(
  routes: readonly BoundRoute[],
  kind: Kind,
): Some<BoundRoutesByKind[Kind]> | undefined {
  const found = routes.filter((route) => route.kind === kind);
  return found.length > 0 ? (found as unknown as Some<BoundRoutesByKind[Kind]>) : undefined;
}

/** Hosts of routes, each once, in the order they are given. */
export function hostsOf(routes: readonly RouteAddress[]): string[] {
  return [...new Set(routes.map(({ host }) => host))];
}
