import { createHash } from 'node:crypto';
import { Environment } from './environment';
import { example, type Kind } from './releases';

const versions = Array.from({ length: 14 }, (_, index) => `${index + 1}.0`);

function having(kind: Kind, ...live: string[]): Environment {
  const environment = new Environment();
  live.forEach((version) => environment.release(example(version, kind), true));
  return environment;
}

const earlier = (environment: Environment) => environment.state.earlier.map(({ release }) => release);

describe('the states to which a rollback goes', () => {
  test('are the releases that were live, newest first, each once, and never the live one', () => {
    const environment = having('rolling', '1.0', '2.0', '3.0');
    expect(earlier(environment)).toEqual(['2.0', '1.0']);
    environment.rollback('1.0');
    expect(earlier(environment)).toEqual(['3.0', '2.0']);
    environment.rollback('3.0');
    expect(earlier(environment)).toEqual(['1.0', '2.0']);
  });

  test('are ten at most, the oldest go', () => {
    const environment = having('rolling', ...versions);
    expect(earlier(environment)).toEqual(versions.slice(3, 13).reverse());
    expect(environment.refusal({ verb: 'rollback', to: '3.0' })).toBe('TF2108');
    environment.rollback('4.0');
    expect(environment.tree).toEqual(example('4.0', 'rolling').files);
  });

  test('are what a release was last, not at first', () => {
    const environment = having('blueGreen', '1.0', '2.0');
    environment.switch('blue');
    environment.release(example('3.0', 'blueGreen'), true);
    expect(environment.state.earlier[0]).toEqual({
      release: '1.0',
      slots: { live: 'blue', holds: { blue: '1.0', green: '2.0' } },
    });
  });

  test('have no release that never served', () => {
    const environment = having('blueGreen', '1.0');
    environment.release(example('2.0', 'blueGreen'));
    environment.release(example('3.0', 'blueGreen'), true);
    expect(earlier(environment)).toEqual(['1.0']);
  });

  test('are without the traffic of a canary', () => {
    const environment = having('canary', '1.0', '2.0');
    environment.shift(100);
    environment.shift();
    expect(environment.state.earlier).toMatchObject([{ release: '1.0', slots: { share: 0 } }]);
  });
});

test('the state knows the recorded tree and the order of each release that it may need, and of no other', () => {
  const environment = having('rolling', ...versions);
  expect(Object.keys(environment.state.releases)).toEqual([...versions.slice(3)].sort());
  expect(environment.state.releases['4.0']).toEqual({ order: 40, tree: 'tree of 4.0' });
});

describe('since', () => {
  const minutes = (environment: Environment) => new Date(environment.state.since).getUTCMinutes();

  test('is when the release became live: a pin or a release that waits does not change it', () => {
    const environment = having('blueGreen', '1.0');
    environment.release(example('2.0', 'blueGreen'));
    environment.ask({ verb: 'pin' });
    environment.ask({ verb: 'unpin' });
    expect(minutes(environment)).toBe(1);
    environment.switch();
    expect(minutes(environment)).toBe(5);
  });

  test('is anew after a rollback: it was not live in between', () => {
    const environment = having('rolling', '1.0', '2.0');
    environment.rollback();
    expect(minutes(environment)).toBe(3);
  });

  test('of a canary is when it settles, and stays when the traffic returns', () => {
    const environment = having('canary', '1.0', '2.0');
    environment.shift(100);
    environment.shift();
    environment.shift();
    expect(minutes(environment)).toBe(4);
  });
});

test('each state names the digest of the file before it; the first one none', () => {
  const environment = having('rolling', '1.0');
  expect(environment.state.previous).toBeUndefined();
  for (const verb of ['pin', 'unpin', 'pin'] as const) {
    const former = environment.text as string;
    environment.ask({ verb });
    expect(environment.state.previous).toBe(`sha256:${createHash('sha256').update(former, 'utf8').digest('hex')}`);
  }
});

test('the last operation says who, when, what and why', () => {
  const environment = having('rolling', '1.0', '2.0');
  environment.ask({ verb: 'rollback' }, 'grace', 'errors\nat login');
  expect(environment.state.operation).toEqual({
    verb: 'rollback',
    version: '1.0',
    actor: 'grace',
    at: '2026-01-01T00:03:00.000Z',
    reason: 'errors\nat login',
  });
});

test('what is asked for without a reason has none in the file', () => {
  const environment = having('rolling', '1.0');
  expect(environment.text).not.toMatch('reason');
  expect(environment.text).not.toMatch('undefined');
});
