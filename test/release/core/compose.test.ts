import { compose } from '../../../lib/release/compose';
import type { Position } from '../../../lib/release/state';
import { textsOf } from './environment';
import { example, releaseOf } from './releases';

const all = (...releases: ReturnType<typeof example>[]) => new Map(releases.map((one) => [one.version, one]));

describe('a tree without slots', () => {
  test('is what the release recorded, with no edit', () => {
    const one = example('1.0', 'rolling');
    const files = compose({ release: '1.0' }, all(one));
    expect([...files.keys()]).toEqual([...one.files.keys()].sort());
    for (const [path, file] of files) expect(file).toEqual({ version: '1.0', blob: one.files.get(path), edits: [] });
  });

  test('may have folders of its own, which are no slots', () => {
    const one = releaseOf({ version: '1', order: 1, kind: 'rolling', shared: { 'blue/X.yaml': 1 }, own: {} });
    expect([...compose({ release: '1' }, all(one)).keys()]).toEqual(['blue/X.yaml']);
  });
});

describe('a tree with slots', () => {
  const [one, two] = [example('1.0', 'blueGreen'), example('2.0', 'blueGreen')];
  const waiting: Position = {
    release: '1.0',
    slots: { live: 'blue', holds: { blue: '1.0', green: '2.0' }, next: 'green' },
  };
  const origins = (position: Position) =>
    Object.fromEntries([...compose(position, all(one, two))].map(([path, { version }]) => [path, version]));

  test('takes each folder from the release in its slot, and shared files from the live one, then from the one that waits', () => {
    expect(origins(waiting)).toEqual({
      'Job.migrate-1.0.yaml': '1.0',
      'Job.migrate-2.0.yaml': '2.0',
      'Service.lulu.yaml': '1.0',
      'ServiceAccount.lulu.yaml': '1.0',
      'blue/Deployment.lulu.yaml': '1.0',
      'green/Deployment.lulu.yaml': '2.0',
    });
  });

  test('takes no shared file from a release that is idle and does not wait', () => {
    const { 'Job.migrate-2.0.yaml': job } = origins({
      release: '1.0',
      slots: { live: 'blue', holds: { blue: '1.0', green: '2.0' } },
    });
    expect(job).toBeUndefined();
  });

  test('is sorted by path, in the order of code units, as git and every machine agree on', () => {
    const paths = [...compose(waiting, all(two, one)).keys()];
    expect(paths).toEqual([...paths].sort());
  });

  test('a folder that only begins like a slot is shared', () => {
    const odd = example('1.0', 'blueGreen', { shared: { 'blueprint.yaml': 1, 'greenhouse/X.yaml': 1 } });
    const files = compose(waiting, all(odd, two));
    expect(files.get('blueprint.yaml')?.version).toBe('1.0');
    expect(files.get('greenhouse/X.yaml')?.version).toBe('1.0');
  });

  test('an edit that another release declares never reaches a file', () => {
    const three = example('2.0', 'blueGreen', { own: { 'StatefulSet.lulu.yaml': 3 } });
    const files = compose(waiting, all(one, three));
    expect(files.get('green/StatefulSet.lulu.yaml')?.edits).toEqual([]);
    expect(files.get('blue/Deployment.lulu.yaml')?.edits).toHaveLength(1);
  });
});

test('slots of two releases with other files: each folder is whole, whatever the other one has', () => {
  const one = example('1.0', 'blueGreen', { own: { 'Deployment.a.yaml': 1 } });
  const two = example('2.0', 'blueGreen', { own: { 'Deployment.b.yaml': 1, 'ConfigMap.b.yaml': 1 } });
  const slots = { live: 'blue', holds: { blue: '1.0', green: '2.0' }, next: 'green' };
  const folders = [...textsOf({ release: '1.0', slots }, all(one, two)).keys()].filter((path) => path.includes('/'));
  expect(folders).toEqual(['blue/Deployment.a.yaml', 'green/ConfigMap.b.yaml', 'green/Deployment.b.yaml']);
});

test('a release that was not loaded is a mistake of the caller, and named', () => {
  expect(() => compose({ release: '1.0' }, new Map())).toThrow('release 1.0 was not loaded');
});
