import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import type { RenderContext } from '../manifest';
import { bindMiddlewares } from './bind-middlewares';
import { issuedHosts, renderCertificate } from './certificate';
import { claimRoutes } from './claims';
import { hostsOf, renderIngress } from './ingress';
import { trafficDefaults } from './ingress-defaults';
import { renderIngressRoute } from './ingress-route';
import type { BoundRoute, Route, RouteKind } from './route';
import type { RouteTarget } from './route-target';

/** What the routes of a service are rendered as. */
export interface BoundRoutes {
  /** All `Route.to` of the service. */
  readonly ingress?: ApiObject;
  /** All `Route.traefik` of the service. */
  readonly ingressRoute?: ApiObject;
  /** What the routes use, each once. */
  readonly middlewares: ApiObject[];
  /** Asks for the certificate, where no Ingress does. */
  readonly certificate?: ApiObject;
}

/** Checks the routes of a service, claims them in its application and renders them: an object for each kind of route. */
export function bindRoutes(
  scope: Construct,
  context: RenderContext,
  place: Place,
  routes: readonly Route[],
  target: RouteTarget,
): BoundRoutes {
  const defaults = trafficDefaults(context);
  const good = routes.flatMap((route) => route.bind(place, defaults) ?? []);
  const claimed = claimRoutes(place, context, defaults, target, good);
  const middlewares = bindMiddlewares(
    scope,
    place,
    target,
    claimed.flatMap((route) => route.middlewares),
  );
  const middlewaresOf = (route: BoundRoute) => middlewares.refs(route.middlewares);
  const issued = issuedHosts(place, claimed);

  const viaIngress = ofKind(claimed, 'ingress');
  if (viaIngress) {
    checkAlike(place, viaIngress, 'Ingress', 'use Route.traefik for one of them', {
      'entry points': ({ entryPoints }) => entryPoints,
      TLS: ({ tls }) => tls,
      middlewares: middlewaresOf,
    });
  }
  const viaIngressRoute = ofKind(claimed, 'ingressRoute');
  if (viaIngressRoute) {
    checkAlike(place, viaIngressRoute, 'IngressRoute', 'use Route.to for one of them', {
      'entry points': ({ entryPoints }) => entryPoints,
      TLS: ({ tls }) => tls,
    });
  }

  // cert-manager makes one certificate of all the hosts that an Ingress lists, with rules or without.
  const askedByIngress = viaIngress?.[0].tls.issuer !== undefined;
  return {
    ingress:
      viaIngress &&
      renderIngress(scope, place, target, {
        routes: viaIngress,
        className: defaults.className,
        middlewares: middlewaresOf(viaIngress[0]),
        namespace: context.namespace,
        tlsHosts: askedByIngress && issued ? issued.hosts : hostsOf(viaIngress),
      }),
    ingressRoute: viaIngressRoute && renderIngressRoute(scope, target, { routes: viaIngressRoute, middlewaresOf }),
    middlewares: middlewares.objects,
    certificate: issued && !askedByIngress ? renderCertificate(scope, place, target, issued) : undefined,
  };
}

function ofKind(routes: readonly BoundRoute[], kind: RouteKind): [BoundRoute, ...BoundRoute[]] | undefined {
  const [first, ...rest] = routes.filter((route) => route.kind === kind);
  return first && [first, ...rest];
}

/** Tells of routes that share an object but ask for what it can only have once. */
function checkAlike(
  place: Place,
  [first, ...rest]: readonly [BoundRoute, ...BoundRoute[]],
  object: string,
  remedy: string,
  traits: Readonly<Record<string, (route: BoundRoute) => unknown>>,
): void {
  for (const [trait, of] of Object.entries(traits)) {
    const other = rest.find((route) => JSON.stringify(of(route)) !== JSON.stringify(of(first)));
    if (other) {
      const given = `${first.host}${first.path} and ${other.host}${other.path} share an ${object}, but not their ${trait}`;
      place.problem('TF1505', 'routes', given, `make them alike, or ${remedy}`);
    }
  }
}
