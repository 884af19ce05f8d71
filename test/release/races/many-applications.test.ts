import { usePlatform } from '../../support/platform';
import { expectSound, startAll } from './support';

const make = usePlatform();

const PROCESSES = 8;
const RELEASES = 25;

test('8 processes release applications to one branch at once: all of them land, in one line, and no file is lost', async () => {
  const platform = await make().init();
  const names = Array.from({ length: PROCESSES * RELEASES }, (_, index) => `app-${index}`);
  names.forEach((name) => platform.bundle(name, { version: '1.0.0' }));
  const answers = await Promise.all(
    Array.from({ length: PROCESSES }, (_, process) => {
      const own = names.slice(process * RELEASES, (process + 1) * RELEASES);
      const commands = own.map((name) => [
        'release',
        name,
        '--env',
        'staging',
        '--dist',
        platform.dist,
        '--order',
        '1',
      ]);
      return startAll(platform, `cache-${process}`, commands);
    }),
  );
  expect(answers.flat().filter(({ code }) => code !== 0)).toEqual([]);

  expectSound(platform, 'staging', names.length + 1);
  const subjects = platform.git('log', '--format=%s', 'staging').split('\n').slice(0, -1).sort();
  expect(subjects).toEqual(names.map((name) => `staging: release ${name} 1.0.0`).sort());
  // Every application is there, as it was recorded: two lists of trees tell it, without a process for each.
  const trees = (list: string) => new Map(list.split('\n').map((line) => line.split(' ') as [string, string]));
  const there = trees(platform.git('ls-tree', '--format=%(path) %(objectname)', 'staging'));
  const recorded = platform.git('for-each-ref', '--format=%(refname:lstrip=3) %(refname)', 'refs/heads/releases/');
  const wanted = names.map((name) => `refs/heads/releases/${name}:staging`);
  expect(trees(recorded).size).toBe(names.length);
  expect(names.map((name) => there.get(name))).toEqual(platform.git('rev-parse', ...wanted).split('\n'));
  expect(platform.git('ls-tree', '--name-only', 'staging', '.twelve/').split('\n')).toHaveLength(names.length);
}, 600_000);
