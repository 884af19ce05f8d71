import type { Mutation } from '../mutation';

const SERVICE = { tree: 'golden/full/production', file: 'Service.full-api.yaml' };

export const services: readonly Mutation[] = [
  {
    ...SERVICE,
    how: 'a Service that selects other pods',
    path: ['spec', 'selector', 'app.kubernetes.io/instance'],
    value: 'full-apy',
    codes: ['TF3001'],
  },
  { ...SERVICE, how: 'a Service that selects nothing', path: ['spec', 'selector'], codes: ['TF3001'] },
];
