import type { Mutation } from '../mutation';
import { API, inContainers, inPod } from './pod-fields';

const requests = (name: string) => ['resources', 'requests', name];
const limits = (name: string) => ['resources', 'limits', name];

/** Pods of this tree have no CPU limit, and its namespace adds none. */
const RELAXED = { tree: 'golden/relaxed/production', file: 'LimitRange.relaxed.yaml' };

const withQuota = (mutation: Mutation): Mutation => ({ ...mutation, codes: [...mutation.codes, 'TF3028'] });

export const resources: readonly Mutation[] = [
  ...inContainers('TF3110', 'no resources', ['resources']),
  ...inContainers('TF3110', 'empty resources', ['resources'], {}),
  ...inContainers('TF3111', 'no CPU request', requests('cpu')),
  ...inContainers('TF3111', 'no memory request', requests('memory')),
  ...inContainers('TF3111', 'a CPU request of 0', requests('cpu'), '0'),
  inPod('TF3111', 'a CPU request of 0, as a number', ['containers', 0, ...requests('cpu')], 0),
  inPod('TF3112', 'no memory limit', ['containers', 1, ...limits('memory')]),
  ...inContainers('TF3114', 'no request for ephemeral storage', requests('ephemeral-storage')),
  ...inContainers('TF3114', 'no limit for ephemeral storage', limits('ephemeral-storage')),
  // So much more than is reserved that the quota has no room for it either.
  ...inContainers('TF3115', 'a memory limit above the request', limits('memory'), '10Gi').map(withQuota),
  ...inContainers('TF3115', 'more ephemeral storage than reserved', limits('ephemeral-storage'), '10Gi'),
  ...inContainers('TF3116', 'a memory request above the limit', requests('memory'), '64Gi'),
  ...inContainers('TF3116', 'a CPU request above the limit', requests('cpu'), '64'),
  ...inContainers('TF3116', 'a memory limit of 0', limits('memory'), '0'),
  inPod('TF3116', 'no memory limit, and a request above the default', ['containers', 0, ...limits('memory')]),
  inPod('TF3116', 'a CPU request above the default limit', ['containers', 0, 'resources'], {
    requests: { cpu: '1', memory: '256Mi', 'ephemeral-storage': '1Gi' },
    limits: { memory: '256Mi', 'ephemeral-storage': '1Gi' },
  }),
  ...inContainers('TF3117', 'an amount with a space', requests('cpu'), '100 m'),
  ...inContainers('TF3117', 'an amount in megabytes', limits('memory'), '256MB'),
  ...inContainers('TF3118', 'no CPU limit, where the namespace adds one', limits('cpu')),
  {
    ...RELAXED,
    how: 'a namespace that adds a CPU limit',
    path: ['spec', 'limits', 0, 'default', 'cpu'],
    value: '4',
    codes: ['TF3118'],
  },
  {
    how: 'no CPU limit, where the namespace adds none',
    tree: 'golden/full/production',
    file: 'LimitRange.full.yaml',
    path: ['spec', 'limits', 0, 'default', 'cpu'],
    also: [{ file: API.file, path: [...API.spec, 'containers', 0, ...limits('cpu')] }],
    codes: ['TF3028', 'TF3113'],
  },
];
