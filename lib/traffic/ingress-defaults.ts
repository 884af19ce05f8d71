import type { PlatformDefaults, RenderContext } from '../manifest';
import type { GatewayReference } from '../manifest/platform-defaults';
import type { NetworkDefaults, PlatformNetwork } from './network';
import { Tls } from './tls';

/** What routes and network policies take from the platform. */
export interface TrafficDefaults {
  /** Name of the IngressClass. */
  readonly className: string;
  /** Namespace of the ingress controller. */
  readonly ingressNamespace: string;
  /** Entry points of routes that name none. */
  readonly entryPoints: readonly string[];
  /** Gateway of routes that name none. */
  readonly gateway?: GatewayReference;
  /** Where certificates come from, for routes that do not say. */
  readonly tls: Tls;
  /** Namespace that Prometheus scrapes from. */
  readonly monitoringNamespace: string;
  /** Peers of every service. */
  readonly network: NetworkDefaults;
}

/** The platform's decisions, with the defaults that `PlatformDefaults` documents. */
export function trafficDefaults({ defaults }: RenderContext): TrafficDefaults {
  // A platform's props are more than what the layer below knows of them.
  const { network = {} }: PlatformDefaults & PlatformNetwork = defaults;
  const { className, namespace, entryPoints, gateway, tls, certificateIssuer } = defaults.ingress ?? {};
  const certificate = certificateIssuer === undefined ? Tls.defaultCertificate() : Tls.issuedBy(certificateIssuer);
  return {
    className: className ?? 'traefik',
    ingressNamespace: namespace ?? 'traefik',
    entryPoints: entryPoints ?? ['websecure'],
    gateway,
    tls: tls === false ? Tls.off() : certificate,
    monitoringNamespace: defaults.monitoringNamespace ?? 'monitoring',
    network,
  };
}
