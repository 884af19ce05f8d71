import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join, relative } from 'node:path';
import { defaultCacheFolder, locate, withCache } from '../../lib/git';
import { compiled } from '../release/faults/compiled';

const folder = mkdtempSync(join(tmpdir(), 'cache-'));
const caches = join(folder, 'caches');
const location = locate('repository', folder);

beforeAll(() => void execFileSync('git', ['init', '--quiet', '--bare', location.folder as string]));
afterAll(() => rmSync(folder, { recursive: true }));

describe('caches of a user are by default', () => {
  test.each<[string, NodeJS.ProcessEnv, NodeJS.Platform, string]>([
    ['where XDG_CACHE_HOME says', { XDG_CACHE_HOME: '/caches' }, 'linux', '/caches/twelve'],
    ['at home if that is empty', { XDG_CACHE_HOME: '' }, 'linux', join(homedir(), '.cache/twelve')],
    ['at home if that is relative', { XDG_CACHE_HOME: 'caches' }, 'linux', join(homedir(), '.cache/twelve')],
    ['in the library on macOS', {}, 'darwin', join(homedir(), 'Library/Caches/twelve')],
    ['where LOCALAPPDATA says on Windows', { LOCALAPPDATA: '/local' }, 'win32', '/local/twelve'],
    ['at home there if that is empty', { LOCALAPPDATA: '' }, 'win32', join(homedir(), '.cache/twelve')],
  ])('%s', (_, env, platform, expected) => {
    expect(defaultCacheFolder(env, platform)).toBe(expected);
  });

  test('at the home that the system knows if HOME is empty', () => {
    const program = `require(${JSON.stringify(compiled('lib/git/cache-folder.ts'))}).defaultCacheFolder({}, 'linux')`;
    const said = execFileSync(process.execPath, ['-p', program], { env: { HOME: '' }, encoding: 'utf8' });
    expect(said.trim()).toBe(join(userInfo().homedir, '.cache/twelve'));
  });
});

test('a folder of caches may be relative', async () => {
  const given = relative(process.cwd(), join(folder, 'near'));
  const tips = await withCache(location, { folder: given, patience: 0 }, ({ remote }) => remote.tips(['refs/heads/*']));
  expect(tips.size).toBe(0);
  expect(readdirSync(join(folder, 'near'))).toEqual([`${location.key}.git`]);
});

/** Has the cache until it is told to leave it. */
async function holdCache() {
  let leave = () => undefined as void;
  let held = Promise.resolve();
  await new Promise<void>((resolve) => {
    const work = () => new Promise<void>((end) => ((leave = end), resolve()));
    held = withCache(location, { folder: caches, patience: 0 }, work);
  });
  return async () => {
    leave();
    await held;
  };
}

describe('a cache that another one has', () => {
  const none = () => Promise.reject(new Error('nobody should get here'));

  test('is waited for as long as one has patience, if that is not at all', async () => {
    const leave = await holdCache();
    await expect(withCache(location, { folder: caches, patience: 0 }, none)).rejects.toThrow(
      /^cache: another twelve uses .*\.git, .*; run it again, or give it longer with --timeout \(TF2312\)$/,
    );
    await leave();
    await expect(withCache(location, { folder: caches, patience: 0 }, () => Promise.resolve(1))).resolves.toBe(1);
  });

  test('is not taken any more by one that was told to stop waiting', async () => {
    const leave = await holdCache();
    const abort = new AbortController();
    const waiting = withCache(location, { folder: caches, patience: 60_000, signal: abort.signal }, none);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await leave();
    // Longer than one who waits lets pass between two looks.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(existsSync(join(caches, `${location.key}.git.lock`))).toBe(false);
  });
});
