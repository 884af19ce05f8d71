import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { kubeObject } from '../manifest';
import type { SlotPlan } from '../rollout';
import { protocolOf } from '../traffic';
import type { ContainerPort } from './port';
import type { ProcessIdentity } from './process';

/** Names in the cluster that lead to a process. */
export interface Addresses {
  /** The process's own name. */
  readonly service: ApiObject;
  /** Names of single slots, by what is added to the process's name. */
  readonly slotServices: Readonly<Record<string, ApiObject>>;
}

/**
 * Renders the Services of a process.
 *
 * @param identityOf identity of the process as a whole, or of one of its slots
 * @param ports what the Services offer; each leads to the container's port of the same name
 * @param annotations of each Service
 */
export function bindAddresses(
  scope: Construct,
  identityOf: (slot?: string) => ProcessIdentity,
  ports: readonly ContainerPort[],
  slots: SlotPlan | undefined,
  annotations: Readonly<Record<string, string>> | undefined,
): Addresses {
  const { name, labels } = identityOf();
  const offer = (suffix: string, slot?: string) =>
    kubeObject(scope, `Service${suffix}`, 'Service', {
      metadata: { name: `${name}${suffix}`, labels, annotations },
      spec: {
        selector: identityOf(slot).selector,
        ports: ports.map((offered) => ({
          name: offered.name,
          port: offered.port,
          protocol: 'TCP',
          appProtocol: protocolOf(offered.name).appProtocol,
          targetPort: offered.name,
        })),
      },
    });
  return {
    service: offer('', slots?.selected),
    slotServices: Object.fromEntries(
      Object.entries(slots?.services ?? {}).map(([suffix, slot]) => [suffix, offer(`-${suffix}`, slot)]),
    ),
  };
}
