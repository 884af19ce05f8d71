import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import type { RenderContext } from '../manifest';
import { bindMiddlewares } from './bind-middlewares';
import { type BoundRoute, type BoundTraefikRoute, hostsOf, ofKind } from './bound-route';
import type { IssuedHosts } from './certificate';
import { backendAnnotations, renderIngress } from './ingress';
import type { TrafficDefaults } from './ingress-defaults';
import { renderIngressRoute } from './ingress-route';
import { checkAlike } from './route-groups';
import type { RouteTarget } from './route-target';
import { renderTraefikService } from './traefik-service';

/** What the routes of a service through Traefik are rendered as. */
export interface BoundTraefik {
  /** All `Route.to` of the service. */
  readonly ingress?: ApiObject;
  /** All `Route.traefik` of the service. */
  readonly ingressRoute?: ApiObject;
  /** Shares the requests of the latter among Services; absent where one gets them all, or where Flagger shares them. */
  readonly traefikService?: ApiObject;
  /** What the routes use, each once. */
  readonly middlewares: readonly ApiObject[];
  /** What the Services that an Ingress leads to have to tell Traefik; absent where there is nothing to tell. */
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
}

/** What is known of all the routes of a service. */
interface Given {
  readonly routes: readonly BoundRoute[];
  readonly defaults: TrafficDefaults;
  readonly issued?: IssuedHosts;
}

/** Renders the routes of a service that go through Traefik: an object for each kind of route. */
export function bindTraefik(
  scope: Construct,
  context: RenderContext,
  place: Place,
  target: RouteTarget,
  { routes, defaults, issued }: Given,
): { objects: BoundTraefik; asksForCertificate: boolean } {
  const viaIngress = ofKind(routes, 'ingress');
  const viaIngressRoute = ofKind(routes, 'ingressRoute');
  const used = routes.flatMap((route) => ('middlewares' in route ? route.middlewares : []));
  const middlewares = bindMiddlewares(scope, place, target, used);
  const middlewaresOf = (route: BoundTraefikRoute) => middlewares.refs(route.middlewares);

  if (viaIngress && viaIngress.length > 1) {
    checkAlike(place, viaIngress, 'an Ingress', 'use Route.traefik for one of them', {
      'entry points': ({ entryPoints }) => entryPoints,
      TLS: ({ tls }) => tls,
      middlewares: middlewaresOf,
    });
  }
  if (viaIngressRoute && viaIngressRoute.length > 1) {
    checkAlike(place, viaIngressRoute, 'an IngressRoute', 'use Route.to for one of them', {
      'entry points': ({ entryPoints }) => entryPoints,
      TLS: ({ tls }) => tls,
    });
  }

  // cert-manager makes one certificate of all the hosts that an Ingress lists, with rules or without.
  const asksForCertificate = viaIngress?.[0].tls.issuer !== undefined;
  const { backends, traefikServiceName } = target;
  return {
    asksForCertificate,
    objects: {
      ingress:
        viaIngress &&
        renderIngress(scope, place, target, {
          routes: viaIngress,
          className: defaults.className,
          middlewares: middlewaresOf(viaIngress[0]),
          namespace: context.namespace,
          tlsHosts: asksForCertificate && issued ? issued.hosts : hostsOf(viaIngress),
        }),
      ingressRoute: viaIngressRoute && renderIngressRoute(scope, target, { routes: viaIngressRoute, middlewaresOf }),
      traefikService:
        viaIngressRoute && backends && traefikServiceName === undefined
          ? renderTraefikService(scope, target, backends)
          : undefined,
      middlewares: middlewares.objects,
      serviceAnnotations: viaIngress && backendAnnotations(target),
    },
  };
}
