import type { Place } from '../errors';
import type { RenderContext } from '../manifest';
import type { BoundRoute } from './bound-route';
import { shownGateway } from './gateway-reference';
import type { TrafficDefaults } from './ingress-defaults';
import { withoutTrailingSlash } from './route-address';
import type { RouteTarget } from './route-target';

/** Lets a service have the routes that nobody has yet, and tells of the others. */
export function claimRoutes(
  place: Place,
  context: RenderContext,
  defaults: TrafficDefaults,
  target: RouteTarget,
  routes: readonly BoundRoute[],
): BoundRoute[] {
  return routes.filter((route) => {
    const keys = claimsOf(route, defaults);
    const taken = keys.find((key) => context.routes.has(key));
    if (taken === undefined) {
      keys.forEach((key) => context.routes.set(key, target.service));
      return true;
    }
    const other = context.routes.get(taken);
    if (other === target.service) {
      place.problem('TF1504', 'routes', `${taken} is given twice`, 'give each host and path once');
    } else {
      place.problem(
        'TF1503',
        'routes',
        `${taken} is served by service ${JSON.stringify(other)} already`,
        'give one of them another host or path',
      );
    }
    return false;
  });
}

/**
 * What a route takes for itself: a host and path, in each place where it listens.
 *
 * An exact path and a prefix take the same: Traefik would serve the prefix alone, because its rule is longer.
 */
function claimsOf(route: BoundRoute, defaults: TrafficDefaults): string[] {
  const { host, path } = route;
  const match = 'match' in route ? route.match : undefined;
  const what = match === undefined ? `${host}${withoutTrailingSlash(path)}` : `rule ${match}`;
  // The platform's own go without saying.
  const [usual, own] = [listenersOf(defaults), listenersOf(route)];
  const others = own.filter((name) => !usual.includes(name)).map((name) => `${what} on ${name}`);
  return others.length < own.length || own.length === 0 ? [what, ...others] : others;
}

/** Where requests come in: entry points of Traefik, or a Gateway. Gloo has no choice of it. */
function listenersOf(from: BoundRoute | TrafficDefaults): string[] {
  return [
    ...('entryPoints' in from ? from.entryPoints : []),
    ...('gateway' in from && from.gateway ? [`Gateway ${shownGateway(from.gateway)}`] : []),
  ];
}
