import type { Mutation } from '../mutation';
import { host } from './host';
import { images } from './images';
import { placement } from './placement';
import { portsAndVariables } from './ports-and-variables';
import { probes } from './probes';
import { resources } from './resources';
import { security } from './security';

/** What breaks the rules about pods and containers. */
export const pods: readonly Mutation[] = [
  ...images,
  ...resources,
  ...probes,
  ...security,
  ...host,
  ...portsAndVariables,
  ...placement,
];
