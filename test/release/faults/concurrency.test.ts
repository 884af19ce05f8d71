import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, TestPlatform } from '../../support/platform';
import { fails, matching, releasing, useSeeded, withGit, works } from './support';

const seeded = useSeeded();

/** Runs commands at once, each with a cache of its own unless one is given. */
function atOnce(platform: TestPlatform, commands: readonly string[][], cache?: string): Promise<Answer[]> {
  return Promise.all(
    commands.map((argv, index) => {
      const folder = join(platform.folder, cache ?? `cache-${index}`);
      return platform.twelve(...argv, ...platform.common('release'), '--timeout', '60', '--cache', folder);
    }),
  );
}

/** Bundles of several applications, and the commands that release them. */
function several(platform: TestPlatform, count: number): string[][] {
  return Array.from({ length: count }, (_, index) => {
    const application = `app-${index}`;
    platform.bundle(application, { version: '1.0.0' });
    return releasing(platform, 1, 'staging', application);
  });
}

function expectAllThere(platform: TestPlatform, count: number, commits: number): void {
  for (let index = 0; index < count; index++) {
    expect(platform.tree(`app-${index}`)).toBe(platform.git('rev-parse', `releases/app-${index}:staging`));
  }
  expect(platform.git('rev-list', '--count', 'staging')).toBe(String(commits));
  expect(platform.git('rev-list', '--merges', 'staging')).toBe('');
  expect(platform.git('fsck', '--strict', '--no-dangling')).toBe('');
}

test('C1: two releases of different applications at once both land', async () => {
  const platform = await seeded();
  const answers = await atOnce(platform, several(platform, 2));
  expect(answers.map(({ code }) => code)).toEqual([0, 0]);
  expectAllThere(platform, 2, 4);
});

test('C2: twenty at once all land, one after the other, and leave no lock', async () => {
  const platform = await seeded();
  const answers = await atOnce(platform, several(platform, 20));
  expect(answers.filter(({ code }) => code !== 0)).toEqual([]);
  expectAllThere(platform, 20, 22);
  const left = readdirSync(platform.folder, { recursive: true, encoding: 'utf8' });
  expect(left.filter((file) => file.endsWith('.lock'))).toEqual([]);
}, 90_000);

test('C3: the same version twice at once is one commit, and the other one says so', async () => {
  const platform = await seeded();
  platform.bundle('lulu', { version: '1.1.0' });
  const answers = await atOnce(platform, [releasing(platform, 11), releasing(platform, 11)]);
  expect(answers.map(({ code }) => code)).toEqual([0, 0]);
  expect(answers.map(({ err }) => err).join('')).toContain('is 1.1.0 already');
  expect(platform.git('rev-list', '--count', 'staging')).toBe('3');
  expect(platform.git('rev-list', '--count', 'releases/lulu')).toBe('2');
});

test('C4: of two versions at once the newer one wins, whoever is first, and no tree is mixed', async () => {
  const platform = await seeded();
  const commands = ['1.1.0', '1.2.0'].map((version, index) => {
    const dist = join(platform.folder, `dist-${version}`);
    platform.bundleTo(dist, 'lulu', { version, files: { [`ConfigMap.${version}.yaml`]: configMap(version) } });
    return [...releasing(platform, 11 + index), '--dist', dist];
  });
  const [older, newer] = (await atOnce(platform, commands)) as [Answer, Answer];
  expect(newer.code).toBe(0);
  expect([0, 3]).toContain(older.code);
  if (older.code === 3) {
    expect(older.err).toMatch(/its order 11 is lower than 12 of 1\.2\.0.*\(TF2102\)/);
  }
  expect(platform.state('lulu').release).toBe('1.2.0');
  const [tip] = platform.git('log', '-1', '--format=%H', '--grep=^Version: 1.2.0', 'releases/lulu').split('\n');
  expect(platform.tree('lulu')).toBe(platform.git('rev-parse', `${tip}:staging`));
});

test('C5: a commit that comes between fetch and push is kept, and the release is made on top of it', async () => {
  const platform = await seeded();
  platform.bundle('lulu', { version: '1.1.0' });
  await withGit(platform, foreignPush(platform, 'hand.txt'), () => works(platform, releasing(platform, 11)));
  expect(platform.git('show', 'staging:hand.txt')).toBe('by hand');
  expect(platform.git('log', '--format=%s', '-2', 'staging').split('\n')).toEqual([
    'staging: release lulu 1.1.0',
    'by hand',
  ]);
});

test('C6: a commit that comes between fetch and push and touches the application stops the release', async () => {
  const platform = await seeded();
  platform.bundle('lulu', { version: '1.1.0' });
  const argv = releasing(platform, 11);
  const answer = await withGit(platform, foreignPush(platform, 'lulu/hand.txt'), () => platform.verb(...argv));
  expect(answer).toMatchObject({ code: 4, err: matching(/hand\.txt: edited by hand .*\(TF2113\)\n$/) });
  expect(platform.git('log', '--format=%s', '-1', 'staging')).toBe('by hand');
  expect(platform.git('rev-list', '--count', 'releases/lulu')).toBe('1');
  await fails(platform, argv, 'TF2113', 'hand.txt');
  await works(platform, [...argv, '--restore']);
  expect(platform.tree('lulu')).toBe(platform.git('rev-parse', 'releases/lulu:staging'));
});

test('C10: several commands share one cache folder, and none harms another', async () => {
  const platform = await seeded();
  const answers = await atOnce(platform, several(platform, 6), 'shared');
  expect(answers.filter(({ code }) => code !== 0)).toEqual([]);
  expectAllThere(platform, 6, 8);
  const cache = readdirSync(join(platform.folder, 'shared')).find((name) => name.endsWith('.git')) as string;
  expect(platform.git('-C', join(platform.folder, 'shared', cache), 'count-objects', '-v')).toContain('garbage: 0');
}, 30_000);

function configMap(name: string) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: {} };
}

/** Pushes a commit to staging just before our first push. */
function foreignPush({ repo, folder }: TestPlatform, file: string): string {
  const clone = join(folder, 'foreign');
  return `
case " $* " in *" push --porcelain "*)
  if mkdir ${folder}/once 2>/dev/null; then (
    unset GIT_DIR
    export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=user.name GIT_CONFIG_VALUE_0=H GIT_CONFIG_KEY_1=user.email GIT_CONFIG_VALUE_1=h@x
    "$GIT" clone --quiet --branch staging ${repo} ${clone} && cd ${clone} && mkdir -p $(dirname ${file}) &&
    echo by hand > ${file} && "$GIT" add . && "$GIT" commit --quiet -m 'by hand' && "$GIT" push --quiet origin staging
  ) >&2 </dev/null; fi ;;
esac`;
}
