import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IngressRouteSpecRoutesServices } from '../imports/traefik.io';
import { kubeObject, type Spelled } from '../manifest';
import { protocolOf } from './port-protocol';
import type { Backend, RouteTarget } from './route-target';

/** Shares requests among Services, as one service that routes lead to. */
export function renderTraefikService(scope: Construct, target: RouteTarget, backends: readonly Backend[]): ApiObject {
  const { servicePort: port } = target;
  const { scheme } = protocolOf(port);
  return kubeObject(scope, 'TraefikService', 'TraefikService', {
    metadata: { name: target.instance, labels: target.labels },
    spec: {
      weighted: { services: backends.map(({ serviceName, weight }) => ({ name: serviceName, port, scheme, weight })) },
    },
  });
}

/** Where the routes of an IngressRoute lead: to the Service, or to what shares requests among several. */
export function traefikBackend(target: RouteTarget): Spelled<IngressRouteSpecRoutesServices> {
  const { serviceName, servicePort, instance, backends, traefikServiceName } = target;
  const shared = traefikServiceName ?? (backends && instance);
  if (shared !== undefined) {
    return { kind: 'TraefikService', name: shared };
  }
  return { name: serviceName, port: servicePort, scheme: protocolOf(servicePort).scheme };
}
