import { Environment } from './environment';
import { example } from './releases';

const [one, two, three] = ['1.0', '2.0', '3.0'].map((version) => example(version, 'blueGreen')) as [One, One, One];
type One = ReturnType<typeof example>;

/** An environment where 1.0 serves from blue and 2.0 waits in green. */
function released(): Environment {
  const environment = new Environment();
  environment.release(one);
  environment.release(two);
  return environment;
}

/** An environment where 2.0 serves from green and 1.0 is idle in blue. */
function switched(): Environment {
  const environment = released();
  environment.switch();
  return environment;
}

const folder = (tree: ReadonlyMap<string, string>, slot: string) =>
  new Map([...tree].filter(([path]) => path.startsWith(`${slot}/`)));

test('the first release is in both slots, and the one that its strategy names is live', () => {
  const environment = new Environment();
  const { said } = environment.release(example('1.0', 'blueGreen', { live: 'green' }));
  expect(said).toBe('is 1.0, in both slots; green is live');
  expect(environment.state.slots).toEqual({ live: 'green', holds: { blue: '1.0', green: '1.0' } });
});

test('a release goes to the idle slot, and what serves stays as it is', () => {
  const environment = new Environment();
  environment.release(one);
  const before = environment.tree;
  const { said } = environment.release(two);
  expect(said).toBe('has 2.0 in green; 1.0 serves until `twelve switch`');
  expect(environment.state).toMatchObject({ release: '1.0', slots: { live: 'blue', next: 'green' } });
  expect(environment.tree).toEqual(
    new Map([
      ...before,
      ...folder(two.files, 'green'),
      ['Job.migrate-2.0.yaml', two.files.get('Job.migrate-2.0.yaml') as string],
    ]),
  );
});

test('a switch makes the shared files those of the new release, and leaves the old one in its slot', () => {
  const environment = switched();
  expect(environment.state).toMatchObject({ release: '2.0', slots: { live: 'green' } });
  expect(environment.state.slots?.next).toBeUndefined();
  const { tree } = environment;
  expect(tree.get('Service.lulu.yaml')).toMatch('variant: 20\n  traffic: Service.lulu.yaml when green\n');
  expect(tree.get('blue/Deployment.lulu.yaml')).toMatch('variant: 10\n');
  expect(tree.get('green/Deployment.lulu.yaml')).toMatch('variant: 20\n');
  expect(tree.has('Job.migrate-1.0.yaml')).toBe(false);
});

test('both steps at once lead to what one after the other leads to', () => {
  const environment = new Environment();
  environment.release(one);
  const { said } = environment.release(two, true);
  expect(said).toBe('is 2.0: green is live');
  expect(environment.tree).toEqual(switched().tree);
  expect(environment.state.slots).toEqual(switched().state.slots);
});

test('a release that waits already is switched to by releasing it again with --switch', () => {
  const environment = released();
  expect(environment.release(two)).toMatchObject({ changed: false, said: 'has 2.0 already: it waits in green' });
  expect(environment.release(two, true)).toMatchObject({ changed: true, said: 'is 2.0: green is live' });
  expect(environment.tree).toEqual(switched().tree);
});

test('slots take turns', () => {
  const environment = switched();
  environment.release(three, true);
  expect(environment.state.slots).toEqual({ live: 'blue', holds: { blue: '3.0', green: '2.0' } });
});

test('a newer release takes the place of one that waits, with the files that it brought', () => {
  const environment = released();
  environment.release(three);
  expect(environment.state.slots).toEqual({ live: 'blue', holds: { blue: '1.0', green: '3.0' }, next: 'green' });
  expect(environment.tree.has('Job.migrate-2.0.yaml')).toBe(false);
  expect(environment.tree.get('green/Deployment.lulu.yaml')).toMatch('variant: 30\n');
});

test('a switch that is run again changes nothing, and names the way back', () => {
  const environment = switched();
  expect(environment.switch()).toMatchObject({
    changed: false,
    said: 'is 2.0, live in green: nothing waits; `--to blue` would bring back 1.0',
  });
});

test('a switch to a named slot goes back, and forth again', () => {
  const environment = switched();
  environment.switch('blue');
  expect(environment.state).toMatchObject({ release: '1.0', slots: { live: 'blue' } });
  environment.switch('green');
  expect(environment.tree).toEqual(switched().tree);
});

test('a switch to the slot that is live changes nothing', () => {
  expect(switched().switch('green').changed).toBe(false);
  expect(released().switch('blue').changed).toBe(false);
});

// A release waits in green: `switch --to blue` says "nothing waits" all the same.
test('a switch to the live slot does not say that nothing waits while something does', () => {
  expect(released().switch('blue').said).not.toMatch('nothing waits');
});

test('a slot that there is not is refused with those that there are', () => {
  expect(() => switched().switch('red')).toThrow('"red" is no slot of it; give blue or green (TF2107)');
});

// `target in slots.holds` finds what every JavaScript object inherits.
test.each(['constructor', 'toString', '__proto__'])('a slot named %s is refused as well', (slot) => {
  expect(switched().refusal({ verb: 'switch', to: slot })).toBe('TF2107');
});

test('there are no shares', () => {
  expect(() => switched().shift()).toThrow('it is blue/green, which moves at once; use `twelve switch` (TF2106)');
});
