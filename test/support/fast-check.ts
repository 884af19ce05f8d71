// What tests get as `fast-check`: every machine tries the same cases, so that a failure is of the change at hand. Other cases are tried by
// `FAST_CHECK=random npm test`, and a seed that failed is tried again by `FAST_CHECK=<seed>`.

import fc from '../../node_modules/fast-check/lib/cjs/fast-check';

const { FAST_CHECK = '20260101' } = process.env;

/** The seed of every property. */
export const seed = FAST_CHECK === 'random' ? Date.now() | 0 : Number(FAST_CHECK);
if (!Number.isInteger(seed)) throw new Error(`FAST_CHECK is a whole number or "random", not ${FAST_CHECK}`);

fc.configureGlobal({ seed });

export * from '../../node_modules/fast-check/lib/cjs/fast-check';
export default fc;
