import type { Mutation } from '../mutation';
import { FULL, of, RELAXED } from './like';

const CONTAINER = ['spec', 'template', 'spec', 'containers', 0];
const DEPLOYMENT = 'Deployment.full-mailer.yaml';

export const references: readonly Mutation[] = [
  ...of(FULL, DEPLOYMENT, [
    ['a ConfigMap that is not there', 'TF3017', [...CONTAINER, 'envFrom', 0, 'configMapRef', 'name'], 'full-mailr'],
    [
      'a key that the ConfigMap does not have',
      'TF3018',
      [...CONTAINER, 'env'],
      [{ name: 'LOG_LEVEL', valueFrom: { configMapKeyRef: { name: 'full-mailer', key: 'LOG_LEVLE' } } }],
    ],
    ['another Secret that nobody makes', 'TF3019', [...CONTAINER, 'envFrom', 1, 'secretRef', 'name'], 'other'],
    ['a service account that is not there', 'TF3020', ['spec', 'template', 'spec', 'serviceAccountName'], 'mailer'],
  ]),
  ...of(FULL, 'ConfigMap.full-report.yaml', [['no ConfigMap', 'TF3017', []]]),
  ...of(FULL, 'ExternalSecret.full-api-payment.yaml', [['nobody who makes a Secret', 'TF3019', []]]),
  ...of(FULL, 'ServiceAccount.full-migrate.yaml', [['no service account', 'TF3020', []]]),
  ...of(RELAXED, 'Certificate.relaxed-edge-tls.yaml', [['nobody who makes a certificate', 'TF3037', []]]),
  ...of(FULL, 'LimitRange.full.yaml', [
    ['a name with a capital', 'TF3206', ['metadata', 'name'], 'Full'],
    ['no name', 'TF3206', ['metadata', 'name']],
    ['no namespace', 'TF3201', ['metadata', 'namespace']],
    ['the namespace default', 'TF3202', ['metadata', 'namespace'], 'default'],
    ["the cluster's namespace", 'TF3202', ['metadata', 'namespace'], 'kube-system'],
    ['no owner', 'TF3203', ['metadata', 'labels', 'owner']],
    ['a LimitRange that admits less', 'TF3029', ['spec', 'limits', 0, 'max'], { memory: '128Mi' }],
    ['a LimitRange that asks for more', 'TF3029', ['spec', 'limits', 0, 'min'], { cpu: '200m' }],
  ]),
  ...of(FULL, 'CronJob.full-report.yaml', [
    ['a CronJob with 53 characters', 'TF3206', ['metadata', 'name'], `full-report-${'a'.repeat(41)}`],
    ['a Job of a CronJob without owner', 'TF3203', ['spec', 'jobTemplate', 'metadata', 'labels', 'owner']],
  ]),
  ...of(FULL, 'Job.full-migrate-1-5-0.yaml', [
    ['a Job with 64 characters', 'TF3206', ['metadata', 'name'], `full-migrate-${'a'.repeat(51)}`],
    ['a Job of another instance', 'TF3205', ['metadata', 'labels', 'app.kubernetes.io/instance'], 'other'],
    ['pods without version', 'TF3203', ['spec', 'template', 'metadata', 'labels', 'app.kubernetes.io/version']],
  ]),
  ...of(FULL, 'Service.full-search.yaml', [
    ['a Service with a digit first', 'TF3206', ['metadata', 'name'], '1-search'],
    ['a branch as the value of a label', 'TF3204', ['metadata', 'labels', 'branch'], 'feature/x'],
    ['a label of 64 characters', 'TF3204', ['metadata', 'labels', 'long'], 'a'.repeat(64)],
    ['a label with a space', 'TF3204', ['metadata', 'labels', 'a b'], 'c'],
    ['an annotation with a space', 'TF3204', ['metadata', 'annotations'], { 'a b': 'c' }],
  ]),
  ...of(FULL, 'ConfigMap.copy.yaml', [
    [
      'an object that is there twice',
      'TF3027',
      [],
      (objects: ReadonlyMap<string, unknown>) => objects.get('ConfigMap.full-api.yaml'),
    ],
  ]),
  ...of(FULL, 'ResourceQuota.full.yaml', [
    ...['requests.cpu', 'limits.cpu', 'requests.memory', 'limits.memory'].map(
      (name) => [`less ${name} than the pods need`, 'TF3028', ['spec', 'hard', name], '1'] as const,
    ),
    ['fewer pods than there are', 'TF3028', ['spec', 'hard', 'pods'], 10],
  ]),
  ...of(FULL, 'HorizontalPodAutoscaler.full-api.yaml', [
    ['more pods than the quota holds', 'TF3028', ['spec', 'maxReplicas'], 24],
  ]),
  ...of(RELAXED, 'Namespace.relaxed.yaml', [
    [
      'a namespace that refuses its pods',
      'TF3030',
      ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'],
      'restricted',
    ],
  ]),
  ...of(FULL, 'Namespace.full-production.yaml', [
    [
      'a namespace that is more open',
      'TF3031',
      ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'],
      'baseline',
    ],
    ['a namespace that enforces nothing', 'TF3031', ['metadata', 'labels', 'pod-security.kubernetes.io/enforce']],
  ]),
];
