import type { Temporal as Library } from '@js-temporal/polyfill';
import { createRequire } from 'node:module';

let loaded: typeof Library | undefined;

/** Dates and time zones. Loaded when they are first needed: a platform without windows of freeze never waits for them. */
export function temporal(): typeof Library {
  loaded ??= (createRequire(__filename)('@js-temporal/polyfill') as { Temporal: typeof Library }).Temporal;
  return loaded;
}
