import type { Mutation } from '../mutation';

const DEPLOYMENT = { tree: 'golden/full/production', file: 'Deployment.full-api.yaml' };
const CONTAINER = ['spec', 'template', 'spec', 'containers', 0];

export const images: readonly Mutation[] = [
  { ...DEPLOYMENT, how: 'an image "latest"', path: [...CONTAINER, 'image'], value: 'a/b:latest', codes: ['TF3101'] },
  { ...DEPLOYMENT, how: 'no tag', path: [...CONTAINER, 'image'], value: 'host:5000/a/b', codes: ['TF3101'] },
];
