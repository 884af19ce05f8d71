import { Environment } from './environment';
import { example, type Kind } from './releases';

const of = (kind: Kind) => (version: string) => example(version, kind);

/** An environment that had these releases, each of them live. */
function after(kind: Kind, ...versions: string[]): Environment {
  const environment = new Environment();
  versions.map(of(kind)).forEach((release) => environment.release(release, true));
  return environment;
}

describe('a rollback', () => {
  test('goes to the release that was live before, byte for byte', () => {
    const environment = after('rolling', '1.0', '2.0');
    expect(environment.rollback()).toMatchObject({ version: '1.0', said: 'is 1.0 again, and pinned there' });
    expect(environment.tree).toEqual(after('rolling', '1.0').tree);
  });

  test('goes to any earlier one that is named (R5)', () => {
    const environment = after('rolling', '1.0', '2.0', '3.0', '4.0');
    environment.rollback('2.0');
    expect(environment.tree).toEqual(after('rolling', '2.0').tree);
    expect(environment.state.earlier.map(({ release }) => release)).toEqual(['4.0', '3.0', '1.0']);
  });

  test('of a rollback goes forward again, if the version is named (R5)', () => {
    const environment = after('rolling', '1.0', '2.0');
    environment.rollback();
    environment.rollback('2.0');
    expect(environment.tree).toEqual(after('rolling', '2.0').tree);
  });

  test('that is run again, because nobody saw it end, changes nothing and names the ways on', () => {
    const environment = after('rolling', '1.0', '2.0', '3.0');
    environment.rollback();
    expect(environment.rollback()).toMatchObject({
      changed: false,
      said: 'is rolled back to 2.0 already; `--to 3.0` or `--to 1.0` goes to another one',
    });
    expect(environment.rollback('2.0').changed).toBe(false);
  });

  test('pins the environment, so that no pipeline brings back what was bad (R7)', () => {
    const environment = after('rolling', '1.0', '2.0');
    environment.ask({ verb: 'rollback' }, 'grace', 'errors at login');
    expect(environment.state.pin).toMatchObject({ version: '1.0', by: 'grace', reason: 'errors at login' });
    expect(environment.refusal({ verb: 'promote', release: of('rolling')('2.0') })).toBe('TF2101');
  });

  test('without a reason says from where', () => {
    const environment = after('rolling', '1.0', '2.0');
    environment.rollback();
    expect(environment.state.pin?.reason).toBe('rolled back from 2.0');
  });

  test('of a first release is refused: there is nothing to go back to', () => {
    expect(() => after('rolling', '1.0').rollback()).toThrow('1.0 is the first release there; release a version that');
  });

  test('to a version that was never live is refused with those that were', () => {
    const environment = after('rolling', '1.0', '2.0', '3.0');
    expect(() => environment.rollback('0.9')).toThrow(
      '0.9 was never live there, or too long ago; give --to 2.0 or 1.0',
    );
  });

  test('and then a release: the next rollback goes to what served last, not to what was rolled back', () => {
    const environment = after('rolling', '1.0', '2.0');
    environment.rollback();
    environment.ask({ verb: 'unpin' });
    environment.release(of('rolling')('3.0'));
    environment.rollback();
    expect(environment.state.release).toBe('1.0');
  });

  // It goes to 2.0, from which it was rolled back: only the very last operation is looked at.
  test.each(['unpin', 'restore'] as const)('that is run again after %s does not go forward', (verb) => {
    const environment = after('rolling', '1.0', '2.0');
    environment.rollback();
    environment.ask({ verb });
    environment.refusal({ verb: 'rollback' });
    expect(environment.state.release).toBe('1.0');
  });

  test('to the live release, where nobody rolled back, does not say that somebody did', () => {
    expect(after('rolling', '1.0', '2.0').rollback('2.0').changed).toBe(false);
  });

  test('to the live release says what is so', () => {
    expect(after('rolling', '1.0', '2.0').rollback('2.0').said).not.toMatch('rolled back');
  });
});
