import { Environment } from './environment';
import { example, type Kind } from './releases';

const of = (kind: Kind) => (version: string) => example(version, kind);

/** An environment that had these releases: each was live, if that takes a switch and no more. */
function after(kind: Kind, ...versions: string[]): Environment {
  const environment = new Environment();
  versions.map(of(kind)).forEach((release) => environment.release(release, true));
  return environment;
}

describe('a rollback of blue/green', () => {
  test('makes the other slot live at once: its pods are there', () => {
    const environment = new Environment();
    environment.release(of('blueGreen')('1.0'));
    environment.release(of('blueGreen')('2.0'));
    const { tree } = environment;
    environment.switch();
    environment.rollback();
    expect(environment.state).toMatchObject({ release: '1.0', slots: { live: 'blue', holds: { green: '2.0' } } });
    expect(environment.tree).toEqual(tree);
  });

  test('takes two steps if the slot has a release that never served: its pods would not be the earlier ones', () => {
    const environment = after('blueGreen', '1.0', '2.0');
    environment.release(of('blueGreen')('3.0'));
    expect(environment.rollback()).toMatchObject({
      version: '1.0',
      said: 'has 1.0 in blue, where 3.0 was; `twelve switch` makes it live when its pods are ready',
    });
    expect(environment.state).toMatchObject({
      release: '2.0',
      slots: { live: 'green', holds: { blue: '1.0', green: '2.0' }, next: 'blue' },
      pin: { version: '1.0' },
    });
    environment.switch();
    expect(environment.state).toMatchObject({ release: '1.0', slots: { live: 'blue', holds: { green: '2.0' } } });
    expect(environment.rollback('2.0').changed).toBe(true);
  });

  test('to a release whose slot serves another one goes to the idle slot: what serves is not touched', () => {
    const environment = after('blueGreen', '1.0', '2.0', '3.0');
    const { tree } = environment;
    expect(environment.rollback('1.0')).toMatchObject({
      version: '1.0',
      said: 'has 1.0 in green, where 2.0 was; `twelve switch` makes it live when its pods are ready',
    });
    const outside = (files: ReadonlyMap<string, string>) => [...files].filter(([path]) => !path.startsWith('green/'));
    const shared = new Map(outside(environment.tree));
    outside(tree).forEach(([path, text]) => expect(shared.get(path)).toBe(text));
    expect(environment.state).toMatchObject({ release: '3.0', slots: { live: 'blue', next: 'green' } });
    expect(environment.refusal({ verb: 'release', release: of('blueGreen')('4.0') })).toBe('TF2101');
    expect(environment.rollback('1.0').changed).toBe(false);
    environment.switch();
    expect(environment.state).toMatchObject({
      release: '1.0',
      slots: { live: 'green', holds: { blue: '3.0' } },
      pin: { version: '1.0' },
    });
    // Its pods are there: forward again is the edit of a selector.
    environment.rollback('3.0');
    expect(environment.state).toMatchObject({ release: '3.0', slots: { live: 'blue', holds: { green: '1.0' } } });
    expect(environment.rollback('2.0').said).toMatch('has 2.0 in green, where 1.0 was');
  });

  test('in two steps waits, if it is run again', () => {
    const environment = after('blueGreen', '1.0', '2.0');
    environment.release(of('blueGreen')('3.0'));
    environment.rollback();
    expect(environment.rollback()).toMatchObject({
      changed: false,
      said: 'has 1.0 in blue already: it waits for `twelve switch`',
    });
  });

  // The second run finds 1.0 in its slot and switches to it, whether its pods are ready or not, and puts 2.0's slot back to what it was.
  test('in two steps waits as well, if it is run again with the version', () => {
    const environment = after('blueGreen', '1.0', '2.0');
    environment.release(of('blueGreen')('3.0'));
    environment.rollback('1.0');
    const { text } = environment;
    expect(environment.rollback('1.0').changed).toBe(false);
    expect(environment.text).toBe(text);
  });

  // A script of both steps that is run again goes back to what was bad.
  test('in two steps with its switch, all of it run again, stays', () => {
    const environment = after('blueGreen', '1.0', '2.0');
    environment.release(of('blueGreen')('3.0'));
    environment.rollback();
    environment.switch();
    environment.refusal({ verb: 'rollback' });
    expect(environment.state.release).toBe('1.0');
  });

  test('and then a release: what was rolled back leaves its slot', () => {
    const environment = after('blueGreen', '1.0', '2.0');
    environment.rollback();
    environment.ask({ verb: 'unpin' });
    environment.release(of('blueGreen')('3.0'));
    expect(environment.state.slots).toEqual({ live: 'blue', holds: { blue: '1.0', green: '3.0' }, next: 'green' });
  });

  test('and then the release that never served: it can be released again', () => {
    const environment = after('blueGreen', '1.0', '2.0');
    const three = of('blueGreen')('3.0');
    environment.release(three);
    environment.rollback();
    expect(environment.refusal({ verb: 'release', release: three })).toBe('TF2101');
    environment.ask({ verb: 'unpin' });
    environment.release(three, true);
    expect(environment.state).toMatchObject({ release: '3.0', slots: { live: 'blue', holds: { green: '2.0' } } });
  });

  // 2.0 is the release that waits again, so that a switch without a name takes it.
  test('and unpin: no switch without a name brings back what was bad (R7)', () => {
    const environment = after('blueGreen', '1.0');
    environment.release(of('blueGreen')('2.0'));
    environment.switch();
    environment.rollback();
    environment.ask({ verb: 'unpin' });
    environment.switch();
    expect(environment.state.release).toBe('1.0');
  });
});

