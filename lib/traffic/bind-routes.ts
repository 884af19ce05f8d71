import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import type { RenderContext } from '../manifest';
import { bindTraefik, type BoundTraefik } from './bind-traefik';
import { ofKind, type RouteKind } from './bound-route';
import { issuedHosts, renderCertificate } from './certificate';
import { claimRoutes } from './claims';
import { type FlaggerRoute, flaggerRoute } from './flagger-route';
import { type BoundGloo, renderGloo } from './gloo';
import { renderHttpRoutes } from './http-route';
import { trafficDefaults } from './ingress-defaults';
import { checkReach } from './reach';
import type { Route } from './route';
import type { RouteTarget } from './route-target';

/** What the routes of a service are rendered as. */
export interface BoundRoutes extends BoundTraefik, BoundGloo {
  /** What the routes are rendered as, each once: here, or by Flagger. */
  readonly kinds: readonly RouteKind[];
  /** All `Route.gatewayApi` of the service: one object, and one for each name that routes were given. */
  readonly httpRoutes: ApiObject[];
  /** What Flagger has to be told of them, where it makes the HTTPRoute itself. */
  readonly flaggerRoute?: FlaggerRoute;
  /** Asks for the certificate, where no Ingress does. */
  readonly certificate?: ApiObject;
}

/** Checks the routes of a service, claims them in its application and renders them, each kind by its own objects. */
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
  checkReach(place, target, claimed);
  const issued = issuedHosts(place, claimed);
  issued?.hosts.forEach((host) => context.issuedHosts.add(host));

  const traefik = bindTraefik(scope, context, place, target, { routes: claimed, defaults, issued });
  const byGateway = ofKind(claimed, 'httpRoute');
  const isFlaggers = target.httpRouteName !== undefined;
  const byGloo = ofKind(claimed, 'virtualService');
  return {
    kinds: [...new Set(claimed.map(({ kind }) => kind))],
    ...traefik.objects,
    httpRoutes: byGateway && !isFlaggers ? renderHttpRoutes(scope, place, target, byGateway) : [],
    flaggerRoute: byGateway && isFlaggers ? flaggerRoute(place, target, byGateway) : undefined,
    ...(byGloo ? renderGloo(scope, context, place, target, byGloo) : { virtualServices: [], routeTables: [] }),
    certificate: issued && !traefik.asksForCertificate ? renderCertificate(scope, place, target, issued) : undefined,
  };
}
