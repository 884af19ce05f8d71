import type { Mutation } from '../mutation';
import { API, CRON, inContainers, inPod, inPods, JOB } from './pod-fields';

const term = ['affinity', 'podAntiAffinity', 'preferredDuringSchedulingIgnoredDuringExecution', 0, 'podAffinityTerm'];
const zone = ['topologySpreadConstraints', 0];

export const placement: readonly Mutation[] = [
  inPod('TF3172', 'no affinity', ['affinity']),
  inPod('TF3172', 'pods that shun others', [...term, 'labelSelector', 'matchLabels'], { a: 'b' }),
  inPod('TF3172', 'pods that shun nobody', [...term, 'labelSelector']),
  inPod('TF3173', 'no spread', ['topologySpreadConstraints']),
  inPod('TF3173', 'a spread of others', [...zone, 'labelSelector', 'matchLabels'], { a: 'b' }),
  inPod('TF3174', 'a skew of 0', [...zone, 'maxSkew'], 0),
  inPod('TF3174', 'a spread over nothing', [...zone, 'topologyKey']),
  ...inPods('TF3175', 'no priority', ['priorityClassName']),
  ...inPods('TF3176', 'no containers', ['containers'], []),
  inPod('TF3176', 'no pod', []),
  ...inContainers('TF3177', 'no name', ['name']),
  ...inContainers('TF3177', 'a name in capitals', ['name'], 'Main'),
  ...inContainers('TF3177', 'a name with a hyphen last', ['name'], 'main-'),
  inPod('TF3177', 'a container twice', ['containers', 1, 'name'], 'api'),
  inPod('TF3177', 'a volume twice', ['volumes', 4], { name: 'tmp', emptyDir: {} }),
  ...inPods('TF3178', 'no volumes', ['volumes']),
  ...inContainers('TF3178', 'a mount of no volume', ['volumeMounts', 0, 'name'], 'other'),
  ...[API, JOB, CRON]
    .map((where) =>
      inPod(
        'TF3179',
        'a folder twice',
        ['containers', 0, 'volumeMounts', 2],
        { name: 'tmp', mountPath: '/tmp' },
        where,
      ),
    )
    .slice(0, 1),
  inPod('TF3179', 'a folder with a colon', ['containers', 0, 'volumeMounts', 1, 'mountPath'], '/var:cache'),
  ...inPods('TF3180', 'a volume of two kinds', ['volumes', 0, 'secret'], { secretName: 'full-database' }),
  inPod('TF3181', 'a Deployment that ends', ['restartPolicy'], 'Never'),
  ...[JOB, CRON].flatMap((where) => [
    inPod('TF3181', 'no restart policy', ['restartPolicy'], undefined, where),
    inPod('TF3181', 'a Job that never ends', ['restartPolicy'], 'Always', where),
  ]),
  ...inContainers('TF3182', 'a part of a volume', ['volumeMounts', 0, 'subPath'], 'a'),
  ...inPods('TF3183', 'a word of DNS', ['dnsPolicy'], 'clusterFirst'),
  ...inPods('TF3183', 'a word of seccomp', ['securityContext', 'seccompProfile', 'type'], 'runtime/default'),
  ...inContainers('TF3183', 'a word of pulling', ['imagePullPolicy'], 'always'),
  inPod('TF3183', 'a word of ports', ['containers', 0, 'ports', 1, 'protocol'], 'tcp'),
  inPod('TF3183', 'a word of restarting', ['restartPolicy'], 'always'),
  inPod('TF3183', 'a word of spreading', [...zone, 'whenUnsatisfiable'], 'Never'),
  ...['twelve-factor/exempt-ACME-LOST', 'twelve-factor/exempt-TF3101'].map((annotation): Mutation => ({
    how: `an exemption ${annotation.endsWith('LOST') ? 'from nothing' : 'without a reason'}`,
    tree: 'golden/full/production',
    file: API.file,
    path: ['metadata', 'annotations', annotation],
    value: annotation.endsWith('LOST') ? 'it may' : ' ',
    codes: ['TF3190'],
  })),
];
