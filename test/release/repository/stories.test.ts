import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryEntry } from '../../../lib/release/repository/history';
import type { StatusReport } from '../../../lib/release/report';
import { type Layout, type TestPlatform, usePlatform } from '../../support/platform';

const make = usePlatform();

async function begin(layout: Layout, flow: 'direct' | 'pullRequest' = 'direct'): Promise<TestPlatform> {
  const platform = await make().init(flow);
  for (const [order, version] of ['1.4.0', '1.5.0'].entries()) {
    await platform.release('lulu', version, order, 'staging', {
      environments: { staging: 'plain', production: layout },
    });
    if (version === '1.4.0') {
      await platform.ok(
        'promote',
        'lulu',
        '--from',
        'staging',
        '--to',
        'production',
        ...(flow === 'direct' ? [] : ['--merge']),
      );
    }
  }
  return platform;
}

const promote = ['promote', 'lulu', '--from', 'staging', '--to', 'production'];
const selected = (platform: TestPlatform) =>
  /slot: (\w+)/.exec(platform.files('lulu', 'production')['Service.lulu.yaml'] ?? '')?.[1];
const image = (platform: TestPlatform, slot: string) =>
  /image: \S+:(\S+)/.exec(platform.files('lulu', 'production')[`${slot}/Deployment.lulu-${slot}.yaml`] ?? '')?.[1];

test('blue/green: a release goes to the idle slot, a switch makes it live, a rollback brings the earlier tree back', async () => {
  const platform = await begin('blueGreen');
  const before = platform.files('lulu', 'production');
  await platform.ok(...promote);
  const waiting = platform.tree('lulu', 'production');
  expect([image(platform, 'blue'), image(platform, 'green'), selected(platform)]).toEqual(['1.4.0', '1.5.0', 'blue']);
  const untouched = Object.fromEntries(Object.entries(before).filter(([path]) => !path.startsWith('green/')));
  expect(platform.files('lulu', 'production')).toMatchObject(untouched);

  await platform.ok('switch', 'lulu', '--env', 'production');
  expect([image(platform, 'blue'), image(platform, 'green'), selected(platform)]).toEqual(['1.4.0', '1.5.0', 'green']);
  expect(Object.keys(platform.files('lulu', 'production'))).not.toContain('Job.migrate-1-4-0.yaml');

  await platform.ok('rollback', 'lulu', '--env', 'production', '--reason', 'errors');
  expect(platform.tree('lulu', 'production')).toBe(waiting);
  expect(platform.state('lulu', 'production')).toMatchObject({
    release: '1.4.0',
    pin: { version: '1.4.0', reason: 'errors' },
  });
  // What was rolled back waits for nobody.
  expect((await platform.verb('status', 'lulu')).out).not.toContain('waits');
  await platform.ok('verify');
});

test('blue/green: --switch does both at once, and a slot can be named', async () => {
  const platform = await begin('blueGreen');
  await platform.ok('release', 'lulu', '--env', 'production', '--dist', platform.dist, '--order', '1', '--switch');
  expect(selected(platform)).toBe('green');
  await platform.ok('switch', 'lulu', '--env', 'production', '--to', 'blue');
  expect(selected(platform)).toBe('blue');
  expect(platform.state('lulu', 'production').release).toBe('1.4.0');
});

test('a canary walks its shares, settles, returns; and an abort is the tree of share 0', async () => {
  const platform = await begin('canary');
  await platform.ok(...promote);
  const atRest = platform.tree('lulu', 'production');
  const weights = () =>
    platform
      .files('lulu', 'production')
      ['Service.lulu.yaml']?.match(/^ {2}- (\d+)$/gm)
      ?.map((line) => Number(line.slice(4)));
  await platform.ok('shift', 'lulu', '--env', 'production');
  expect(weights()).toEqual([75, 25]);
  await platform.ok('rollback', 'lulu', '--env', 'production');
  expect(platform.tree('lulu', 'production')).toBe(atRest);
  await platform.ok('unpin', 'lulu', '--env', 'production');

  const seen: unknown[] = [];
  for (let step = 0; step < 4; step++) {
    await platform.ok('shift', 'lulu', '--env', 'production');
    seen.push([weights(), image(platform, 'stable'), image(platform, 'canary')]);
  }
  expect(seen).toEqual([
    [[75, 25], '1.4.0', '1.5.0'],
    [[0, 100], '1.4.0', '1.5.0'],
    [[0, 100], '1.5.0', '1.5.0'],
    [[100, 0], '1.5.0', '1.5.0'],
  ]);
  expect(platform.git('log', '-2', '--format=%s', 'production').split('\n')).toEqual([
    'production: return all of lulu to stable with 1.5.0',
    'production: settle lulu 1.5.0 in stable',
  ]);
});

