import type { Mutation } from '../mutation';
import { CRON, DIGEST, inContainers, inPod, JOB } from './pod-fields';

const port = (code: string, how: string, given: object): Mutation =>
  inPod(code, how, ['containers', 0, 'ports', 2], { name: 'other', containerPort: 7070, ...given });
const admin = (...path: readonly string[]) => ['containers', 0, 'ports', 1, ...path];

export const portsAndVariables: readonly Mutation[] = [
  port('TF3161', 'a port name of 16 letters', { name: 'a'.repeat(16) }),
  port('TF3161', 'a port name without a letter', { name: '7070' }),
  port('TF3161', 'a port name with two hyphens', { name: 'a--b' }),
  port('TF3161', 'a port beyond the last', { containerPort: 70_000 }),
  port('TF3161', 'a port as text', { containerPort: '7070' }),
  ...inContainers('TF3161', 'a port without a number', ['ports'], [{ name: 'other' }]).slice(1, 3),
  port('TF3162', 'a port name twice', { name: 'admin' }),
  port('TF3162', 'a port of a sidecar', { containerPort: 9150 }),
  port('TF3163', 'a port number twice', { containerPort: 9090 }),
  port('TF3163', 'a port name of a sidecar', { name: 'exporter' }),
  inPod('TF3164', 'a port without a name', admin('name')),
  ...[JOB, CRON].map((where) =>
    inPod('TF3164', 'a port without a name', ['containers', 0, 'ports'], [{ containerPort: 7070 }], where),
  ),
  port('TF3165', 'a port below 1024', { containerPort: 443 }),
  port('TF3166', 'SSH', { containerPort: 22 }),
  ...inContainers('TF3167', 'a password', ['env'], [{ name: 'DATABASE_PASSWORD', value: 'hunter2' }]),
  ...inContainers('TF3167', 'a cloud key', ['env'], [{ name: 'AWS_SECRET_ACCESS_KEY', value: 'x' }]),
  ...inContainers(
    'TF3167',
    'a password in a URL',
    ['env'],
    [{ name: 'BROKER', value: 'amqp://bunny:hunter2@mq:5672' }],
  ),
  ...inContainers('TF3167', 'a password in an argument', ['args'], ['--password=hunter2']),
  ...inContainers(
    'TF3168',
    'a secret by a variable',
    ['env'],
    [{ name: 'DATABASE_PASSWORD', valueFrom: { secretKeyRef: { name: 'full-database', key: 'password' } } }],
  ),
  ...inContainers(
    'TF3169',
    'a variable twice',
    ['env'],
    [
      { name: 'TZ', value: 'UTC' },
      { name: 'TZ', value: 'CET' },
    ],
  ),
  ...inContainers('TF3170', 'a variable without a name', ['env'], [{ value: 'x' }]),
  ...inContainers('TF3170', 'a variable with a =', ['env'], [{ name: 'A=B', value: 'x' }]),
  ...inContainers('TF3170', 'a variable from nowhere', ['env'], [{ name: 'A', valueFrom: {} }]),
  ...inContainers(
    'TF3170',
    'a variable with two origins',
    ['env'],
    [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
  ),
  ...inContainers('TF3171', 'sudo', ['command'], ['sudo', 'serve']),
  ...inContainers('TF3171', 'git-sync', ['image'], `registry.k8s.io/git-sync/git-sync:v4.2.3${DIGEST}`),
];
