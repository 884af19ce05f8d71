import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import { type k8s, kubeObject, type Spelled } from '../manifest';
import type { MiddlewareRef } from './bind-middlewares';
import { type BoundTraefikRoute, hostsOf, type RouteAddress, type Some } from './bound-route';
import { protocolOf } from './port-protocol';
import type { RouteTarget } from './route-target';
import { secretOf } from './tls';

const TRAEFIK = 'traefik.ingress.kubernetes.io';
const ROUTER = `${TRAEFIK}/router`;

/** What an Ingress is made of. The routes agree on entry points, TLS and middlewares. */
export interface IngressParts {
  readonly routes: Some<BoundTraefikRoute>;
  readonly className: string;
  readonly middlewares: readonly MiddlewareRef[];
  /** Namespace that the Ingress is in, if it is known. */
  readonly namespace?: string;
  /** Hosts of the certificate. */
  readonly tlsHosts: readonly string[];
}

/** The routes of a service as one Ingress. What the API has no field for is told to Traefik by annotations. */
export function renderIngress(scope: Construct, place: Place, target: RouteTarget, parts: IngressParts): ApiObject {
  const { routes, className, tlsHosts } = parts;
  const { entryPoints, tls } = routes[0];
  const middlewares = annotatedMiddlewares(place, parts);
  return kubeObject(scope, 'Ingress', 'Ingress', {
    metadata: {
      name: target.instance,
      labels: target.labels,
      annotations: {
        ...(tls.issuer === undefined ? {} : { 'cert-manager.io/cluster-issuer': tls.issuer }),
        ...(entryPoints.length > 0 ? { [`${ROUTER}.entrypoints`]: entryPoints.join(',') } : {}),
        ...(middlewares ? { [`${ROUTER}.middlewares`]: middlewares } : {}),
        ...(tls.on ? { [`${ROUTER}.tls`]: 'true' } : {}),
        ...(tls.resolver === undefined ? {} : { [`${ROUTER}.tls.certresolver`]: tls.resolver }),
      },
    },
    spec: {
      ingressClassName: className,
      rules: hostsOf(routes).map((host) => ({
        host,
        http: { paths: routes.filter((route) => route.host === host).map((route) => pathTo(target, route)) },
      })),
      // Without a Secret, the controller's default certificate serves the hosts.
      tls: tls.on ? [{ hosts: [...tlsHosts], secretName: secretOf(tls, target.instance) }] : undefined,
    },
  });
}

/** What Traefik has to read at the Service that an Ingress leads to; nothing where the port's name says nothing. */
export function backendAnnotations({ servicePort }: RouteTarget): Record<string, string> | undefined {
  const { scheme } = protocolOf(servicePort);
  return scheme && { [`${TRAEFIK}/service.serversscheme`]: scheme };
}

function pathTo(
  { serviceName, servicePort }: RouteTarget,
  { path, exact }: RouteAddress,
): Spelled<k8s.HttpIngressPath> {
  const port = typeof servicePort === 'number' ? { number: servicePort } : { name: servicePort };
  return { path, pathType: exact ? 'Exact' : 'Prefix', backend: { service: { name: serviceName, port } } };
}

/** Middlewares as Traefik's annotation names them, by their namespace and provider. */
function annotatedMiddlewares(place: Place, { middlewares, namespace }: IngressParts): string {
  if (namespace === undefined && middlewares.some((ref) => ref.namespace === undefined)) {
    place.problem(
      'TF1513',
      'routes',
      'middlewares of an Ingress are named with their namespace, and the chart has none',
      'give the chart a namespace, or use Route.traefik',
    );
  }
  return middlewares.map((ref) => `${ref.namespace ?? namespace ?? 'default'}-${ref.name}@kubernetescrd`).join(',');
}
