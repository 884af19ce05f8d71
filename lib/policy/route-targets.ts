import type { Field } from './field';
import type { Manifest } from './manifest';

/** What a route, or what divides requests, leads to. */
export interface RouteTarget {
  readonly type: string;
  readonly namespace: string;
  /** Where its name stands. */
  readonly name: Field;
  /** Where the port stands: a name or a number. */
  readonly port?: Field;
}

/** Types that lead requests to others. */
export const ROUTES: ReadonlySet<string> = new Set([
  'networking.k8s.io/Ingress',
  'traefik.io/IngressRoute',
  'traefik.io/IngressRouteTCP',
  'traefik.io/IngressRouteUDP',
  'traefik.io/TraefikService',
  'gateway.networking.k8s.io/HTTPRoute',
  'gateway.networking.k8s.io/GRPCRoute',
  'gateway.networking.k8s.io/TLSRoute',
  'gateway.networking.k8s.io/TCPRoute',
  'gateway.solo.io/VirtualService',
  'gateway.solo.io/RouteTable',
  'gloo.solo.io/Upstream',
]);

/** Everything that a route names as where requests go. What is of other kinds than are known here is left out. */
export function routeTargets(route: Manifest): RouteTarget[] {
  const spec = route.at('spec');
  switch (route.group) {
    case 'networking.k8s.io':
      return ingressTargets(spec);
    case 'traefik.io':
      return route.kind === 'TraefikService'
        ? [
            ...spec.at('weighted', 'services').items.flatMap(traefikTarget),
            ...traefikTarget(spec.at('mirroring')),
            ...spec.at('mirroring', 'mirrors').items.flatMap(traefikTarget),
          ]
        : spec.at('routes').items.flatMap((rule) => rule.at('services').items.flatMap(traefikTarget));
    case 'gateway.networking.k8s.io':
      return spec
        .at('rules')
        .items.flatMap((rule) => [
          ...rule.at('backendRefs').items.flatMap(gatewayTarget),
          ...rule.at('filters').items.flatMap((filter) => gatewayTarget(filter.at('requestMirror', 'backendRef'))),
        ]);
    case 'gateway.solo.io':
      return [...spec.at('virtualHost', 'routes').items, ...spec.at('routes').items].flatMap(glooTargets);
    case 'gloo.solo.io': {
      const kube = spec.at('kube');
      return target('Service', kube.at('serviceName'), kube.at('serviceNamespace'), kube.at('servicePort'));
    }
    default:
      return [];
  }
}

function ingressTargets(spec: Field): RouteTarget[] {
  const services = [spec.at('defaultBackend', 'service')];
  for (const rule of spec.at('rules').items) {
    for (const path of rule.at('http', 'paths').items) services.push(path.at('backend', 'service'));
  }
  const targets: RouteTarget[] = [];
  for (const service of services) {
    const port = service.at('port');
    targets.push(...target('Service', service.at('name'), undefined, port.at(port.has('name') ? 'name' : 'number')));
  }
  return targets;
}

function traefikTarget(service: Field): RouteTarget[] {
  const isDivided = service.at('kind').text === 'TraefikService';
  const type = isDivided ? 'traefik.io/TraefikService' : 'Service';
  return target(type, service.at('name'), service.at('namespace'), isDivided ? undefined : service.at('port'));
}

function gatewayTarget(reference: Field): RouteTarget[] {
  const isService = !reference.at('group').text && (reference.at('kind').text ?? 'Service') === 'Service';
  return isService ? target('Service', reference.at('name'), reference.at('namespace'), reference.at('port')) : [];
}

function glooTargets(route: Field): RouteTarget[] {
  const delegated = route.at('delegateAction', 'ref').isGiven
    ? route.at('delegateAction', 'ref')
    : route.at('delegateAction');
  const action = route.at('routeAction');
  const destinations = [
    action.at('single'),
    ...action.at('multi', 'destinations').items.map((item) => item.at('destination')),
  ];
  return [
    ...target('gateway.solo.io/RouteTable', delegated.at('name'), delegated.at('namespace')),
    ...destinations.flatMap((destination) => {
      const [upstream, kube] = [destination.at('upstream'), destination.at('kube')];
      return [
        ...target('gloo.solo.io/Upstream', upstream.at('name'), upstream.at('namespace')),
        ...target('Service', kube.at('ref', 'name'), kube.at('ref', 'namespace'), kube.at('port')),
      ];
    }),
  ];
}

function target(type: string, name: Field, namespace?: Field, port?: Field): RouteTarget[] {
  // Traefik has services of its own, and of other providers: `api@internal`.
  if (name.text === undefined || name.text.includes('@')) return [];
  return [{ type, name, namespace: namespace?.text ?? name.manifest.namespace, port }];
}
