import type { Place } from '../errors';
import type { RenderContext } from '../manifest';
import type { BoundGlooRoute } from './bound-route';
import type { RouteGroup } from './route-groups';
import type { RouteTarget } from './route-target';

/** The namespace of the service, which Gloo has to be told: what a VirtualService names is looked up in no default one. */
export function requireNamespace(place: Place, namespace: string | undefined): string {
  if (namespace === undefined) {
    place.problem(
      'TF1536',
      'routes',
      'Gloo names Services and Secrets with their namespace, and the chart has none',
      'give the chart a namespace, or use Route.to',
    );
  }
  return namespace ?? 'default';
}

/**
 * Lets VirtualServices have the hosts that no other one has.
 *
 * Of two with the same host, Gloo takes neither, and finds fault with the gateway that they share. In the clear and over
 * TLS are two gateways.
 */
export function claimHosts(
  place: Place,
  { routes }: RenderContext,
  { service }: RouteTarget,
  groups: readonly RouteGroup<BoundGlooRoute>[],
): void {
  for (const {
    hosts,
    routes: [{ tls }],
  } of groups) {
    for (const host of hosts) {
      const key = `VirtualService of ${host} ${tls.on ? 'over TLS' : 'in the clear'}`;
      const other = routes.get(key);
      if (other !== undefined) {
        place.problem(
          'TF1537',
          'routes',
          `${host} has a VirtualService already, of service ${JSON.stringify(other)}, and Gloo takes one`,
          'use `delegatedFrom` for the services that share a host, with a VirtualService that is theirs together',
        );
      }
      routes.set(key, service);
    }
  }
}

/** Checks the name and labels of a RouteTable. */
export function checkRouteTable(
  place: Place,
  { labels: own, routeTableName }: RouteTarget,
  name: string,
  labels: Readonly<Record<string, string>>,
): void {
  if (name === routeTableName) {
    place.problem(
      'TF1535',
      'routes',
      `delegated routes are a RouteTable ${JSON.stringify(name)}, and Flagger makes one of that name`,
      'give the routes a `name`',
    );
  }
  const taken = Object.keys(labels).find((key) => key in own && own[key] !== labels[key]);
  if (taken !== undefined) {
    place.problem(
      'TF1535',
      'routes',
      `label ${JSON.stringify(taken)} is the service's own, ${JSON.stringify(own[taken])}`,
      'let the VirtualService select by another label',
    );
  }
}