describe('a rollback of a canary', () => {
  const canary = (steps: number) => {
    const environment = after('canary', '1.0');
    environment.release(of('canary')('2.0'));
    Array.from({ length: steps }, () => environment.shift());
    return environment;
  };

  test.each([
    [50, 1],
    [100, 2],
  ])('at %i %% ends it: all requests go to the stable slot, and the environment is pinned there', (_, steps) => {
    const environment = canary(steps);
    expect(environment.rollback()).toMatchObject({
      version: '1.0',
      said: 'is 1.0 for everybody; 2.0 waits in canary without traffic',
    });
    expect(environment.tree).toEqual(canary(0).tree);
    expect(environment.state.pin).toMatchObject({ version: '1.0', reason: 'rolled back from 2.0' });
    expect(environment.refusal({ verb: 'shift' })).toBe('TF2101');
    expect(environment.rollback().changed).toBe(false);
  });

  test.each(['shift --share 0', 'nothing yet'])(
    'that waits without traffic (%s) keeps the stable release, and pins it',
    (how) => {
      const environment = canary(4);
      environment.release(of('canary')('3.0'));
      if (how !== 'nothing yet') {
        environment.shift();
        environment.shift(0);
      }
      const { tree } = environment;
      expect(environment.rollback()).toMatchObject({
        version: '2.0',
        changed: true,
        said: 'is 2.0 for everybody; 3.0 waits in canary without traffic; `--to 1.0` goes to another one',
      });
      expect(environment.tree).toEqual(tree);
      expect(environment.state).toMatchObject({ release: '2.0', pin: { version: '2.0' } });
      expect(environment.refusal({ verb: 'shift' })).toBe('TF2101');
      expect(environment.rollback()).toMatchObject({ changed: false, version: '2.0' });
      environment.ask({ verb: 'restore' });
      expect(environment.rollback('2.0').changed).toBe(false);
      environment.rollback('1.0');
      expect(environment.state.release).toBe('1.0');
    },
  );

  test('at a share can go further back at once', () => {
    const environment = canary(4);
    environment.release(of('canary')('3.0'));
    environment.shift();
    environment.rollback('1.0');
    expect(environment.state).toMatchObject({ release: '1.0', slots: { holds: { stable: '1.0' }, share: 0 } });
    expect(environment.tree).toEqual(canary(0).tree);
  });

  test.each([
    ['settled', 3],
    ['returned', 4],
  ])('that has %s gives the stable slot its former release, and all requests', (_, steps) => {
    const environment = canary(steps);
    expect(environment.state.release).toBe('2.0');
    environment.rollback();
    expect(environment.state).toMatchObject({ release: '1.0', slots: { live: 'stable', share: 0 } });
    expect(environment.tree).toEqual(canary(0).tree);
  });

  // It tells of the release that waits and of `twelve switch`: the last operation was the release of 2.0, no rollback.
  test('to the live release, while another one waits, does not tell to switch', () => {
    const environment = canary(0);
    expect(environment.rollback('1.0').said).not.toMatch('switch');
  });
});
