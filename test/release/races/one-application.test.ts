import { join } from 'node:path';
import { usePlatform } from '../../support/platform';
import { expectSound, startAll } from './support';

const make = usePlatform();

/** The versions that were live on a branch, oldest first, as its records say. */
function orders(platform: ReturnType<typeof make>, branch: string): number[] {
  const commits = platform.git('rev-list', '--reverse', branch, '--', '.twelve/lulu.json').split('\n');
  return commits.map((commit) => {
    const state = JSON.parse(platform.git('show', `${commit}:.twelve/lulu.json`)) as {
      release: string;
      releases: Record<string, { order: number }>;
    };
    return state.releases[state.release]?.order as number;
  });
}

test('8 processes release one application with rising orders: the order on the branch never goes back', async () => {
  const platform = await make().init();
  const [processes, releases] = [8, 4];
  const answers = await Promise.all(
    Array.from({ length: processes }, (_, process) => {
      const commands = Array.from({ length: releases }, (_, index) => {
        const order = index * processes + process + 1;
        const dist = join(platform.folder, `dist-${order}`);
        platform.bundleTo(dist, 'lulu', { version: `1.0.${order}` });
        return ['release', 'lulu', '--env', 'staging', '--dist', dist, '--order', String(order)];
      });
      return startAll(platform, `cache-${process}`, commands);
    }),
  );
  const bad = answers.flat().filter(({ code, said }) => code !== 0 && !(code === 3 && said.includes('(TF2102)')));
  expect(bad).toEqual([]);
  const found = orders(platform, 'staging');
  expect(found).toEqual([...found].sort((a, b) => a - b));
  expect(found.at(-1)).toBe(processes * releases);
  const landed = answers.flat().filter(({ code }) => code === 0).length;
  expect(found).toHaveLength(landed);
  expectSound(platform, 'staging', landed + 1);
  expect(platform.git('rev-list', '--count', 'releases/lulu')).toBe(String(landed));
}, 240_000);

test('2 processes release the same version at once: it is one commit', async () => {
  const platform = await make().init();
  platform.bundle('lulu', { version: '1.0.0' });
  const command = ['release', 'lulu', '--env', 'staging', '--dist', platform.dist, '--order', '1'];
  const answers = await Promise.all([0, 1].map((process) => startAll(platform, `cache-${process}`, [command])));
  expect(answers.flat().map(({ code }) => code)).toEqual([0, 0]);
  expectSound(platform, 'staging', 2);
  expect(platform.git('rev-list', '--count', 'releases/lulu')).toBe('1');
});

test('4 processes share one cache: all of their releases land', async () => {
  const platform = await make().init();
  const answers = await Promise.all(
    Array.from({ length: 4 }, (_, process) => {
      const commands = [0, 1, 2].map((index) => {
        const name = `app-${process}-${index}`;
        platform.bundle(name, { version: '1.0.0' });
        return ['release', name, '--env', 'staging', '--dist', platform.dist, '--order', '1'];
      });
      return startAll(platform, 'shared', commands);
    }),
  );
  expect(answers.flat().filter(({ code }) => code !== 0)).toEqual([]);
  expectSound(platform, 'staging', 13);
}, 120_000);