test.each(['merge', 'squash', 'rebase'])(
  'a pull request that is merged by %s is history that verifies',
  async (method) => {
    const platform = await begin('plain', 'pullRequest');
    await platform.release('shop', '2.0.0', 1, 'production');
    await platform.ok(...promote);
    const { pullRequests } = await platform.ok<{ pullRequests: { number: number; base: string; title: string }[] }>(
      'pr',
      'list',
    );
    expect(pullRequests.map(({ title }) => title).sort()).toEqual([
      'production: promote lulu 1.5.0 from staging',
      'production: release shop 2.0.0',
    ]);
    for (const { number } of pullRequests) {
      await platform.ok('pr', 'merge', String(number), '--method', method);
    }
    const { entries } = await platform.ok<{ entries: HistoryEntry[] }>('history', 'lulu', '--env', 'production');
    expect(entries.map(({ verb, version }) => `${verb} ${version}`)).toEqual(['promote 1.5.0', 'promote 1.4.0']);
    await platform.ok('verify');
    expect(platform.git('for-each-ref', 'refs/heads/twelve')).toBe('');
  },
);

test('a squash by hand that drops the trailers is history that verifies', async () => {
  const platform = await begin('plain', 'pullRequest');
  await platform.ok(...promote);
  platform.byHand('production', (_, git) => {
    git('merge', '--squash', '--quiet', 'origin/twelve/production/lulu');
    git('commit', '--quiet', '-m', 'squashed');
  });
  const { entries } = await platform.ok<{ entries: HistoryEntry[] }>(
    'history',
    'lulu',
    '--env',
    'production',
    '--limit',
    '1',
  );
  expect(entries).toMatchObject([{ verb: 'promote', version: '1.5.0', actor: 'Ada Lovelace <ada@example.com>' }]);
  await platform.ok('verify');
  await platform.ok('rollback', 'lulu', '--env', 'production', '--merge');
  expect(platform.state('lulu', 'production').release).toBe('1.4.0');
});

test('G8: a newer release takes the place of one that waits, in the same pull request', async () => {
  const platform = await begin('plain', 'pullRequest');
  await platform.ok(...promote);
  const list = () => platform.ok<{ pullRequests: { number: number; title: string }[] }>('pr', 'list');
  const [first] = (await list()).pullRequests;
  await platform.release('lulu', '1.6.0', 9);
  await platform.ok(...promote);
  expect((await list()).pullRequests).toMatchObject([
    { number: first?.number, title: 'production: promote lulu 1.6.0 from staging' },
  ]);
  expect(platform.git('rev-list', '--count', 'production..twelve/production/lulu')).toBe('1');
  const before = platform.refs();
  await platform.ok(...promote);
  expect(platform.refs()).toBe(before);
});

