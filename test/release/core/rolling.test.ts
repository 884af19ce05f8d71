import { Environment } from './environment';
import { example } from './releases';

const [one, two] = [example('1.0', 'rolling'), example('2.0', 'rolling')];

test('the first release is live at once, and its tree is exactly what was recorded', () => {
  const environment = new Environment();
  expect(environment.release(one)).toMatchObject({ changed: true, version: '1.0', said: 'is 1.0' });
  expect(environment.tree).toEqual(one.files);
  expect(environment.state).toMatchObject({ release: '1.0', earlier: [] });
  expect(environment.state.slots).toBeUndefined();
});

test('the next release takes the place of all of it: files that it does not have go', () => {
  const environment = new Environment();
  environment.release(one);
  environment.release(two);
  expect(environment.tree).toEqual(two.files);
  expect([...environment.tree.keys()]).not.toContain('Job.migrate-1.0.yaml');
});

test('a promotion is a release like any other', () => {
  const environment = new Environment(one, two);
  environment.ask({ verb: 'promote', release: one });
  environment.ask({ verb: 'promote', release: two });
  expect(environment.state).toMatchObject({ release: '2.0', operation: { verb: 'promote', version: '2.0' } });
});

test('the same release again changes nothing and says so (R1)', () => {
  const environment = new Environment();
  environment.release(one);
  const { text } = environment;
  expect(environment.release(one)).toMatchObject({ changed: false, version: '1.0', said: 'is 1.0 already' });
  expect(environment.text).toBe(text);
});

test('there is nothing to switch or to shift', () => {
  const environment = new Environment();
  environment.release(one);
  expect(environment.refusal({ verb: 'switch' })).toBe('TF2106');
  expect(environment.refusal({ verb: 'shift' })).toBe('TF2106');
});

test.each(['switch', 'shift', 'rollback', 'pin', 'unpin', 'restore'] as const)(
  'where nothing was released, %s is refused with the hint to release',
  (verb) => {
    expect(new Environment().refusal({ verb })).toBe('TF2103');
  },
);
