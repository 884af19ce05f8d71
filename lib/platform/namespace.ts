import { type ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { CONTAINER_DEFAULTS, INSTANCE_LABEL, kubeObject, RenderContext } from '../manifest';
import { bindAcmeSolver } from '../traffic';
import type { Quota } from './quota';

/**
 * The namespace of an application in an environment, with what keeps it apart: Pod Security, a quota, defaults for
 * containers, and network policies: one that forbids what no service allows, and one for what proves whose its hosts are.
 *
 * Made after the services, because their demands make the quota.
 */
export class ApplicationNamespace extends Construct {
  readonly namespace: ApiObject;
  /** Absent if the application has no workload, or no quota is wanted. */
  readonly quota?: ApiObject;
  readonly limits: ApiObject;
  readonly defaultDeny: ApiObject;
  /** Absent if no certificate is issued for a route. */
  readonly acmeSolver?: ApiObject;

  constructor(scope: Construct, id: string, quota: Quota) {
    super(scope, id);
    const context = RenderContext.of(this);
    const labels: Record<string, string> = {
      'app.kubernetes.io/name': context.application,
      [INSTANCE_LABEL]: context.application,
      'app.kubernetes.io/part-of': context.application,
      'app.kubernetes.io/managed-by': 'cdk8s-twelve-factor',
      ...(context.environment ? { env: context.environment } : {}),
      ...(context.owner ? { owner: context.owner } : {}),
    };
    const { namespaceLabels, namespaceAnnotations } = context.defaults;
    const named = (name: string) => ({ metadata: { name, labels } });

    this.namespace = kubeObject(this, 'Namespace', 'Namespace', {
      metadata: {
        name: context.namespace ?? context.application,
        labels: {
          ...namespaceLabels,
          ...labels,
          'pod-security.kubernetes.io/enforce': context.podSecurity,
          'pod-security.kubernetes.io/warn': 'restricted',
        },
        annotations: namespaceAnnotations,
      },
    });
    // cdk8s gives every object of a chart its namespace, also those that are in none.
    if (context.namespace) {
      this.namespace.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
    this.acmeSolver = bindAcmeSolver(this, context, labels);
    const hard = context.demands.length > 0 ? quota.bind(context.place, context.demands) : undefined;
    if (hard) {
      this.quota = kubeObject(this, 'ResourceQuota', 'ResourceQuota', {
        ...named(context.application),
        spec: { hard },
      });
    }
    // A default limit would be given to the containers that are to have none.
    const cpuLimit = context.demands.every(({ perPod }) => perPod.limits.cpu !== undefined);
    this.limits = kubeObject(this, 'LimitRange', 'LimitRange', {
      ...named(context.application),
      spec: {
        limits: [
          {
            type: 'Container',
            defaultRequest: { cpu: CONTAINER_DEFAULTS.cpu.request, memory: CONTAINER_DEFAULTS.memory.request },
            default: {
              ...(cpuLimit ? { cpu: CONTAINER_DEFAULTS.cpu.limit } : {}),
              memory: CONTAINER_DEFAULTS.memory.limit,
            },
          },
        ],
      },
    });
    this.defaultDeny = kubeObject(this, 'NetworkPolicy', 'NetworkPolicy', {
      ...named('default-deny'),
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
  }
}