test('status tells what runs where, as data, text and page', async () => {
  const platform = await begin('blueGreen', 'pullRequest');
  await platform.ok(...promote, '--merge');
  await platform.ok('switch', 'lulu', '--env', 'production');
  platform.edit('staging', 'lulu/Service.lulu.yaml', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: lulu\n');
  const report = await platform.ok<StatusReport>('status');
  expect(report.applications).toMatchObject([
    {
      application: 'lulu',
      environments: {
        staging: { version: '1.5.0', drifted: true },
        production: {
          version: '1.4.0',
          drifted: false,
          slots: { next: 'green' },
          waiting: { verb: 'switch', version: '1.5.0', number: 3 },
        },
      },
    },
  ]);
  expect((await platform.verb('status')).out).toMatch(/lulu +1\.5\.0 +drifted .*1\.4\.0 → 1\.5\.0 waits in green.*#3/s);
  await platform.ok('status', '--html', 'status.html');
  expect(readFileSync(join(platform.folder, 'work', 'status.html'), 'utf8')).toContain('lulu');
});

test('an edit by hand is found, named, and taken back or kept', async () => {
  const platform = await begin('plain');
  const good = platform.tree('lulu', 'production');
  const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: lulu\n';
  platform.edit('production', 'lulu/Service.lulu.yaml', service);
  expect(await platform.verb('verify', 'lulu')).toMatchObject({
    code: 4,
    err: expect.stringContaining('drift: edited by hand on the branch: Service.lulu.yaml') as string,
  });
  await platform.ok('verify', 'lulu', '--restore');
  expect(platform.tree('lulu', 'production')).toBe(good);

  platform.edit('production', 'lulu/Service.lulu.yaml', service);
  await platform.ok('verify', 'lulu', '--adopt');
  await platform.ok('verify');
  expect(platform.files('lulu', 'production')['Service.lulu.yaml']).toBe(service.trim());
  await platform.ok(...promote); // A release replaces it.
  expect(platform.tree('lulu', 'production')).toBe(platform.git('rev-parse', 'releases/lulu:production'));
  const { entries } = await platform.ok<{ entries: HistoryEntry[] }>('history', 'lulu', '--env', 'production');
  expect(entries.filter(({ verb }) => verb === 'edit')).toHaveLength(2);
});

test('a record that was changed by hand breaks the chain, until somebody decides', async () => {
  const platform = await begin('plain');
  const text = platform.git('show', 'staging:.twelve/lulu.json');
  platform.edit('staging', '.twelve/lulu.json', `${text.replace('Ada Lovelace', 'Somebody Else')}\n`);
  await platform.ok('pin', 'lulu', '--env', 'staging');
  const { code, err } = await platform.verb('verify');
  expect(err).toContain('chain: the record before it is not the one that it follows');
  expect(code).toBe(4);
  await platform.ok('verify', '--adopt');
  await platform.ok('verify');
});

test('pruning keeps what is in use, and what it keeps still promotes and verifies', async () => {
  const platform = await begin('plain');
  for (const [index, version] of ['1.6.0', '1.7.0', '1.8.0', '1.9.0'].entries()) {
    await platform.release('lulu', version, 10 + index, 'staging');
  }
  await platform.ok('promote', 'lulu', '--from', 'staging', '--to', 'production');
  const trees = platform.git('log', '--format=%s %T', 'releases/lulu').split('\n');
  const { pruned } = await platform.ok<{ pruned: { removed: string[]; kept: string[] }[] }>('prune', '--keep', '1');
  expect(pruned).toEqual([
    { application: 'lulu', removed: [], kept: ['1.9.0', '1.8.0', '1.7.0', '1.6.0', '1.5.0', '1.4.0'] },
  ]);
  // Releases that are recorded and that no environment can go back to any more.
  for (let index = 0; index < 12; index++) {
    await platform.release('lulu', `2.${index}.0`, 20 + index, 'staging');
  }
  await platform.ok('prune', 'lulu', '--keep', '1');
  const left = platform.git('log', '--format=%s', 'releases/lulu').split('\n');
  expect(left).not.toContain('lulu 1.6.0');
  expect(left).toEqual(expect.arrayContaining(['lulu 2.11.0', 'lulu 1.9.0', 'lulu 1.4.0']));
  expect(platform.git('log', '--format=%s %T', 'releases/lulu').split('\n')).toEqual(
    expect.arrayContaining(trees.filter((line) => /1\.[49]\.0/.test(line))),
  );
  await platform.ok('verify');
  await platform.ok('promote', 'lulu', '--from', 'staging', '--to', 'production');
  await platform.ok('rollback', 'lulu', '--env', 'production', '--to', '1.9.0');
  expect(platform.git('fsck', '--no-dangling')).toBe('');
});

test('an older release, of which the cache knows nothing, is promoted by its recorded bytes', async () => {
  const platform = await begin('plain');
  await platform.release('lulu', '1.7.0', 7, 'production');
  await platform.ok('rollback', 'lulu', '--env', 'production');
  await platform.ok('unpin', 'lulu', '--env', 'production');
  platform.forgetCache();
  await platform.ok(...promote);
  expect(platform.tree('lulu', 'production')).toBe(platform.git('rev-parse', 'releases/lulu~1:production'));
  expect(platform.git('fsck', '--full')).toBe('');
});

test('a diff tells what a release would change, object by object', async () => {
  const platform = await begin('plain');
  expect((await platform.verb('diff', 'lulu', '--env', 'production', '--version', '1.5.0')).out).toBe(
    'Deployment lulu: web image 1.4.0 → 1.5.0\n',
  );
  const { out } = await platform.verb(
    'diff',
    'lulu',
    '--from',
    'staging',
    '--to',
    'production',
    '--markdown',
    '--limit',
    '2000',
  );
  expect(out).toContain('| Deployment | `lulu` |');
  expect(out.length).toBeLessThanOrEqual(2000);
  expect(await platform.verb('diff', 'lulu', '--env', 'production', '--version', '9.9.9')).toMatchObject({ code: 3 });
});
