import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import { kubeObject, type RenderContext } from '../manifest';
import type { BoundGlooRoute, Some } from './bound-route';
import { checkRouteTable, claimHosts, requireNamespace } from './gloo-checks';
import { type GlooAction, glooRoutes } from './gloo-routes';
import { protocolOf } from './port-protocol';
import { groupRoutes, type RouteGroup } from './route-groups';
import { portNumberOf, type RouteTarget } from './route-target';
import { secretOf } from './tls';

/** What the routes of a service by Gloo are rendered as. */
export interface BoundGloo {
  /** Hosts of the service's own, with their routes. */
  readonly virtualServices: ApiObject[];
  /** Routes of hosts that a VirtualService elsewhere has. */
  readonly routeTables: ApiObject[];
  /** The service, as Gloo names it. */
  readonly upstream?: ApiObject;
}

/** Renders the routes of a service by Gloo: an object for each name that routes were given, and what they lead to. */
export function renderGloo(
  scope: Construct,
  context: RenderContext,
  place: Place,
  target: RouteTarget,
  routes: Some<BoundGlooRoute>,
): BoundGloo {
  const namespace = requireNamespace(place, context.namespace);
  const { instance, routeTableName } = target;
  const isDelegating = routeTableName !== undefined;
  const action: GlooAction = isDelegating
    ? { delegateAction: { ref: { name: routeTableName, namespace } } }
    : { routeAction: { single: { upstream: { name: instance, namespace } } } };

  const own = groupRoutes(
    place,
    target,
    routes.filter((route) => !route.delegatedFrom),
    {
      object: 'a VirtualService',
      traits: { TLS: ({ tls }) => tls },
    },
  );
  claimHosts(place, context, target, own);
  const delegated = groupRoutes(
    place,
    target,
    routes.filter((route) => route.delegatedFrom),
    {
      object: 'a RouteTable',
      traits: { labels: ({ delegatedFrom }) => delegatedFrom?.labels },
    },
  );
  return {
    virtualServices: own.map((group) =>
      kubeObject(scope, `VirtualService${group.id}`, 'VirtualService', {
        metadata: { name: group.name, labels: target.labels },
        spec: {
          sslConfig: sslConfigOf(target, group, namespace),
          virtualHost: { domains: [...group.hosts], routes: glooRoutes(group.routes, action, isDelegating) },
        },
      }),
    ),
    routeTables: delegated.map((group) => {
      const labels = group.routes[0].delegatedFrom?.labels ?? {};
      checkRouteTable(place, target, group.name, labels);
      return kubeObject(scope, `RouteTable${group.id}`, 'RouteTable', {
        metadata: { name: group.name, labels: { ...labels, ...target.labels } },
        spec: { routes: glooRoutes(group.routes, action, isDelegating) },
      });
    }),
    // Also where Flagger makes upstreams: it can take their settings from this one.
    upstream: renderUpstream(scope, target, namespace),
  };
}

function renderUpstream(scope: Construct, target: RouteTarget, serviceNamespace: string): ApiObject {
  const { instance, labels, serviceName, servicePort } = target;
  return kubeObject(scope, 'Upstream', 'Upstream', {
    metadata: { name: instance, labels },
    spec: {
      kube: { serviceName, serviceNamespace, servicePort: portNumberOf(target) },
      useHttp2: protocolOf(servicePort).isHttp2 || undefined,
    },
  });
}

function sslConfigOf(
  { instance }: RouteTarget,
  { hosts, routes }: RouteGroup<BoundGlooRoute>,
  namespace: string,
): { secretRef: { name: string; namespace: string }; sniDomains: string[] } | undefined {
  const name = secretOf(routes[0].tls, instance);
  return name === undefined ? undefined : { secretRef: { name, namespace }, sniDomains: [...hosts] };
}
