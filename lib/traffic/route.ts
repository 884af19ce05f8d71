import type { Place } from '../errors';
import type { BoundRoute, BoundTraefikRoute, RouteAddress } from './bound-route';
import { gatewayFilters } from './gateway-filters';
import { checkGateway } from './gateway-reference';
import { bindGlooTls, checkDelegation, checkRetries, checkRewrite } from './gloo-props';
import type { TrafficDefaults } from './ingress-defaults';
import { checkHost, checkPath, withoutTrailingSlash } from './route-address';
import { checkedProps, type Shape } from '../props';
import {
  GATEWAY_ROUTE,
  type GatewayRouteProps,
  GLOO_ROUTE,
  type GlooRouteProps,
  type PathProps,
  ROUTE,
  type RouteProps,
  TRAEFIK_ROUTE,
  type TraefikRouteProps,
} from './route-props';
import { checkTime } from './route-times';
import { checkEntryPoints, checkMatch, checkPriority } from './traefik-rule';

/** Makes a route of a good address, or nothing where the rest of it is no good. */
type Binder<Props> = (
  props: Props,
  place: Place,
  defaults: TrafficDefaults,
  address: RouteAddress,
) => BoundRoute | undefined;

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
    return Route.given(host, path, props, ROUTE, bindTraefik('ingress'));
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
    return Route.given(host, path, props, TRAEFIK_ROUTE, bindTraefik('ingressRoute'));
  }

  /**
   * Requests to a host, and to a path of it: by an HTTPRoute of the Gateway API, attached to a Gateway of the platform's.
   *
   * @param host DNS name, or a wildcard: `*.example.com`, which here is for names of more labels as well.
   * @param path `/v1/lulu` is for `/v1/lulu` and everything below.
   * @example
   * Route.gatewayApi('api.example.com', '/v1/lulu', { gateway: { name: 'public', namespace: 'infra' } })
   */
  static gatewayApi(host: string, path = '/', props: GatewayRouteProps = {}): Route {
    return Route.given(host, path, props, GATEWAY_ROUTE, (props, place, defaults, address) => {
      const gateway = checkGateway(place, `${address.host}${address.path}`, props.gateway ?? defaults.gateway);
      const { name, middlewares = [] } = props;
      const timeout = checkTime(place, 'timeout', props.timeout);
      const filters = gatewayFilters(place, middlewares, address);
      return gateway && { kind: 'httpRoute', ...address, name, timeout, gateway, filters };
    });
  }

  /**
   * Requests to a host, and to a path of it: by a VirtualService of Gloo, or by a RouteTable that one delegates to.
   *
   * @param host DNS name, or a wildcard: `*.example.com`, which here is for names of more labels as well.
   * @param path `/v1/lulu` is for `/v1/lulu` and everything below; by characters, where Flagger shares the requests.
   * @example
   * Route.gloo('api.example.com', '/v1/lulu', { prefixRewrite: '/', delegatedFrom: { labels: { domain: 'api' } } })
   */
  static gloo(host: string, path = '/', props: GlooRouteProps = {}): Route {
    return Route.given(host, path, props, GLOO_ROUTE, (props, place, defaults, address) => {
      const { name, delegatedFrom, prefixRewrite } = props;
      const good = [
        checkRewrite(place, prefixRewrite),
        delegatedFrom === undefined || checkDelegation(place, delegatedFrom, props.tls),
      ].every(Boolean);
      const timeout = checkTime(place, 'timeout', props.timeout);
      const retries = checkRetries(place, props.retries);
      const tls = delegatedFrom
        ? { on: false }
        : bindGlooTls(place, `${address.host}${address.path}`, props.tls ?? defaults.tls);
      if (!good || !tls) {
        return undefined;
      }
      return { kind: 'virtualService', ...address, name, tls, prefixRewrite, timeout, retries, delegatedFrom };
    });
  }

  private static given<Props extends PathProps>(
    host: string,
    path: string,
    props: Props,
    shape: Shape<NoInfer<Props>>,
    binder: Binder<Props>,
  ): Route {
    return new Route((place, defaults) => {
      // Each is asked, so that everything that is wrong is told at once.
      const good = [checkHost(place, host), checkPath(place, path)].every(Boolean);
      const given = checkedProps(place, 'routes', props, shape);
      const { exact = false } = given;
      const address = { host, path: exact || !good ? path : withoutTrailingSlash(path), exact };
      const route = binder(given, place, defaults, address);
      return good ? route : undefined;
    });
  }

  private constructor(
    /** @internal The route as it is to be rendered, or nothing where it cannot be. */
    readonly bind: (place: Place, defaults: TrafficDefaults) => BoundRoute | undefined,
  ) {}
}

function bindTraefik(kind: BoundTraefikRoute['kind']): Binder<TraefikRouteProps> {
  return ({ middlewares = [], match, priority, ...props }, place, defaults, address) => {
    const { entryPoints = defaults.entryPoints } = props;
    const tls = (props.tls ?? defaults.tls).bind(place);
    const good = [checkEntryPoints(place, entryPoints), checkMatch(place, match), checkPriority(place, priority)].every(
      Boolean,
    );
    if (!good || !tls) {
      return undefined;
    }
    return { kind, ...address, middlewares, entryPoints, tls, match: match?.trim(), priority };
  };
}
