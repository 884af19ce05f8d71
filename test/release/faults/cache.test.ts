import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, exitCodeOf } from '../../../lib/cli/exit-codes';
import type { TestPlatform } from '../../support/platform';
import { expectError, releasing, start, useSeeded, works } from './support';

const seeded = useSeeded();

/** A platform with a cache that was used, and a release that is to come. */
async function withUsedCache() {
  const platform = await seeded();
  await platform.ok('status', 'lulu');
  platform.bundle('lulu', { version: '1.1.0' });
  await platform.ok(...releasing(platform, 11));
  platform.bundle('lulu', { version: '1.2.0' });
  const cache = cacheOf(platform);
  const files = readdirSync(cache, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(cache, file)).isFile())
    .map((file) => join(cache, file));
  return { platform, cache, files };
}

function cacheOf({ folder }: TestPlatform): string {
  const name = readdirSync(join(folder, 'cache')).find((one) => one.endsWith('.git')) as string;
  return join(folder, 'cache', name);
}

const damages: Record<string, (file: string) => void> = {
  empty: (file) => writeFile(file, Buffer.alloc(0)),
  'cut in half': (file) => writeFile(file, readFileSync(file).subarray(0, statSync(file).size / 2)),
  'full of something else': (file) => writeFile(file, Buffer.alloc(statSync(file).size, 'x')),
  gone: (file) => rmSync(file),
};

/** Objects are read-only. */
function writeFile(file: string, content: Buffer): void {
  rmSync(file);
  writeFileSync(file, content);
}

describe('K3: a cache that', () => {
  test.each(Object.keys(damages))('has every file %s is made anew, and the release succeeds', async (damage) => {
    const { platform, files } = await withUsedCache();
    files.forEach(damages[damage] as (file: string) => void);
    await works(platform, releasing(platform, 12));
    expect(platform.state('lulu').release).toBe('1.2.0');
  });

  test.each(Object.keys(damages))('has all objects %s is made anew, and the release succeeds', async (damage) => {
    const { platform, files } = await withUsedCache();
    files.filter((file) => file.includes('/objects/')).forEach(damages[damage] as (file: string) => void);
    await works(platform, releasing(platform, 12));
  });

  test('has no packs any more is made anew by verbs that read as well', async () => {
    const { platform, cache } = await withUsedCache();
    for (const verb of [['verify'], ['status'], ['history', 'lulu']]) {
      const files = readdirSync(cache, { recursive: true, encoding: 'utf8' });
      const packs = files.filter((file) => file.endsWith('.pack'));
      expect(packs.length).toBeGreaterThan(0);
      packs.forEach((file) => rmSync(join(cache, file)));
      await works(platform, verb);
    }
  });

  test.each(Object.keys(damages))('has its settings %s is made anew, and the release succeeds', async (damage) => {
    const { platform, cache } = await withUsedCache();
    (damages[damage] as (file: string) => void)(join(cache, 'config'));
    await works(platform, releasing(platform, 12));
  });

  // Fails: the same; the release is pushed to the other one, and counts as done.
  test('leads to another repository is made anew, and nothing is pushed there', async () => {
    const { platform, cache } = await withUsedCache();
    const other = join(platform.folder, 'other.git');
    execFileSync('git', ['clone', '--quiet', '--bare', platform.repo, other]);
    execFileSync('git', ['config', 'remote.origin.url', other], { cwd: cache });
    await works(platform, releasing(platform, 12));
    expect(platform.git('-C', other, 'rev-list', '--count', 'staging')).toBe('3');
    expect(platform.git('rev-list', '--count', 'staging')).toBe('4');
  });

  test('says that all history is there, though it is shallow, is made anew', async () => {
    const { platform, cache } = await withUsedCache();
    rmSync(join(cache, 'shallow'), { force: true });
    await works(platform, releasing(platform, 12));
    await works(platform, ['verify', 'lulu']);
  });

  test('has locks and drafts that killed processes left is used all the same', async () => {
    const { platform, cache } = await withUsedCache();
    for (const file of ['shallow.lock', 'config.lock', 'packed-refs.lock', 'HEAD.lock', 'objects/pack/tmp_pack_x']) {
      writeFileSync(join(cache, file), '');
    }
    for (const file of readdirSync(join(cache, 'refs'), { recursive: true, encoding: 'utf8' })) {
      writeFileSync(join(cache, 'refs', `${file}.lock`), '');
    }
    mkdirSync(`${cache}.lock`);
    utimesSync(`${cache}.lock`, 1, 1);
    await works(platform, releasing(platform, 12));
  });
});

test('C10: a cache that another process does not leave is told as what passes', async () => {
  const { platform, cache } = await withUsedCache();
  const lock = `${cache}.lock`;
  mkdirSync(lock);
  const future = Date.now() / 1000 + 60;
  utimesSync(lock, future, future);
  const refs = platform.refs();
  const argv = [...releasing(platform, 12), ...platform.common('release')];
  expectError(await platform.twelve(...argv, '--timeout', '0.1'), 'TF2312', 'another twelve uses');
  expect(platform.refs()).toBe(refs);
  expect(exitCodeOf('TF2312')).toBe(EXIT.later);
  rmSync(lock, { recursive: true });
  await works(platform, releasing(platform, 12));
});

describe('K4: a disk that is full', () => {
  test('ends the command before anything is pushed, and the message names the folder', async () => {
    const { platform } = await withUsedCache();
    const small = join(platform.folder, 'small');
    mkdirSync(small);
    if (!tryMount(small, '48k')) {
      console.warn('skipped: no tmpfs can be mounted here');
      return;
    }
    try {
      const refs = platform.refs();
      const argv = [...releasing(platform, 12), ...platform.common('release'), '--cache', small];
      const answer = await platform.twelve(...argv);
      expectError(answer, 'TF2306', small);
      expect(platform.refs()).toBe(refs);
      execFileSync('mount', ['-o', 'remount,size=20m', small]);
      expect(await platform.twelve(...argv)).toMatchObject({ code: 0 });
    } finally {
      execFileSync('umount', [small]);
    }
  });

  test('is told when the cache is a file, or in a folder that cannot be made', async () => {
    const { platform } = await withUsedCache();
    const file = join(platform.folder, 'file');
    writeFileSync(file, '');
    for (const cache of [file, join(file, 'below')]) {
      const argv = [...releasing(platform, 12), ...platform.common('release'), '--cache', cache];
      const answer = await platform.twelve(...argv);
      expectError(answer, 'TF2306', file);
    }
  });

  test('ends the command as well where files may not grow', async () => {
    const { platform } = await withUsedCache();
    const refs = platform.refs();
    const big = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'big' }, data: { a: noise(40_000) } };
    platform.bundle('lulu', { version: '1.2.0', files: { 'ConfigMap.big.yaml': big } });
    const { done } = start(platform, releasing(platform, 12), {}, 'ulimit -f 16; trap "" XFSZ');
    const answer = await done;
    expectError(answer, 'TF2306', join(platform.folder, 'cache'));
    expect(platform.refs()).toBe(refs);
    await works(platform, releasing(platform, 12));
  });
});

function tryMount(folder: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Text that does not get smaller by compression. */
function noise(length: number): string {
  let seed = 1;
  return Array.from({ length }, () => ((seed = (seed * 48271) % 2147483647) % 36).toString(36)).join('');
}
