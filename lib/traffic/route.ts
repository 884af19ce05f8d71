import type { Place } from '../errors';
import type { TrafficDefaults } from './ingress-defaults';
import type { Middleware } from './middleware';
import { checkHost, checkPath, withoutTrailingSlash } from './route-address';
import type { BoundTls, Tls } from './tls';
import { checkEntryPoints, checkMatch, checkPriority } from './traefik-rule';

/** What any route may say. */
export interface RouteProps {
  /**
   * Whether the path must be exactly this one. Else what is below it belongs to it.
   *
   * @default false
   */
  readonly exact?: boolean;
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

/** What a route is rendered as: all of a service's routes of one kind are one object. */
export type RouteKind = 'ingress' | 'ingressRoute';

/** A route that has been checked, with the platform's defaults in it. */
export interface BoundRoute {
  readonly kind: RouteKind;
  readonly host: string;
  readonly path: string;
  readonly exact: boolean;
  readonly middlewares: readonly Middleware[];
  readonly entryPoints: readonly string[];
  readonly tls: BoundTls;
  readonly match?: string;
  readonly priority?: number;
}

/** How requests from outside of the cluster come to a service. */
export class Route {
  /**
   * Requests to a host, and to a path of it: by an Ingress, which every ingress controller understands.
   *
   * @param host DNS name, or a wildcard for its first label: `*.example.com`.
   * @param path `/v1/lulu` is for `/v1/lulu` and everything below.
   * @example
   * Route.to('api.example.com', '/v1/lulu', { middlewares: [Middleware.stripPrefix('/v1/lulu')] })
   */
  static to(host: string, path = '/', props: RouteProps = {}): Route {
    return new Route('ingress', host, path, props);
  }

  /**
   * Requests to a host, and to a path of it: by Traefik's own IngressRoute, where each route has middlewares, a priority
   * and if need be a rule of its own.
   *
   * Traefik compares a path by characters: `/v1/lulu` is for `/v1/lulu-two` as well, unless a longer rule matches that.
   *
   * @param host DNS name, or a wildcard for its first label: `*.example.com`. Wildcards are written for Traefik 3.
   * @param path what the paths of requests begin with.
   */
  static traefik(host: string, path = '/', props: TraefikRouteProps = {}): Route {
    return new Route('ingressRoute', host, path, props);
  }

  private constructor(
    private readonly kind: RouteKind,
    private readonly host: string,
    private readonly path: string,
    private readonly props: TraefikRouteProps,
  ) {}

  /**
   * The route as it is to be rendered, or nothing where it cannot be.
   *
   * @internal
   */
  bind(place: Place, defaults: TrafficDefaults): BoundRoute | undefined {
    const {
      exact = false,
      middlewares = [],
      entryPoints = defaults.entryPoints,
      tls = defaults.tls,
      match,
      priority,
    } = this.props;
    // Each is asked, so that everything that is wrong is told at once.
    const good = [
      checkHost(place, this.host),
      checkPath(place, this.path),
      checkEntryPoints(place, entryPoints),
      checkMatch(place, match),
      checkPriority(place, priority),
    ].every(Boolean);
    if (!good) {
      return undefined;
    }
    return {
      kind: this.kind,
      host: this.host,
      path: exact ? this.path : withoutTrailingSlash(this.path),
      exact,
      middlewares,
      entryPoints,
      tls: tls.bind(place),
      match: match?.trim(),
      priority,
    };
  }
}
