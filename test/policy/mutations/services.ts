import type { Mutation } from '../mutation';
import { FULL, INSTANCE, of, RELAXED } from './like';

const PART_OF = 'app.kubernetes.io/part-of';

export const services: readonly Mutation[] = [
  ...of(FULL, 'Service.full-api.yaml', [
    ['a Service that selects other pods', 'TF3001', ['spec', 'selector', INSTANCE], 'full-apy'],
    ['a Service that selects nothing', 'TF3001', ['spec', 'selector']],
    ['a Service with an empty selector', 'TF3001', ['spec', 'selector'], {}],
    ['a Service for the whole application', 'TF3002', ['spec', 'selector'], { [PART_OF]: 'full' }],
    ['a port name that the pods do not have', 'TF3004', ['spec', 'ports', 0, 'targetPort'], 'htpp'],
    ['a port number that the pods do not have', 'TF3005', ['spec', 'ports', 0, 'targetPort'], 8081],
    ['no targetPort, where the ports differ', 'TF3005', ['spec', 'ports', 0, 'targetPort']],
    ["a Service of a CronJob's pods", 'TF3009', ['spec', 'selector', INSTANCE], 'full-report'],
    ["a Service of another service's pods", 'TF3009', ['spec', 'selector', INSTANCE], 'full-rpc'],
  ]),
  ...of('golden/canary-traefik/production', 'Service.canary-traefik-api.yaml', [
    ['a Service of both slots, where a router divides', 'TF3002', ['spec', 'selector', 'twelve-factor/slot']],
  ]),
  ...of(FULL, 'Service.full-database.yaml', [
    ["a Service of tasks' pods", 'TF3003', ['spec', 'selector'], { 'app.kubernetes.io/component': 'task' }],
  ]),
  ...of(FULL, 'Deployment.full-api.yaml', [
    [
      'a port of the pods that is renamed',
      'TF3004',
      ['spec', 'template', 'spec', 'containers', 0, 'ports', 0, 'name'],
      'www',
    ],
  ]),
  ...of(FULL, 'PodDisruptionBudget.full-quiet.yaml', [
    ["a budget of another service's pods", 'TF3009', ['spec', 'selector', 'matchLabels', INSTANCE], 'full-rpc'],
  ]),
  ...of(FULL, 'NetworkPolicy.full-quiet.yaml', [
    [
      "a network policy of another service's pods",
      'TF3009',
      ['spec', 'podSelector', 'matchLabels', INSTANCE],
      'full-rpc',
    ],
  ]),
  ...of(RELAXED, 'PodMonitor.relaxed-raw.yaml', [
    ["a PodMonitor of another service's pods", 'TF3009', ['spec', 'selector', 'matchLabels', INSTANCE], 'relaxed-edge'],
  ]),
];
