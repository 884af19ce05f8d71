import type { Duration } from 'cdk8s';
import type { GatewayReference } from '../manifest/platform-defaults';
import { any, duration, listOf, made, record, type Shape } from '../props';
import { Middleware } from './middleware';
import { Tls } from './tls';

/** Which paths a route is for. */
export interface PathProps {
  /**
   * Whether the path must be exactly this one. Else what is below it belongs to it.
   *
   * @default false
   */
  readonly exact?: boolean;
}

/** What any route may say that Traefik serves. */
export interface RouteProps extends PathProps {
  /**
   * What requests pass on their way to the service, in this order. All `Route.to` of a service pass the same ones.
   *
   * @default - none
   */
  readonly middlewares?: readonly Middleware[];
  /**
   * Traefik's entry points that the route listens on. All routes of a kind in a service listen on the same ones.
   *
   * @default - the platform's, which are ['websecure'] unless it says otherwise
   */
  readonly entryPoints?: readonly string[];
  /**
   * Where the certificate comes from. All routes of a kind in a service have it from the same.
   *
   * @default - as the platform says, which is `Tls.defaultCertificate()` unless it says otherwise
   */
  readonly tls?: Tls;
}

/** What a route by Traefik's own API may say besides. */
export interface TraefikRouteProps extends RouteProps {
  /**
   * A rule in Traefik's language, in the place of the one that is made of host and path. Host and path then only say
   * what the certificate is for.
   *
   * @default - the host, and the path or what begins with it
   */
  readonly match?: string;
  /**
   * Among the rules that match a request, the highest priority wins.
   *
   * @default - the length of the rule; a wildcard's rule is a long one, so it can win over an exact host
   */
  readonly priority?: number;
}

/** What a route of one of several objects may say. */
export interface NamedRouteProps extends PathProps {
  /**
   * Its object is `<application>-<service>-<name>`, together with all routes of that name. An object has one list of hosts
   * for all its paths: where a second host has other paths, give its routes a name.
   *
   * @default - the object is `<application>-<service>`
   */
  readonly name?: string;
  /**
   * Longest time for a request, until the response is whole.
   *
   * @default - as the gateway is configured
   */
  readonly timeout?: Duration;
}

/** What a route by the Gateway API may say. The Gateway decides on ports and certificates. */
export interface GatewayRouteProps extends NamedRouteProps {
  /**
   * Gateway that the route is attached to. It must let routes of the service's namespace in.
   *
   * @default - the platform's (`ingress.gateway`)
   */
  readonly gateway?: GatewayReference;
  /**
   * What is done to requests on their way, of what a Gateway can do itself: `Middleware.stripPrefix`, `.headers` and
   * `.redirectToHttps`.
   *
   * @default - none
   */
  readonly middlewares?: readonly Middleware[];
}

/** What a route by Gloo may say. */
export interface GlooRouteProps extends NamedRouteProps {
  /**
   * Where the certificate comes from: `Tls.secret`, `Tls.issuedBy`, or `Tls.off` where TLS ends before Gloo, in a cloud's
   * load balancer for instance. Not for delegated routes: their VirtualService has it.
   *
   * @default - as the platform says; Gloo has no default certificate, so the platform needs an issuer or `tls: false`
   */
  readonly tls?: Tls;
  /**
   * What the service sees in the place of `path`: with `/`, of `/v1/lulu/users` the path `/users`.
   *
   * @default - the path as it is
   */
  readonly prefixRewrite?: string;
  /**
   * Whether and when requests are tried again.
   *
   * @default - as Gloo is configured
   */
  readonly retries?: GlooRetries;
  /**
   * The host belongs to a VirtualService that is kept elsewhere and delegates to the service: a RouteTable is made instead
   * of a VirtualService. Needed where several services share a host, which can only have one VirtualService.
   *
   * @default - the service has a VirtualService of its own
   */
  readonly delegatedFrom?: GlooDelegation;
}

/** When requests are tried again. */
export interface GlooRetries {
  /** Tries after the first one. */
  readonly attempts: number;
  /**
   * What is tried again, in Envoy's words.
   *
   * @default 'connect-failure,refused-stream', where the service has not seen the request yet
   */
  readonly on?: string;
  /**
   * Longest time for each try.
   *
   * @default - that of the request
   */
  readonly perTry?: Duration;
}

/** How a VirtualService finds the routes that it delegates. */
export interface GlooDelegation {
  /**
   * Labels that it selects route tables by. Its selector must look into the service's namespace too (`namespaces`).
   *
   * @default - none: it names the RouteTable
   */
  readonly labels?: Readonly<Record<string, string>>;
}

const middlewares = listOf(made(Middleware, "Middleware.stripPrefix('/v1')"));
const tls = made(Tls, "Tls.secret('lulu-tls')");
const PATH: Shape<PathProps> = {
  exact: { is: (value) => typeof value === 'boolean', example: 'true', isTold: true },
};
const NAMED_ROUTE: Shape<NamedRouteProps> = { ...PATH, name: any, timeout: duration('Duration.seconds(30)') };

export const ROUTE: Shape<RouteProps> = {
  ...PATH,
  middlewares,
  entryPoints: { is: Array.isArray, example: "['websecure']" },
  tls,
};
export const TRAEFIK_ROUTE: Shape<TraefikRouteProps> = { ...ROUTE, match: any, priority: any };
export const GATEWAY_ROUTE: Shape<GatewayRouteProps> = {
  ...NAMED_ROUTE,
  gateway: record("{ name: 'public' }"),
  middlewares,
};
export const GLOO_ROUTE: Shape<GlooRouteProps> = {
  ...NAMED_ROUTE,
  tls,
  prefixRewrite: any,
  retries: record('{ attempts: 3 }'),
  delegatedFrom: record('{}'),
};
export const GLOO_RETRIES: Shape<GlooRetries> = {
  attempts: { ...any, example: '3' },
  on: any,
  perTry: duration('Duration.seconds(5)'),
};
export const GLOO_DELEGATION: Shape<GlooDelegation> = { labels: record("{ team: 'lulu' }") };
