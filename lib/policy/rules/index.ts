import type { Rule } from '../rule';
import { accounts } from './accounts';
import { containers } from './containers';
import { host } from './host';
import { images } from './images';
import { placement } from './placement';
import { ports } from './ports';
import { privileges } from './privileges';
import { probes } from './probes';
import { resources } from './resources';
import { security } from './security';
import { services } from './services';
import { values } from './values';
import { variables } from './variables';

/** The rules of this library, in the order of their codes. */
export const builtInRules: readonly Rule[] = [
  ...services,
  ...images,
  ...resources,
  ...probes,
  ...security,
  ...privileges,
  ...host,
  ...accounts,
  ...ports,
  ...variables,
  ...placement,
  ...containers,
  ...values,
];
