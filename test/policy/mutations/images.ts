import type { Mutation } from '../mutation';
import { DIGEST, inContainers, inProcesses } from './pod-fields';

const IMAGE = ['image'];
export const images: readonly Mutation[] = [
  ...inContainers('TF3101', 'an image "latest"', IMAGE, 'a/b:latest'),
  ...inContainers('TF3101', 'an image "Main"', IMAGE, 'a/b:Main'),
  ...inContainers('TF3101', 'no tag', IMAGE, 'host:5000/a/b'),
  ...inProcesses('TF3103', 'no pull policy', ['imagePullPolicy']),
  ...inProcesses('TF3103', 'a tag that is pulled once', ['imagePullPolicy'], 'IfNotPresent'),
  ...inProcesses('TF3103', 'an image that is never pulled', ['imagePullPolicy'], 'Never'),
  ...inContainers('TF3104', 'the old registry of Kubernetes', IMAGE, `k8s.gcr.io/pause:3.9${DIGEST}`),
  ...inContainers('TF3105', 'no image', IMAGE),
  ...inContainers('TF3105', 'an image in capitals', IMAGE, 'registry.example.com/Api:1.5.0'),
  ...inContainers('TF3105', 'an image with a space', IMAGE, 'registry.example.com/api: 1.5.0'),
  {
    how: 'a tag in place of a digest',
    tree: 'golden/relaxed/production',
    file: 'Deployment.relaxed-raw.yaml',
    path: ['spec', 'template', 'spec', 'containers', 0],
    value: (objects: ReadonlyMap<string, unknown>) => {
      const raw = objects.get('Deployment.relaxed-raw.yaml') as {
        spec: { template: { spec: { containers: object[] } } };
      };
      const [container] = raw.spec.template.spec.containers;
      return { ...container, image: 'registry.example.com/relaxed/raw:1.5.0', imagePullPolicy: 'Always' };
    },
    codes: ['TF3102'],
  },
];
