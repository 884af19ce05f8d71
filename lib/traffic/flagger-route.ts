import type { Place } from '../errors';
import type { CanarySpecService } from '../imports/flagger.app';
import type { Spelled } from '../manifest';
import type { BoundGatewayRoute, Some } from './bound-route';
import type { GatewayFilter } from './gateway-filters';
import { groupGatewayRoutes } from './http-route';
import { gatewayDuration } from './route-times';
import type { RouteTarget } from './route-target';

/** What Flagger has to be told to make an HTTPRoute itself: part of `spec.service` of its Canary. */
export type FlaggerRoute = Pick<
  Spelled<CanarySpecService>,
  'gatewayRefs' | 'headers' | 'hosts' | 'match' | 'rewrite' | 'timeout'
>;

/** The routes of a service by the Gateway API, as Flagger is told them. It makes one HTTPRoute, of one rule. */
export function flaggerRoute(
  place: Place,
  target: RouteTarget,
  routes: Some<BoundGatewayRoute>,
): FlaggerRoute | undefined {
  const [group, another] = groupGatewayRoutes(place, target, routes);
  if (!group) {
    return undefined;
  }
  const [first, ...rest] = group.routes;
  const redirect = group.routes.find(({ filters }) => filters.some(({ type }) => type === 'RequestRedirect'));
  const other = rest.find((route) => traits(route) !== traits(first));
  const wrong =
    (another && `${another.hosts[0]} is in an HTTPRoute of its own`) ||
    (redirect && `${redirect.host}${redirect.path} redirects`) ||
    (other && `${other.host}${other.path} has not the middlewares and timeout of ${first.host}${first.path}`);
  if (wrong) {
    const remedy = 'Flagger makes one HTTPRoute of one rule: give all routes that serve the same hosts and middlewares';
    place.problem('TF1508', 'routes', wrong, remedy);
  }
  const { name, namespace, sectionName } = first.gateway;
  const filterOf = (type: GatewayFilter['type']) => first.filters.find((filter) => filter.type === type);
  const request = filterOf('RequestHeaderModifier')?.requestHeaderModifier;
  const response = filterOf('ResponseHeaderModifier')?.responseHeaderModifier;
  return {
    hosts: [...group.hosts],
    gatewayRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name, namespace, sectionName }],
    match: group.routes.map(({ path, exact }) => ({ uri: exact ? { exact: path } : { prefix: path } })),
    rewrite: rewriteOf(filterOf('URLRewrite')),
    headers: request || response ? { request: headersOf(request), response: headersOf(response) } : undefined,
    timeout: first.timeout === undefined ? undefined : gatewayDuration(first.timeout),
  };
}

function traits({ filters, timeout }: BoundGatewayRoute): string {
  return JSON.stringify([filters, timeout]);
}

function rewriteOf(filter: GatewayFilter | undefined): FlaggerRoute['rewrite'] {
  const path = filter?.urlRewrite?.path;
  return path && { type: path.type, uri: path.replaceFullPath ?? path.replacePrefixMatch };
}

function headersOf(
  modifier: GatewayFilter['requestHeaderModifier'],
): { set?: Record<string, string>; remove?: string[] } | undefined {
  return (
    modifier && {
      set: modifier.set && Object.fromEntries(modifier.set.map(({ name, value }) => [name, value])),
      remove: modifier.remove && [...modifier.remove],
    }
  );
}
