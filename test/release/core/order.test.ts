import type { State } from '../../../lib/release/state';
import { transition } from '../../../lib/release/transition';
import { Environment } from './environment';
import { example, type Kind } from './releases';

const at = (version: string, order: number, kind: Kind = 'rolling') => example(version, kind, { order });

test('a release with a lower order than the live one is refused, and told what to do', () => {
  const environment = new Environment();
  environment.release(at('2.0', 20));
  expect(() => environment.release(at('1.9', 19))).toThrow(
    'release 1.9: its order 19 is lower than 20 of 2.0, which is there already; use `twelve rollback` to go back, or give a higher --order (TF2102)',
  );
});

test('the order decides, not the version', () => {
  const environment = new Environment();
  environment.release(at('2.0', 20));
  environment.release(at('1.9.1', 21));
  expect(environment.state.release).toBe('1.9.1');
});

test('releases of the same order take turns: nobody knows which is newer', () => {
  const environment = new Environment();
  environment.release(at('a', 7));
  environment.release(at('b', 7));
  environment.release(at('a', 7));
  expect(environment.state.release).toBe('a');
});

test('a promotion is held to the order as well', () => {
  const environment = new Environment();
  environment.release(at('2.0', 20));
  expect(environment.refusal({ verb: 'promote', release: at('1.0', 10) })).toBe('TF2102');
});

test.each(['blueGreen', 'canary'] as const)('of %s, what waits counts as much as what serves', (kind) => {
  const environment = new Environment();
  environment.release(at('1.0', 10, kind));
  environment.release(at('3.0', 30, kind));
  expect(environment.refusal({ verb: 'release', release: at('2.0', 20, kind) })).toBe('TF2102');
});

test('after a rollback, a release that is newer than what serves is free, though older than what was rolled back', () => {
  const environment = new Environment();
  environment.release(at('1.0', 10));
  environment.release(at('3.0', 30));
  environment.rollback();
  environment.ask({ verb: 'unpin' });
  expect(environment.release(at('2.0', 20)).changed).toBe(true);
});

// The idle slot holds 3.0, which is neither live nor waits: without slots the same release is free.
test('of blue/green likewise, if what was rolled back does not wait', () => {
  const environment = new Environment();
  environment.release(at('1.0', 10, 'blueGreen'));
  environment.release(at('3.0', 30, 'blueGreen'), true);
  environment.switch('blue');
  expect(environment.refusal({ verb: 'release', release: at('2.0', 20, 'blueGreen') })).toBe('not refused');
});

test('the state itself knows the order of what it is composed of, should nobody else', () => {
  const environment = new Environment();
  environment.release(at('2.0', 20));
  const release = at('1.0', 10);
  const asker = { actor: 'ada', at: '2026-01-01T00:00:00.000Z' };
  const refused = (state: State) => () =>
    transition(state, { verb: 'release', release }, asker, new Map([['1.0', release]]), 'lulu/production');
  expect(refused(environment.state)).toThrow('TF2102');
});

test('a pin is told before the order: it is what has to be asked about first', () => {
  const environment = new Environment();
  environment.release(at('2.0', 20));
  environment.ask({ verb: 'pin' });
  expect(environment.refusal({ verb: 'release', release: at('1.0', 10) })).toBe('TF2101');
});
