import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestPlatform, usePlatform } from '../../../support/platform';
import { FROZEN, promote, setPolicies } from './support';

const make = usePlatform();

/** Runs something when `twelve` is about to push for the first time. */
async function whenItPushes<T>(platform: TestPlatform, script: string, act: () => Promise<T>): Promise<T> {
  const bin = join(platform.folder, 'bin');
  const done = join(platform.folder, 'done');
  mkdirSync(bin);
  const real = join(process.env['GIT_EXEC_PATH'] ?? '/usr/bin', 'git');
  const once = `[ -e '${done}' ] || { touch '${done}'; ${script.replaceAll('git ', `${real} `)}; }`;
  writeFileSync(join(bin, 'git'), `#!/bin/sh\ncase " $* " in *" push "*) ${once};; esac\nexec ${real} "$@"\n`);
  chmodSync(join(bin, 'git'), 0o755);
  const { PATH } = process.env;
  process.env['PATH'] = `${bin}:${PATH}`;
  try {
    return await act();
  } finally {
    process.env['PATH'] = PATH;
  }
}

test('a policy that comes between reading and writing is asked', async () => {
  const platform = await make().init();
  await platform.release('lulu', '1.4.0', 1);
  setPolicies(platform, 'proven: { environments: [production], promoteFrom: staging }');
  const open = platform.git('rev-parse', 'main');
  setPolicies(platform, `audit: { environments: [production], ${FROZEN} }`);
  const closed = platform.git('rev-parse', 'main');
  platform.git('update-ref', 'refs/heads/main', open);
  const answer = await whenItPushes(
    platform,
    `git --git-dir='${platform.repo}' update-ref refs/heads/main ${closed}`,
    () => promote(platform, 'lulu'),
  );
  expect(answer.err).toMatch(/audit \(freeze, twelve\.yaml:8\)/);
  expect(() => platform.state('lulu', 'production')).toThrow();
});

test('what a rule looked at elsewhere must not have moved: staging goes back, and the promotion is denied', async () => {
  const platform = await make().init();
  await platform.release('lulu', '1.4.0', 1);
  const before = platform.git('rev-parse', 'staging');
  await platform.release('lulu', '1.5.0', 2);
  setPolicies(platform, 'proven: { environments: [production], promoteFrom: staging }');
  platform.bundle('lulu', { version: '1.5.0' });
  const answer = await whenItPushes(
    platform,
    `git --git-dir='${platform.repo}' update-ref refs/heads/staging ${before}`,
    () => platform.verb('release', 'lulu', '--env', 'production', '--dist', platform.dist, '--order', '2'),
  );
  expect(answer.err).toMatch(/proven \(promoteFrom, twelve\.yaml:8\): staging has 1\.4\.0/);
});

test('a policy that comes between asking for a merge and merging is asked, too', async () => {
  const platform = await make().init('pullRequest');
  await platform.release('lulu', '1.4.0', 1);
  setPolicies(platform, 'proven: { environments: [production], promoteFrom: staging }');
  await promote(platform, 'lulu');
  const open = platform.git('rev-parse', 'main');
  setPolicies(platform, `audit: { environments: [production], ${FROZEN} }`);
  const closed = platform.git('rev-parse', 'main');
  platform.git('update-ref', 'refs/heads/main', open);
  const before = platform.git('rev-parse', 'production');
  const answer = await whenItPushes(
    platform,
    `git --git-dir='${platform.repo}' update-ref refs/heads/main ${closed}`,
    () => platform.verb('pr', 'merge', '1'),
  );
  expect(answer.err).toMatch(/audit \(freeze, twelve\.yaml:8\)/);
  expect(platform.git('rev-parse', 'production')).toBe(before);
  platform.git('update-ref', 'refs/heads/main', open);
  expect((await platform.verb('pr', 'merge', '1')).code).toBe(0);
});

test('a main that others may not push to is no hindrance', async () => {
  const platform = await make().init();
  await platform.release('lulu', '1.4.0', 1);
  setPolicies(platform, 'proven: { environments: [production], promoteFrom: staging }');
  const hook = join(platform.repo, 'hooks', 'update');
  mkdirSync(join(platform.repo, 'hooks'), { recursive: true });
  writeFileSync(hook, '#!/bin/sh\n[ "$1" != refs/heads/main ] || { echo protected; exit 1; }\n');
  chmodSync(hook, 0o755);
  expect((await promote(platform, 'lulu')).code).toBe(0);
});
