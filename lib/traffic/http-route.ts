import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import type { HttpRouteSpec, HttpRouteSpecRules } from '../imports/gateway.networking.k8s.io';
import { kubeObject, type Spelled } from '../manifest';
import type { BoundGatewayRoute, Some } from './bound-route';
import { groupRoutes, type RouteGroup } from './route-groups';
import { gatewayDuration } from './route-times';
import { portNumberOf, type RouteTarget } from './route-target';

/** How many hosts, and how many rules, an HTTPRoute holds. */
const MOST = 16;

/** The routes of a service as HTTPRoutes: one, and one for each name that routes were given. */
export function renderHttpRoutes(
  scope: Construct,
  place: Place,
  target: RouteTarget,
  routes: Some<BoundGatewayRoute>,
): ApiObject[] {
  return groupGatewayRoutes(place, target, routes).map((group) =>
    kubeObject(scope, `HTTPRoute${group.id}`, 'HTTPRoute', {
      metadata: { name: group.name, labels: target.labels },
      spec: specOf(target, group),
    }),
  );
}

/** Puts routes together that are one HTTPRoute, and tells of those that cannot be. */
export function groupGatewayRoutes(
  place: Place,
  target: RouteTarget,
  routes: Some<BoundGatewayRoute>,
): RouteGroup<BoundGatewayRoute>[] {
  const groups = groupRoutes(place, target, routes, {
    object: 'an HTTPRoute',
    traits: { Gateway: ({ gateway }) => gateway },
  });
  for (const group of groups) {
    const most = Math.max(group.hosts.length, group.routes.length);
    if (most > MOST) {
      const what = most === group.hosts.length ? 'hosts' : 'paths';
      const given = `HTTPRoute ${group.name} has ${most} ${what}`;
      place.problem('TF1534', 'routes', given, `it holds ${MOST}: give some of the routes a \`name\``);
    }
  }
  return groups;
}

/**
 * Fields that the API server would fill in are written out: where they are missing, Argo CD takes what was filled in for a
 * difference, since these lists are replaced as a whole.
 */
function specOf(target: RouteTarget, { hosts, routes }: RouteGroup<BoundGatewayRoute>): Spelled<HttpRouteSpec> {
  const { name, namespace, sectionName } = routes[0].gateway;
  return {
    parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name, namespace, sectionName }],
    hostnames: [...hosts],
    rules: routes.map((route) => ruleOf(target, route)),
  };
}

function ruleOf(
  target: RouteTarget,
  { path, exact, filters, timeout }: BoundGatewayRoute,
): Spelled<HttpRouteSpecRules> {
  const redirects = filters.some(({ type }) => type === 'RequestRedirect');
  const port = portNumberOf(target);
  const backends = target.backends ?? [{ serviceName: target.serviceName, weight: 1 }];
  return {
    matches: [{ path: { type: exact ? 'Exact' : 'PathPrefix', value: path } }],
    filters: filters.length > 0 ? [...filters] : undefined,
    timeouts: timeout === undefined ? undefined : { request: gatewayDuration(timeout) },
    // What is redirected gets nowhere, and may not say otherwise.
    backendRefs: redirects
      ? undefined
      : backends.map(({ serviceName, weight }) => ({ group: '', kind: 'Service', name: serviceName, port, weight })),
  };
}
