import type { Labels } from './kube-object';
import type { ObjectKinds } from './object-kinds';
import { isScaledToNothing, type Pods, portNumber } from './pods';
import { nameOf } from './failure';
import { containsAll } from '../policy/selector';

/** Pods that a Service sends to. */
export interface Endpoint {
  /** What makes the pods: `Deployment/lulu-api-blue`. */
  readonly workload: string;
  /** The Service's ports that these pods have. */
  readonly ports: readonly EndpointPort[];
}

/** Where a port of a Service leads. */
export interface EndpointPort {
  /**
   * Name of the Service's port.
   *
   * @default - it has none
   */
  readonly name?: string;
  /** Number that callers use. */
  readonly port: number;
  /** Number that the pods listen on: a name is resolved in each pod. */
  readonly targetPort: number;
  /** TCP, UDP or SCTP. */
  readonly protocol: string;
}

/**
 * The pods that a Service selects, by workload.
 *
 * As Kubernetes does: in its namespace, by all of its labels; a port whose name no container has is left out.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
 */
export function endpointsOf({ metadata, spec }: ObjectKinds['Service'], all: readonly Pods[]): Endpoint[] {
  const selector: Labels = spec.selector ?? {};
  if (spec.type === 'ExternalName' || Object.keys(selector).length === 0) {
    return [];
  }
  return all
    .filter((pods) => pods.namespace === metadata.namespace && containsAll(pods.labels, selector))
    .filter((pods) => !isScaledToNothing(pods))
    .map((pods) => ({
      workload: nameOf(pods.workload),
      ports: (spec.ports ?? []).flatMap(({ name, port, targetPort = port, protocol = 'TCP' }) => {
        const number = portNumber(pods.spec, targetPort, protocol);
        return number === undefined ? [] : [{ ...(name && { name }), port, targetPort: number, protocol }];
      }),
    }));
}
