import type { Mutation } from '../mutation';
import { FULL, like, of } from './like';

const JOB = 'Job.full-migrate-1-5-0.yaml';
const RBAC = 'rbac.authorization.k8s.io';

const rule = (changes: object) => [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'], ...changes }];
const role = (changes: object) =>
  like('ConfigMap.full-api.yaml', 'full-api', { apiVersion: `${RBAC}/v1`, kind: 'Role', rules: rule(changes) });
const binding = (name: string, subject: object) =>
  like('ConfigMap.full-api.yaml', 'full-api', {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name: 'full-api', ...subject }],
  });

/** A pod as the Job makes it, and nobody else. */
function pod(objects: ReadonlyMap<string, unknown>): unknown {
  const { metadata, spec } = structuredClone(objects.get(JOB)) as {
    metadata: object;
    spec: { template: { spec: Record<string, unknown> } };
  };
  // The Secrets that it refers to are noted already.
  const [container] = spec.template.spec['containers'] as [Record<string, unknown>];
  // And what is noted of every pod would be noted of this one too.
  const image = `registry.example.com/full/app:1.5.0@sha256:${'0'.repeat(64)}`;
  const own = { containers: [{ ...container, envFrom: [], image }], imagePullSecrets: [], hostUsers: false };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { ...spec.template.spec, ...own } };
}

export const tasks: readonly Mutation[] = [
  ...of(FULL, 'CronJob.full-report.yaml', [
    ['a schedule of four fields', 'TF3250', ['spec', 'schedule'], '30 3 * *'],
    ['the eighth day of the week', 'TF3250', ['spec', 'schedule'], '30 3 * * 7'],
    ['a time zone in the schedule', 'TF3250', ['spec', 'schedule'], 'TZ=UTC 30 3 * * 1'],
    ['a time zone that nobody knows', 'TF3251', ['spec', 'timeZone'], 'Europe/Berln'],
    ['no deadline for the start', 'TF3252', ['spec', 'startingDeadlineSeconds']],
    ['nine seconds for the start', 'TF3252', ['spec', 'startingDeadlineSeconds'], 9],
    ['nothing said of overlaps', 'TF3253', ['spec', 'concurrencyPolicy']],
    ['Jobs that go before the history does', 'TF3255', ['spec', 'jobTemplate', 'spec', 'ttlSecondsAfterFinished'], 60],
    ['Jobs that may hang', 'TF3256', ['spec', 'jobTemplate', 'spec', 'activeDeadlineSeconds']],
  ]),
  ...of(FULL, JOB, [
    ['a Job that stays', 'TF3254', ['spec', 'ttlSecondsAfterFinished']],
    ['a Job that may hang', 'TF3256', ['spec', 'activeDeadlineSeconds']],
    ['a Job with a number of tries that nobody chose', 'TF3256', ['spec', 'backoffLimit']],
  ]),
  ...of(FULL, 'Pod.yaml', [['a pod that nobody makes again', 'TF3219', [], pod]]),
  ...of(FULL, 'ConfigMap.full-api.yaml', [
    ['a password in a ConfigMap', 'TF3240', ['data', 'DATABASE_PASSWORD'], 'x'],
    ['a URL with a password in a ConfigMap', 'TF3240', ['data', 'DATABASE_URL'], 'postgres://user:word@db/full'],
    ['a private key in a ConfigMap', 'TF3240', ['data', 'CERTIFICATE'], '-----BEGIN RSA PRIVATE KEY-----\nx'],
  ]),
  ...of(FULL, 'Secret.yaml', [
    [
      'a Secret with data',
      'TF3241',
      [],
      like('ConfigMap.full-api.yaml', 'other', { apiVersion: 'v1', kind: 'Secret', data: { A: 'eA==' } }),
    ],
  ]),
  ...of(FULL, 'Role.yaml', [
    ['a role for everything', 'TF3260', [], role({ resources: ['*'] })],
    ['a role that does everything', 'TF3260', [], role({ verbs: ['*'] })],
    ['a role that reads Secrets', 'TF3261', [], role({ resources: ['secrets'] })],
    ['a role that gives roles', 'TF3262', [], role({ resources: ['roles'], verbs: ['bind', 'escalate'] })],
    ['a role that enters pods', 'TF3262', [], role({ resources: ['pods/exec'], verbs: ['create'] })],
  ]),
  ...of(FULL, 'RoleBinding.yaml', [
    ['an account that may do everything', 'TF3263', [], binding('cluster-admin', {})],
    ['rights of the default account', 'TF3264', [], binding('view', { name: 'default' })],
    ['rights of everybody', 'TF3264', [], binding('view', { kind: 'Group', name: 'system:authenticated' })],
  ]),
];
