import type { Place } from '../errors';
import { protocolOf, type RouteKind } from '../traffic';
import { checkNamesMade, madeByFlagger, type NamedObject } from './flagger-names';
import type { Provider } from './progressive-provider';

/** What a progressive rollout meets. */
export interface ProgressiveFacts {
  /** Name of the service's objects. */
  readonly name: string;
  /** Whether a Service leads traffic to the process: a worker has none. */
  readonly hasService: boolean;
  /**
   * Name of the service's port.
   *
   * @default - it says nothing
   */
  readonly portName?: string;
  /** Kinds of the service's routes. */
  readonly routes: readonly RouteKind[];
  /**
   * Class of the service's Ingress.
   *
   * @default - not known
   */
  readonly ingressClassName?: string;
  /**
   * Objects that are rendered beside: none may have the name of one that Flagger makes.
   *
   * @default - looked up in the chart when it is validated
   */
  readonly objects?: readonly NamedObject[];
}

const FACTORIES: Readonly<Record<RouteKind, string>> = {
  ingress: 'Route.to',
  ingressRoute: 'Route.traefik',
  httpRoute: 'Route.gatewayApi',
  virtualService: 'Route.gloo',
};

/**
 * Tells every mix of a progressive rollout with a service that can't work.
 *
 * Routes that cannot lead to what Flagger makes, a plain Ingress with Traefik for instance, are told where they are
 * bound (TF1508): there it is known which they are.
 */
export function checkProgressiveMix(place: Place, provider: Provider, facts: ProgressiveFacts): void {
  const { name, hasService, portName = '', routes, ingressClassName, objects = [] } = facts;
  const { route, makes } = provider.facts;
  if (!hasService) {
    place.problem(
      'TF1606',
      'rollout',
      'progressive delivery moves traffic, and a worker has none',
      'use Rollout.rolling() or Rollout.recreate()',
    );
    return;
  }
  checkNamesMade(place, [...madeByFlagger(name), ...makes(name, name)], objects);
  if (route !== undefined && routes.length === 0) {
    place.problem(
      'TF1634',
      'rollout',
      `Provider.${provider.kind} has no ${route} whose traffic it could divide`,
      'give the service one, or use Provider.kubernetes()',
    );
  }
  if (provider.kind === 'traefik' && protocolOf(portName).scheme === 'h2c') {
    place.problem(
      'TF1638',
      'rollout',
      `Provider.traefik with port ${JSON.stringify(portName)}: Flagger's TraefikService speaks HTTP/1.1 to it`,
      'use Provider.gatewayApi() or Provider.gloo(); or call the port http, if HTTP/1.1 is understood there too',
    );
  }
  if (provider.kind === 'nginx') {
    checkIngress(place, routes, ingressClassName);
  }
}

/** With ingress-nginx routes lead to the Service as ever, so only here is it known that they have to be Ingresses. */
function checkIngress(place: Place, routes: readonly RouteKind[], className: string | undefined): void {
  for (const other of new Set(routes.filter((kind) => kind !== 'ingress'))) {
    place.problem(
      'TF1633',
      'rollout',
      `${FACTORIES[other]} leads around Provider.nginx, to the old release alone`,
      'use Route.to, or Provider.kubernetes()',
    );
  }
  if (routes.includes('ingress') && className === 'traefik') {
    place.problem(
      'TF1637',
      'rollout',
      'Provider.nginx with an Ingress of class "traefik", which does not know its weights',
      "set the platform's ingress.className to that of ingress-nginx, or use Provider.traefik() with Route.traefik",
    );
  }
}
