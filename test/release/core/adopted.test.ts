import { Environment } from './environment';
import { example, type Kind } from './releases';

const SERVICE = 'Service.lulu.yaml';
const ACCOUNT = 'ServiceAccount.lulu.yaml';
const EDITED = 'kind: ServiceAccount\nmetadata:\n  name: edited by hand\n';

/** An environment at 1.0 where a file was edited by hand and that was accepted. */
function adopted(kind: Kind, path = ACCOUNT, blob: string | null = EDITED): Environment {
  const environment = new Environment();
  environment.release(example('1.0', kind));
  environment.ask({ verb: 'adopt', files: { [path]: { blob, of: '1.0' } } });
  return environment;
}

test('an edit by hand that was accepted is part of the tree; nothing else changes', () => {
  const environment = adopted('rolling');
  expect(environment.tree).toEqual(new Map([...example('1.0', 'rolling').files, [ACCOUNT, EDITED]]));
  expect(environment.state).toMatchObject({ release: '1.0', operation: { verb: 'adopt' }, earlier: [] });
});

test('a file that was removed stays away, one that was added stays', () => {
  expect([...adopted('rolling', ACCOUNT, null).tree.keys()]).not.toContain(ACCOUNT);
  expect(adopted('rolling', 'ConfigMap.by-hand.yaml').tree.get('ConfigMap.by-hand.yaml')).toBe(EDITED);
});

test('it ends with the release that it was made in', () => {
  for (const [path, blob] of [
    [ACCOUNT, EDITED],
    [ACCOUNT, null],
    ['ConfigMap.by-hand.yaml', EDITED],
  ] as const) {
    const environment = adopted('rolling', path, blob);
    environment.release(example('2.0', 'rolling'));
    expect(environment.tree).toEqual(example('2.0', 'rolling').files);
    expect(environment.state.adopted).toBeUndefined();
  }
});

test('a rollback brings it back with its release', () => {
  const environment = adopted('rolling');
  environment.release(example('2.0', 'rolling'));
  environment.rollback();
  expect(environment.tree).toEqual(adopted('rolling').tree);
});

test('a pin, and its end, leave it', () => {
  const environment = adopted('rolling');
  environment.ask({ verb: 'pin' });
  environment.ask({ verb: 'unpin' });
  expect(environment.tree).toEqual(adopted('rolling').tree);
});

test.each(['blueGreen', 'canary'] as const)('of %s, it stays while another release waits in the idle slot', (kind) => {
  const environment = adopted(kind);
  environment.release(example('2.0', kind));
  expect(environment.tree.get(ACCOUNT)).toBe(EDITED);
});

test('it goes with a switch and comes back with the switch back', () => {
  const environment = adopted('blueGreen');
  environment.release(example('2.0', 'blueGreen'), true);
  expect(environment.tree.get(ACCOUNT)).toBe(example('2.0', 'blueGreen').files.get(ACCOUNT));
  environment.switch('blue');
  expect(environment.tree.get(ACCOUNT)).toBe(EDITED);
});

test('it goes when a canary settles', () => {
  const environment = adopted('canary');
  environment.release(example('2.0', 'canary'));
  for (let step = 0; step < 4; step++) environment.shift();
  expect(environment.tree).toEqual(example('2.0', 'canary').files);
  expect(environment.state.adopted).toBeUndefined();
});

test('the traffic is put into an edited file as into any other', () => {
  const edited = (live: string) =>
    `kind: Service\nmetadata:\n  name: by hand\nspec:\n  traffic: ${SERVICE} when ${live}\n`;
  const environment = adopted('blueGreen', SERVICE, edited('blue'));
  environment.switch('green');
  expect(environment.tree.get(SERVICE)).toBe(edited('green'));
});

test('two edits add up, and the later one of a file counts', () => {
  const environment = adopted('rolling');
  environment.ask({ verb: 'adopt', files: { 'ConfigMap.a.yaml': { blob: 'kind: ConfigMap\n', of: '1.0' } } });
  expect(environment.tree.get(ACCOUNT)).toBe(EDITED);
  environment.ask({ verb: 'adopt', files: { [ACCOUNT]: { blob: 'kind: X\n', of: '1.0' } } });
  expect(environment.tree.get(ACCOUNT)).toBe('kind: X\n');
});

test('a file that was removed does not come back by the release that waits', () => {
  const environment = adopted('blueGreen', ACCOUNT, null);
  environment.release(example('2.0', 'blueGreen'));
  expect(environment.tree.has(ACCOUNT)).toBe(false);
});

// It is of the live release, as no release has it, so that it outlives the folder that it is in.
test('a file that was added to the idle slot goes when a release replaces the slot', () => {
  const file = 'green/ConfigMap.by-hand.yaml';
  const environment = adopted('blueGreen', file);
  environment.release(example('2.0', 'blueGreen'));
  expect(environment.tree.has(file)).toBe(false);
});

// The waiting release has the path too, and the edit is not of that release.
test('a shared file that was added is not replaced by one that a waiting release brings', () => {
  const file = 'Job.migrate-2.0.yaml';
  const environment = adopted('blueGreen', file);
  environment.release(example('2.0', 'blueGreen'));
  expect(environment.tree.get(file)).toBe(EDITED);
});

// Only the edits of the current position are taken along, and those of 1.0 went with it.
test('a rollback in two steps brings it back as well', () => {
  const environment = adopted('blueGreen');
  environment.release(example('2.0', 'blueGreen'), true);
  environment.release(example('3.0', 'blueGreen'));
  environment.rollback();
  environment.switch();
  expect(environment.state.release).toBe('1.0');
  expect(environment.tree.get(ACCOUNT)).toBe(EDITED);
});

test('a rollback is byte for byte: what was adopted in the idle slot since goes with it, and a switch keeps it', () => {
  const file = 'blue/Deployment.lulu.yaml';
  const adoptedSince = () => {
    const environment = new Environment();
    environment.release(example('1.0', 'blueGreen'));
    environment.release(example('2.0', 'blueGreen'), true);
    const blob = (environment.tree.get(file) as string).replace('variant: 10', 'variant: 11');
    environment.ask({ verb: 'adopt', files: { [file]: { blob, of: '1.0' } } });
    return environment;
  };
  const [back, switched] = [adoptedSince(), adoptedSince()];
  back.rollback();
  expect(back.tree.get(file)).toMatch('variant: 10\n');
  switched.switch('blue');
  expect(switched.tree.get(file)).toMatch('variant: 11\n');
});
