import type { RouteTarget } from '../traffic';
import { canaryOf, type NamedObject } from './flagger-names';

/** What divides the traffic between two releases. */
export type ProviderKind = 'traefik' | 'gloo' | 'gatewayApi' | 'nginx' | 'kubernetes';

/** What Flagger makes for routes to lead to. */
export type FlaggerBackend = Pick<RouteTarget, 'traefikServiceName' | 'routeTableName' | 'httpRouteName'>;

/** What is to be known of a provider. */
export interface ProviderFacts {
  /** Name that Flagger knows it by. A bare `gatewayapi` is unknown to it, and it would take Istio. */
  readonly flagger: string;
  /** The only kind of routes whose traffic it divides; absent if it divides none. */
  readonly route?: string;
  /** Whether it counts requests and takes their time, so that Flagger's built-in metrics work for any service. */
  readonly measures: boolean;
  /** What the service's routes lead to, where it is no Service. */
  readonly leadsTo: (service: string) => FlaggerBackend;
  /** What Flagger makes for it. */
  readonly makes: (service: string, ingress: string) => readonly NamedObject[];
}

/** @see https://docs.flagger.app/usage/deployment-strategies */
export const PROVIDERS: Readonly<Record<ProviderKind, ProviderFacts>> = {
  traefik: {
    flagger: 'traefik',
    route: 'Route.traefik',
    measures: true,
    leadsTo: (name) => ({ traefikServiceName: name }),
    makes: (name) => [{ kind: 'TraefikService', name }],
  },
  gloo: {
    flagger: 'gloo',
    route: 'Route.gloo',
    measures: true,
    leadsTo: (name) => ({ routeTableName: name }),
    makes: (name) => [{ kind: 'RouteTable', name }],
  },
  gatewayApi: {
    flagger: 'gatewayapi:v1',
    route: 'Route.gatewayApi',
    measures: false,
    leadsTo: (name) => ({ httpRouteName: name }),
    makes: (name) => [{ kind: 'HTTPRoute', name }],
  },
  nginx: {
    flagger: 'nginx',
    route: 'Route.to',
    measures: true,
    leadsTo: () => ({}),
    makes: (_name, ingress) => [{ kind: 'Ingress', name: canaryOf(ingress) }],
  },
  kubernetes: { flagger: 'kubernetes', measures: false, leadsTo: () => ({}), makes: () => [] },
};

/** What divides the traffic between the old release and the new one. Flagger has to know it, and it has to be there. */
export class Provider {
  /** Traefik: Flagger weighs a TraefikService, which the service's `Route.traefik` lead to. */
  static traefik(): Provider {
    return new Provider('traefik');
  }

  /** Gloo: Flagger weighs a RouteTable, which the service's `Route.gloo` hand their requests to. */
  static gloo(): Provider {
    return new Provider('gloo');
  }

  /**
   * Any implementation of the Gateway API: Flagger makes the HTTPRoute of the service's `Route.gatewayApi` itself.
   *
   * Gateways measure in many ways, so say in `Analysis.of({ metrics })` what a good release is.
   */
  static gatewayApi(): Provider {
    return new Provider('gatewayApi');
  }

  /** ingress-nginx: Flagger adds a second, weighted Ingress to the one of the service's `Route.to`. */
  static nginx(): Provider {
    return new Provider('nginx');
  }

  /**
   * No router: the new release is tested beside the old one, as often as told, and then takes its place whole. Requests
   * reach it for tests alone, at `<application>-<service>-canary`, so that any kind of route will do.
   */
  static kubernetes(props: KubernetesProviderProps = {}): Provider {
    return new Provider('kubernetes', props.iterations ?? 10);
  }

  private constructor(
    /** @internal */
    readonly kind: ProviderKind,
    /** @internal Checks before a release takes the place of the old one; absent where traffic is weighed. */
    readonly iterations?: number,
  ) {}

  /** @internal */
  get facts(): ProviderFacts {
    return PROVIDERS[this.kind];
  }
}

/** How a release is tested without a router. */
export interface KubernetesProviderProps {
  /**
   * Checks that a release has to pass, one in each interval of the analysis.
   *
   * @default 10
   */
  readonly iterations?: number;
}
