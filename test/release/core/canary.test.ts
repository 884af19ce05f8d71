import { Environment } from './environment';
import { example } from './releases';

const shares = [0, 10, 50, 100];
const [one, two, three] = ['1.0', '2.0', '3.0'].map((version) => example(version, 'canary', { shares })) as [
  One,
  One,
  One,
];
type One = ReturnType<typeof example>;

/** An environment where 1.0 serves and 2.0 is in the canary slot, with a share. */
function canary(share = 0): Environment {
  const environment = new Environment();
  environment.release(one);
  environment.release(two);
  if (share > 0) environment.shift(share);
  return environment;
}

/** An environment where the stable slot has taken 2.0, and the traffic is on the canary. */
function settled(): Environment {
  const environment = canary(100);
  environment.shift();
  return environment;
}

test('the first release is in both slots, without a share', () => {
  const environment = new Environment();
  environment.release(one);
  expect(environment.state.slots).toEqual({ live: 'stable', holds: { stable: '1.0', canary: '1.0' }, share: 0 });
  expect(environment.tree).toEqual(one.files);
});

test('a release goes to the canary slot and gets no request', () => {
  expect(canary().state).toMatchObject({ release: '1.0', slots: { share: 0, next: 'canary' } });
  expect(canary().tree.get('Service.lulu.yaml')).toBe(one.files.get('Service.lulu.yaml'));
  expect(canary().tree.get('canary/Deployment.lulu.yaml')).toMatch('variant: 20\n');
});

test('--switch does not skip the shares', () => {
  const environment = new Environment();
  environment.release(one);
  environment.release(two, true);
  expect(environment.state).toMatchObject({ release: '1.0', slots: { share: 0, next: 'canary' } });
});

test('it walks the declared shares, settles and returns', () => {
  const environment = canary();
  const said = Array.from({ length: 7 }, () => environment.shift().said);
  expect(said).toEqual([
    'has 10 % of the traffic on 2.0',
    'has 50 % of the traffic on 2.0',
    'has 100 % of the traffic on 2.0',
    'is 2.0 in stable too, while 100 % of the traffic stays; `twelve shift` returns it when its pods are ready',
    'is 2.0 for everybody: the traffic has returned to stable',
    'is 2.0 for everybody: no release waits in canary',
    'is 2.0 for everybody: no release waits in canary',
  ]);
  expect(environment.state).toMatchObject({ release: '2.0', slots: { share: 0 } });
  expect(environment.tree).toEqual(two.files);
});

test('a share is in the shared files of the live release, and in each slot by the edits of its own release', () => {
  const { tree } = canary(50);
  expect(tree.get('Service.lulu.yaml')).toMatch('variant: 10\n  traffic: Service.lulu.yaml when 50\n');
  expect(tree.get('stable/Deployment.lulu.yaml')).toMatch(
    'variant: 10\n  traffic: stable/Deployment.lulu.yaml when 50',
  );
  expect(tree.get('canary/Deployment.lulu.yaml')).toMatch(
    'variant: 20\n  traffic: canary/Deployment.lulu.yaml when 50',
  );
});

test('settling changes the stable slot and the shared files, and no traffic', () => {
  const { tree, state } = settled();
  expect(state).toMatchObject({ release: '2.0', slots: { holds: { stable: '2.0', canary: '2.0' }, share: 100 } });
  expect(state.slots?.next).toBeUndefined();
  expect(tree.get('stable/Deployment.lulu.yaml')).toMatch(
    'variant: 20\n  traffic: stable/Deployment.lulu.yaml when 100',
  );
  expect(tree.get('canary/Deployment.lulu.yaml')).toBe(canary(100).tree.get('canary/Deployment.lulu.yaml'));
});

test('it moves to a declared share at once, up and down', () => {
  const environment = canary();
  environment.shift(50);
  expect(environment.state.slots?.share).toBe(50);
  environment.shift(10);
  expect(environment.tree).toEqual(canary(10).tree);
});

test('a share that is run again changes nothing', () => {
  expect(canary(50).shift(50)).toMatchObject({ changed: false, said: 'has 50 % of the traffic on 2.0 already' });
  expect(canary().shift(0).changed).toBe(false);
});

test('share 0 is the way back from every share, in one step', () => {
  for (const share of [10, 50, 100]) {
    const environment = canary(share);
    environment.shift(0);
    expect(environment.tree).toEqual(canary().tree);
  }
});

test('a share that the strategy does not declare is refused with those that it does', () => {
  expect(() => canary().shift(25)).toThrow(
    '--share 25: the strategy declares no such share; give 0, 10, 50, 100 (TF2107)',
  );
});

test('a share without a release is refused', () => {
  const environment = new Environment();
  environment.release(one);
  expect(environment.refusal({ verb: 'shift', share: 10 })).toBe('TF2107');
  expect(environment.shift(0).changed).toBe(false);
});

test('a settled canary only returns', () => {
  expect(settled().refusal({ verb: 'shift', share: 50 })).toBe('TF2107');
  const environment = settled();
  environment.shift(0);
  expect(environment.tree).toEqual(two.files);
});

test('no release goes to a slot that serves requests', () => {
  expect(() => canary(10).release(three)).toThrow('a canary of 2.0 has 10 % of the traffic; go on with');
  expect(settled().refusal({ verb: 'release', release: three })).toBe('TF2105');
  const aborted = canary(10);
  aborted.shift(0);
  expect(aborted.release(three).changed).toBe(true);
});

test('there is nothing to switch', () => {
  expect(() => canary().switch()).toThrow('it is a canary, which moves by shares; use `twelve shift` (TF2106)');
});

describe('where the two releases declare other shares', () => {
  const fine = example('2.0', 'canary', { shares: [0, 5, 20, 80] });
  const mixed = () => {
    const environment = new Environment();
    environment.release(one);
    environment.release(fine);
    return environment;
  };

  test('the live release says which there are, and the other one takes the next greater of its own, else its greatest', () => {
    const environment = mixed();
    const slots = Array.from({ length: 3 }, () => {
      environment.shift();
      const lines = [...environment.tree.values()].flatMap(
        (text) => /(?:Service|Deploy).* when (\d+)/.exec(text)?.[1] ?? [],
      );
      return [environment.state.slots?.share, ...lines.map(Number)];
    });
    // Service.lulu, canary/Deployment, stable/Deployment
    expect(slots).toEqual([
      [10, 10, 20, 10],
      [50, 50, 80, 50],
      [100, 100, 80, 100],
    ]);
  });

  test('settling keeps all traffic where it is, as near as the new release can', () => {
    const environment = mixed();
    environment.shift(100);
    environment.shift();
    expect(environment.state).toMatchObject({ release: '2.0', slots: { share: 80 } });
  });

  // It goes to the last share of the new release (100 here), also where that declares the share that there is.
  test('settling moves no traffic where the new release declares the share that there is', () => {
    const environment = new Environment();
    environment.release(example('1.0', 'canary', { shares: [0, 10, 50] }));
    environment.release(example('2.0', 'canary', { shares: [0, 10, 50, 100] }));
    environment.shift(50);
    environment.shift();
    expect(environment.state).toMatchObject({ release: '2.0', slots: { share: 50 } });
  });
});
