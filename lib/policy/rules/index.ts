import type { Rule } from '../rule';
import { images } from './images';
import { services } from './services';

/** The rules of this library, in the order of their codes. */
export const builtInRules: readonly Rule[] = [...services, ...images];
