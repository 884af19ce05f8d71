import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { kubeObject } from '../manifest';
import type { MiddlewareRef } from './bind-middlewares';
import type { BoundTraefikRoute, Some } from './bound-route';
import type { RouteTarget } from './route-target';
import { secretOf } from './tls';
import { traefikBackend } from './traefik-service';
import { traefikRule } from './traefik-rule';

/** What an IngressRoute is made of. The routes agree on entry points and TLS. */
export interface IngressRouteParts {
  readonly routes: Some<BoundTraefikRoute>;
  /** Names the middlewares of a route. */
  readonly middlewaresOf: (route: BoundTraefikRoute) => MiddlewareRef[];
}

/** The routes of a service as one IngressRoute of Traefik. */
export function renderIngressRoute(
  scope: Construct,
  target: RouteTarget,
  { routes, middlewaresOf }: IngressRouteParts,
): ApiObject {
  const { entryPoints, tls } = routes[0];
  return kubeObject(scope, 'IngressRoute', 'IngressRoute', {
    metadata: { name: target.instance, labels: target.labels },
    spec: {
      entryPoints: entryPoints.length > 0 ? [...entryPoints] : undefined,
      routes: routes.map((route) => ({
        kind: 'Rule' as const,
        match: traefikRule(route),
        priority: route.priority,
        middlewares: route.middlewares.length > 0 ? middlewaresOf(route) : undefined,
        services: [traefikBackend(target)],
      })),
      // Empty, it stands for TLS with Traefik's default certificate.
      tls: tls.on ? { secretName: secretOf(tls, target.instance), certResolver: tls.resolver } : undefined,
    },
  });
}
