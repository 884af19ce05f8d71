import type { Mutation } from '../mutation';
import { copyOf, FULL, INSTANCE, of, PROGRESSIVE } from './like';

const BUDGET = 'PodDisruptionBudget.full-api.yaml';
const AUTOSCALER = 'HorizontalPodAutoscaler.full-api.yaml';

/** The worker as a StatefulSet, with names for its pods that nobody gives. */
function statefulSet(objects: ReadonlyMap<string, unknown>): unknown {
  const { metadata, spec } = structuredClone(objects.get('Deployment.full-quiet.yaml')) as Record<string, object>;
  // Only a Deployment has one of that name.
  const own = { ...spec, strategy: undefined, serviceName: 'full-quiet' };
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec: own };
}

export const scaling: readonly Mutation[] = [
  ...of(FULL, 'Deployment.full-quiet.yaml', [['a StatefulSet whose Service is not there', 'TF3038', [], statefulSet]]),
  ...of(FULL, 'Deployment.full-api.yaml', [
    ['a selector of other pods', 'TF3006', ['spec', 'selector', 'matchLabels', INSTANCE], 'full-apy'],
    [
      'pods with another label than the selector',
      'TF3006',
      ['spec', 'template', 'metadata', 'labels', INSTANCE],
      'full-apy',
    ],
    ['no selector', 'TF3006', ['spec', 'selector']],
    [
      'a selector with the version',
      'TF3007',
      ['spec', 'selector', 'matchLabels', 'app.kubernetes.io/version'],
      '1.5.0',
    ],
    ['a selector with the environment', 'TF3007', ['spec', 'selector', 'matchLabels', 'env'], 'production'],
    ['replicas beside an autoscaler', 'TF3012', ['spec', 'replicas'], 3],
    ['a Deployment that is recreated', 'TF3211', ['spec', 'strategy'], { type: 'Recreate' }],
    [
      'no pod more and none fewer',
      'TF3212',
      ['spec', 'strategy', 'rollingUpdate'],
      { maxSurge: 0, maxUnavailable: '0%' },
    ],
  ]),
  ...of(FULL, 'Deployment.full-quiet.yaml', [
    [
      'a selector of the pods of two workers',
      'TF3008',
      ['spec', 'selector', 'matchLabels'],
      { 'app.kubernetes.io/component': 'worker' },
    ],
  ]),
  ...of(FULL, AUTOSCALER, [
    ['an autoscaler of nothing', 'TF3010', ['spec', 'scaleTargetRef', 'name'], 'full-apy'],
    ['an autoscaler of another kind', 'TF3010', ['spec', 'scaleTargetRef', 'kind'], 'StatefulSet'],
    ['bounds the wrong way round', 'TF3213', ['spec', 'maxReplicas'], 3],
    ['a single pod at night', 'TF3214', ['spec', 'minReplicas'], 1],
    ['no least number of pods', 'TF3214', ['spec', 'minReplicas']],
    ['no room to scale', 'TF3214', ['spec', 'maxReplicas'], 4],
  ]),
  ...of(FULL, 'HorizontalPodAutoscaler.full-mailer.yaml', [
    ['two autoscalers of one', 'TF3011', ['spec', 'scaleTargetRef', 'name'], 'full-api'],
  ]),
  ...of(PROGRESSIVE, 'HorizontalPodAutoscaler.progressive-by-gloo-primary.yaml', [
    [
      'an autoscaler of what Flagger does not make',
      'TF3010',
      ['spec', 'scaleTargetRef', 'name'],
      'progressive-primary',
    ],
  ]),
  ...of(PROGRESSIVE, 'Canary.progressive-by-gateway.yaml', [
    ['a Canary of nothing', 'TF3026', ['spec', 'targetRef', 'name'], 'progressive-by-gatevay'],
    ['a Canary with an autoscaler that is not there', 'TF3026', ['spec', 'autoscalerRef', 'name'], 'other'],
    [
      'a Canary with a metric that is not there',
      'TF3026',
      ['spec', 'analysis', 'metrics', 0, 'templateRef', 'name'],
      'other',
    ],
  ]),
  ...of(PROGRESSIVE, 'Canary.progressive-by-nginx.yaml', [
    ['a Canary with an Ingress that is not there', 'TF3026', ['spec', 'ingressRef', 'name'], 'other'],
  ]),
  ...of(FULL, BUDGET, [
    ['a budget of nothing', 'TF3013', ['spec', 'selector', 'matchLabels', INSTANCE], 'full-apy'],
    [
      'a budget of the whole application',
      'TF3014',
      ['spec', 'selector', 'matchLabels'],
      { 'app.kubernetes.io/part-of': 'full' },
    ],
    ['no budget', 'TF3016', []],
    ['a budget that says nothing', 'TF3215', ['spec', 'maxUnavailable']],
    ['a budget that says two things', 'TF3215', ['spec', 'minAvailable'], 1],
    ['a budget that lets nobody go', 'TF3216', ['spec', 'maxUnavailable'], 0],
    ['a budget that lets 0 % go', 'TF3216', ['spec', 'maxUnavailable'], '0%'],
    [
      'a budget that keeps as many as there are',
      'TF3216',
      ['spec'],
      {
        minAvailable: 4,
        selector: { matchLabels: { [INSTANCE]: 'full-api' } },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    ],
    ['a budget that keeps what is broken', 'TF3217', ['spec', 'unhealthyPodEvictionPolicy']],
    ['a budget that lets all go', 'TF3218', ['spec', 'maxUnavailable'], '100%'],
  ]),
  ...of(FULL, 'PodDisruptionBudget.second.yaml', [
    ['two budgets of the same pods', 'TF3015', [], copyOf(BUDGET, 'second')],
  ]),
  ...of(FULL, 'Deployment.full-rpc.yaml', [
    ['a single pod that answers', 'TF3210', ['spec', 'replicas'], 1],
    [
      'pods that are spread among all of the application',
      'TF3036',
      ['spec', 'template', 'spec', 'topologySpreadConstraints', 0, 'labelSelector'],
      { matchLabels: { 'app.kubernetes.io/part-of': 'full' } },
    ],
  ]),
];
