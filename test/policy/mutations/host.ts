import type { Mutation } from '../mutation';
import { API, inContainers, inPod, inPods } from './pod-fields';

const volume = (code: string, how: string, type: string, source: object): Mutation =>
  inPod(code, how, ['volumes', 4], { name: 'broken', [type]: source });

export const host: readonly Mutation[] = [
  ...inPods('TF3150', 'the network of the node', ['hostNetwork'], true),
  ...inPods('TF3150', 'the processes of the node', ['hostPID'], true),
  ...inPods('TF3150', 'the memory of the node', ['hostIPC'], true),
  inPod('TF3151', 'a port of the node', ['containers', 0, 'ports', 0, 'hostPort'], 8080),
  ...inContainers(
    'TF3151',
    'a port of the node',
    ['ports'],
    [{ name: 'other', containerPort: 7070, hostPort: 7070 }],
  ).slice(1, 3),
  volume('TF3152', 'a folder of the node', 'hostPath', { path: '/var/log' }),
  volume('TF3152', 'the socket of Docker', 'hostPath', { path: '/var/run/docker.sock' }),
  volume('TF3153', 'a volume of NFS', 'nfs', { server: 'nfs.example.com', path: '/' }),
  ...inContainers('TF3154', 'all of /proc', ['securityContext', 'procMount'], 'Unmasked'),
  ...inPods('TF3154', 'a kernel parameter', ['securityContext', 'sysctls'], [{ name: 'kernel.msgmax', value: '1' }]),
  ...inPods('TF3154', 'a process of a Windows host', ['securityContext', 'windowsOptions'], { hostProcess: true }),
  ...inPods('TF3155', 'host names of its own', ['hostAliases'], [{ ip: '10.0.0.1', hostnames: ['a'] }]),
  ...inPods('TF3157', 'no account', ['serviceAccountName']),
  ...inPods('TF3157', 'the default account', ['serviceAccountName'], 'default'),
  ...inPods('TF3158', 'a token', ['automountServiceAccountToken'], true),
  ...inPods('TF3158', 'nothing about a token', ['automountServiceAccountToken']),
  ...[true, undefined].map((value): Mutation => ({
    how: `an account ${value ? 'that gives a token' : 'which does not say whether it gives a token'}`,
    tree: 'golden/full/production',
    file: 'ServiceAccount.full-api.yaml',
    path: ['automountServiceAccountToken'],
    value,
    codes: ['TF3159'],
  })),
  ...inPods('TF3160', 'the old name of the account', ['serviceAccount'], 'another'),
  {
    ...inPod('TF3160', 'the account by its old name alone', ['serviceAccountName']),
    also: [{ file: API.file, path: [...API.spec, 'serviceAccount'], value: 'full-api' }],
  },
];
