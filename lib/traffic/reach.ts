import type { Place } from '../errors';
import type { BoundRoute, RouteKind } from './bound-route';
import type { RouteTarget } from './route-target';

/** What each kind is asked for by. */
const FACTORIES: Readonly<Record<RouteKind, string>> = {
  ingress: 'Route.to',
  ingressRoute: 'Route.traefik',
  httpRoute: 'Route.gatewayApi',
  virtualService: 'Route.gloo',
};

/** Tells of routes that cannot lead to where the service's requests are shared. */
export function checkReach(place: Place, target: RouteTarget, routes: readonly BoundRoute[]): void {
  const wanted = whatShares(target);
  if (!wanted) {
    return;
  }
  const [what, kinds] = wanted;
  for (const { kind, host, path, exact } of routes) {
    if (!kinds.includes(kind)) {
      const given = `${host}${path} is a ${FACTORIES[kind]}, which cannot share requests by ${what}`;
      place.problem('TF1508', 'routes', given, `use ${kinds.map((other) => FACTORIES[other]).join(' or ')}`);
    } else if (kind === 'virtualService' && exact) {
      const given = `${host}${path} is an exact path, and Gloo delegates prefixes alone`;
      place.problem('TF1508', 'routes', given, 'leave `exact` out');
    }
  }
}

/** What shares a service's requests, and the kinds of routes that know it. Absent where one Service gets them all. */
function whatShares({
  backends,
  traefikServiceName,
  routeTableName,
  httpRouteName,
}: RouteTarget): readonly [what: string, kinds: readonly RouteKind[]] | undefined {
  if (traefikServiceName !== undefined) {
    return ["Flagger's TraefikService", ['ingressRoute']];
  }
  if (routeTableName !== undefined) {
    return ["Flagger's RouteTable", ['virtualService']];
  }
  if (httpRouteName !== undefined) {
    return ["Flagger's HTTPRoute", ['httpRoute']];
  }
  return backends && ['weights', ['ingressRoute', 'httpRoute']];
}
