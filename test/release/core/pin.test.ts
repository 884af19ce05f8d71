import { Environment } from './environment';
import { example, type Kind } from './releases';

/** An environment that is pinned at 1.0, where something waits if it has slots. */
function pinned(kind: Kind): Environment {
  const environment = new Environment();
  environment.release(example('1.0', kind));
  if (kind !== 'rolling') environment.release(example('2.0', kind));
  environment.ask({ verb: 'pin' }, 'grace', 'the fair');
  return environment;
}

test('a pin holds the environment at its release: who, since when and why', () => {
  expect(pinned('rolling').state.pin).toEqual({
    version: '1.0',
    by: 'grace',
    at: '2026-01-01T00:02:00.000Z',
    reason: 'the fair',
  });
});

test('a release waits with a clear answer', () => {
  expect(() => pinned('rolling').release(example('2.0', 'rolling'))).toThrow(
    '[lulu/production] 2.0: it is pinned at 1.0 by grace since 2026-01-01T00:02:00.000Z (the fair); end it with `twelve unpin`',
  );
});

test('a promotion, a switch, and more traffic for a canary wait as well', () => {
  expect(pinned('rolling').refusal({ verb: 'promote', release: example('2.0', 'rolling') })).toBe('TF2101');
  expect(pinned('blueGreen').refusal({ verb: 'switch' })).toBe('TF2101');
  expect(pinned('blueGreen').refusal({ verb: 'switch', to: 'green' })).toBe('TF2101');
  expect(pinned('blueGreen').refusal({ verb: 'release', release: example('2.0', 'blueGreen'), switch: true })).toBe(
    'TF2101',
  );
  expect(pinned('canary').refusal({ verb: 'shift' })).toBe('TF2101');
  expect(pinned('canary').refusal({ verb: 'shift', share: 100 })).toBe('TF2101');
});

test('a release that waits already is no answer to who asks for it again', () => {
  expect(pinned('blueGreen').refusal({ verb: 'release', release: example('2.0', 'blueGreen') })).toBe('TF2101');
  expect(pinned('canary').refusal({ verb: 'promote', release: example('2.0', 'canary') })).toBe('TF2101');
});

test('a change of the strategy waits as well', () => {
  expect(pinned('blueGreen').refusal({ verb: 'release', release: example('3.0', 'rolling') })).toBe('TF2101');
});

test('a canary under way is not settled, but may have less traffic', () => {
  const environment = new Environment();
  environment.release(example('1.0', 'canary'));
  environment.release(example('2.0', 'canary'));
  environment.shift(100);
  environment.ask({ verb: 'pin' });
  expect(environment.refusal({ verb: 'shift' })).toBe('TF2101');
  expect(environment.shift(50).changed).toBe(true);
  expect(environment.shift(0).changed).toBe(true);
});

test('a settled canary returns: it is the release that is pinned', () => {
  const environment = new Environment();
  environment.release(example('1.0', 'canary'));
  environment.release(example('2.0', 'canary'));
  environment.shift(100);
  environment.shift();
  environment.ask({ verb: 'pin' });
  expect(environment.shift()).toMatchObject({ changed: true, version: '2.0' });
});

test('the release that it is pinned at is no news', () => {
  expect(pinned('rolling').release(example('1.0', 'rolling')).changed).toBe(false);
});

test('a rollback is possible all the same, and moves the pin', () => {
  const environment = new Environment();
  environment.release(example('1.0', 'rolling'));
  environment.release(example('2.0', 'rolling'));
  environment.ask({ verb: 'pin' });
  environment.rollback();
  expect(environment.state).toMatchObject({ release: '1.0', pin: { version: '1.0' } });
});

test('a pin changes no file, and neither does its end', () => {
  const environment = pinned('blueGreen');
  const { tree } = environment;
  environment.ask({ verb: 'unpin' });
  expect(environment.state.pin).toBeUndefined();
  expect(environment.tree).toEqual(tree);
  expect(environment.switch().changed).toBe(true);
});

test('a pin where there is one changes nothing and says whose it is; so does the end of none', () => {
  const environment = pinned('rolling');
  expect(environment.ask({ verb: 'pin' }, 'alan')).toMatchObject({
    changed: false,
    said: 'is pinned at 1.0 already, by grace since 2026-01-01T00:02:00.000Z (the fair)',
  });
  environment.ask({ verb: 'unpin' });
  expect(environment.ask({ verb: 'unpin' })).toMatchObject({ changed: false, said: 'is not pinned' });
});

test('a rollback in two steps is pinned at what it goes to, so the switch is free', () => {
  const environment = new Environment();
  for (const version of ['1.0', '2.0']) environment.release(example(version, 'blueGreen'), true);
  environment.release(example('3.0', 'blueGreen'));
  environment.rollback();
  expect(environment.state).toMatchObject({ release: '2.0', pin: { version: '1.0' } });
  expect(environment.refusal({ verb: 'release', release: example('4.0', 'blueGreen') })).toBe('TF2101');
  expect(environment.switch()).toMatchObject({ changed: true, version: '1.0' });
});

// `pin` then holds 2.0, which is live still, and the second step of the rollback is refused.
test('a pin does not stop a rollback that is half done', () => {
  const environment = new Environment();
  for (const version of ['1.0', '2.0']) environment.release(example(version, 'blueGreen'), true);
  environment.release(example('3.0', 'blueGreen'));
  environment.rollback();
  environment.ask({ verb: 'pin' });
  expect(environment.refusal({ verb: 'switch' })).toBe('not refused');
});
