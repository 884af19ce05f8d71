import { Environment } from './environment';
import { example, type Kind } from './releases';

const KINDS: readonly Kind[] = ['rolling', 'blueGreen', 'canary'];
const changes = KINDS.flatMap((from) => KINDS.filter((to) => to !== from).map((to) => [from, to] as const));

describe.each(changes)('a release from %s to %s', (from, to) => {
  const [one, two] = [example('1.0', from), example('2.0', to)];
  const changed = () => {
    const environment = new Environment();
    environment.release(one);
    const { said } = environment.release(two);
    return { environment, said };
  };

  test('replaces all of it at once and says so', () => {
    const { environment, said } = changed();
    expect(said).toBe('is 2.0: the strategy is another one, so that all of it is replaced at once');
    expect(environment.tree).toEqual(two.files);
    expect(environment.state.release).toBe('2.0');
    expect(environment.state.slots?.next).toBeUndefined();
  });

  test('can be rolled back at once, byte for byte', () => {
    const { environment } = changed();
    environment.rollback();
    expect(environment.tree).toEqual(one.files);
  });

  test('and back again: a rollback goes over the change to the first one', () => {
    const { environment } = changed();
    environment.release(example('3.0', from));
    expect(environment.tree).toEqual(example('3.0', from).files);
    environment.rollback('1.0');
    if (from === 'blueGreen') {
      // What serves is blue/green again, and is not replaced in place.
      expect(environment.state).toMatchObject({ release: '3.0', slots: { live: 'blue', holds: { green: '1.0' } } });
      environment.switch();
      expect(environment.state.release).toBe('1.0');
    } else {
      expect(environment.tree).toEqual(one.files);
    }
  });

  test('goes on by the rules of the new strategy', () => {
    const { environment } = changed();
    environment.release(example('3.0', to));
    expect(environment.state.release).toBe(to === 'rolling' ? '3.0' : '2.0');
  });
});

test('a change of the strategy takes what waits with it', () => {
  const environment = new Environment();
  environment.release(example('1.0', 'blueGreen'));
  environment.release(example('2.0', 'blueGreen'));
  environment.release(example('3.0', 'rolling'));
  expect(environment.tree).toEqual(example('3.0', 'rolling').files);
  expect(environment.state.earlier.map(({ release }) => release)).toEqual(['1.0']);
});

test('an older release does not come by another strategy either', () => {
  const environment = new Environment();
  environment.release(example('1.0', 'blueGreen'));
  environment.release(example('3.0', 'blueGreen'));
  expect(environment.refusal({ verb: 'release', release: example('2.0', 'rolling') })).toBe('TF2102');
});

test('a rollback to slots of other names, which are in no slot now, is at once', () => {
  const environment = new Environment();
  environment.release(example('1.0', 'blueGreen', { live: 'green' }));
  environment.release(example('2.0', 'canary'));
  environment.release(example('3.0', 'canary'));
  environment.rollback('1.0');
  expect(environment.state.slots).toEqual({ live: 'green', holds: { blue: '1.0', green: '1.0' } });
});

// The canary has half of the requests, and all of it is replaced: the check comes after the strategy's.
test.each(['rolling', 'blueGreen'] as const)(
  'no release of another strategy (%s) comes while a canary is under way',
  (kind) => {
    const environment = new Environment();
    environment.release(example('1.0', 'canary'));
    environment.release(example('2.0', 'canary'));
    environment.shift(50);
    expect(environment.refusal({ verb: 'release', release: example('3.0', kind) })).toBe('TF2105');
  },
);
