import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { PullRequest } from '../../../lib/forge';
import { faultOfText } from '../../../lib/forge/check';
import { diffTrees } from '../../../lib/diff';
import type { Ruling } from '../../../lib/release/policies';
import { describeProposal } from '../../../lib/release/proposal';
import type { State } from '../../../lib/release/state';
import { usePlatform } from '../../support/platform';

const make = usePlatform();

const state = (release: string, more: Partial<State['operation']> = {}): State => ({
  schema: 1,
  application: 'lulu',
  environment: 'production',
  release,
  since: '2026-01-05T09:00:00.000Z',
  tree: 'f'.repeat(40),
  operation: {
    verb: 'promote',
    version: release,
    actor: 'Ada <ada@example.com>',
    at: '2026-01-05T09:00:00.000Z',
    ...more,
  },
  releases: { [release]: { order: 1, tree: 'e'.repeat(40) } },
  earlier: [],
});

const pod = (image: string, sidecar: string) =>
  `kind: Deployment\nmetadata: { name: lulu-api, labels: { app.kubernetes.io/name: api } }\nspec: { template: { spec: { containers: [{ name: api, image: ${image} }, { name: proxy, image: ${sidecar} }] } } }\n`;

const diff = (after: string) =>
  diffTrees(new Map([['a.yaml', pod('lulu/api:1.4.0', 'envoy:1')]]), new Map([['a.yaml', after]]));
const said = 'is 1.5.0';
const some = diff(pod('lulu/api:1.5.0', 'envoy:1'));

test('the images that change are named whole, the others are not', () => {
  const { body } = describeProposal({ said, before: state('1.4.0'), after: state('1.5.0'), diff: some });
  expect(body).toContain('| Of | Image |\n|---|---|\n| api | `lulu/api:1.4.0` → `lulu/api:1.5.0` |\n\n');
  expect(body).not.toContain('envoy');
  const none = diff(pod('lulu/api:1.4.0', 'envoy:1').replace('lulu-api', 'lulu-app'));
  expect(describeProposal({ said, before: state('1.4.0'), after: state('1.5.0'), diff: none }).body).not.toContain(
    'Images',
  );
});

test('what the policies say is there, what forbids it first, and whether it was overridden', () => {
  const rulings: Ruling[] = [
    { policy: 'soak', rule: 'soak', allowed: true, why: '1.5.0 was live on staging for 2 days' },
    {
      policy: 'weekend',
      rule: 'freeze',
      allowed: false,
      why: 'it is frozen: sleep',
      until: { at: '2026-01-12T00:00:00Z' },
    },
    { policy: 'people', rule: 'approvals', allowed: false, why: 'Ada is not one of them', until: { never: 'ask Bob' } },
  ];
  const after = state('1.5.0', { breakGlass: ['weekend (freeze)'], reason: 'outage' });
  const { body } = describeProposal({ said, before: state('1.4.0'), after, diff: some, rulings });
  expect(body.split('\n').filter((line) => /^\|.*[✓✗]/.test(line))).toEqual([
    '| weekend (freeze) | ✗ overridden | it is frozen: sleep; allowed from 2026-01-12 00:00:00Z on |',
    '| people (approvals) | ✗ forbids it | Ada is not one of them; ask Bob |',
    '| soak | ✓ allows it | 1.5.0 was live on staging for 2 days |',
  ]);
  expect(body).toContain('| Against the policies | **weekend (freeze)** |');
});

test('it stays below the limit of every forge, whatever changes, and the objects keep their room', () => {
  const images = Array.from(
    { length: 2000 },
    (_, index) => [`${index}.yaml`, pod(`lulu/api-${index}:1`, 'envoy:1')] as const,
  );
  const large = diffTrees(
    new Map(images),
    new Map(images.map(([path, text]) => [path, text.replace(':1 }', ':2 }').replace('envoy:1', 'envoy:2')])),
  );
  const commits = Array.from({ length: 500 }, () => ({ id: 'a'.repeat(40), subject: '|😀'.repeat(300) }));
  const code = { after: { repository: 'https://github.com/acme/lulu', commit: 'b'.repeat(40) } };
  const rulings = Array.from({ length: 100 }, (_, index): Ruling => ({
    ...{ policy: `p${index}`, rule: 'freeze', allowed: false, why: '#'.repeat(900), until: { never: 'never' } },
  }));
  const { body } = describeProposal({
    said,
    before: undefined,
    after: state('1.5.0'),
    diff: large,
    commits,
    code,
    rulings,
  });
  expect(body.length).toBeLessThanOrEqual(60_000);
  expect(body).toMatch(/… and \d+ more policies\n/);
  expect(body).toMatch(/… and \d+ more images\n/);
  expect(body).toMatch(/… and \d+ more commits\n/);
  expect(body.match(/^\| Deployment \|/gm)?.length).toBeGreaterThan(100);
  expect(body).toContain('It is the first release there');
});

test('a reason is words: nobody is called, nothing is closed, and it may end in the middle of a character', () => {
  const reason = `@team fixes #12 <script>\u0000\u001b[31m ${'😀'.repeat(400)}`;
  const { body } = describeProposal({ said, before: undefined, after: state('1.5.0', { reason }), diff: some });
  expect(body).toContain('| Reason | <code><!-- -->&#64;team</code> fixes <code>&#35;12</code> <code>&#60;script&#62;');
  expect(faultOfText(body)).toBeUndefined();
});

test('a source with changes that are in no commit is named as that', () => {
  const code = { after: { commit: 'b'.repeat(40), dirty: true } };
  const { body } = describeProposal({ said, before: undefined, after: state('1.5.0'), diff: some, code });
  expect(body).toContain(`| Source commit | \`${'b'.repeat(40)}\`, with changes that are in no commit |`);
});

describe('the way back', () => {
  const slots = { live: 'blue', holds: { blue: '1.4.0', green: '1.5.0' } };
  const releases = { '1.4.0': { order: 1, tree: 'e'.repeat(40) }, '1.5.0': { order: 2, tree: 'd'.repeat(40) } };
  const waits = { ...state('1.4.0', { version: '1.5.0' }), slots: { ...slots, next: 'green' }, releases };
  const canary = { ...waits, slots: { ...slots, next: 'green', share: 5 } };

  test.each<[string, State | undefined, State, string]>([
    [
      'of a release',
      state('1.4.0'),
      state('1.5.0'),
      'After the merge: `twelve rollback lulu --env production --to 1.4.0`',
    ],
    ['of a rollback', state('1.5.0'), state('1.4.0', { verb: 'rollback' }), '--to 1.5.0`'],
    ['of the first release', undefined, state('1.5.0'), 'there is none to go back to'],
    [
      'of one that waits in a slot',
      { ...waits, slots: { ...slots, holds: { blue: '1.4.0', green: '1.4.0' } } },
      waits,
      '`1.5.0` serves nobody before `twelve switch lulu --env production`',
    ],
    [
      'of a switch',
      waits,
      { ...state('1.5.0', { verb: 'switch' }), slots: { ...slots, live: 'green' } },
      '--to 1.4.0`',
    ],
    [
      'of a share',
      { ...canary, slots: { ...canary.slots, share: 0 } },
      canary,
      'ends the canary: `1.4.0` serves everybody',
    ],
    ['of a pin', state('1.4.0'), state('1.4.0', { verb: 'pin' }), '`twelve unpin lulu --env production`'],
  ])('%s', (_, before, after, told) => {
    const { body } = describeProposal({ said, before, after, diff: some });
    expect(body.slice(body.indexOf('### Going back'))).toContain(told);
  });

  test('is not made up where there is no command for it', () => {
    const { body } = describeProposal({
      said,
      before: state('1.4.0'),
      after: state('1.4.0', { verb: 'adopt' }),
      diff: some,
    });
    expect(body).not.toContain('Going back');
  });
});

test('the commits between two releases are in the pull request where the code is at hand', async () => {
  const platform = await make().init('pullRequest');
  const work = join(platform.folder, 'work');
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
      cwd: work,
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet');
  git('remote', 'add', 'origin', 'git@github.com:acme/lulu.git');
  const release = async (version: string, subject: string) => {
    git('commit', '--quiet', '--allow-empty', '-m', subject);
    platform.bundle('lulu', { version });
    await platform.ok(
      'release',
      'lulu',
      '--env',
      'staging',
      '--dist',
      platform.dist,
      '--order',
      version.replaceAll('.', ''),
    );
    return git('rev-parse', 'HEAD');
  };
  const promote = ['promote', 'lulu', '--from', 'staging', '--to', 'production'];
  const first = await release('1.0.0', 'Begin');
  await platform.ok(...promote);
  await platform.ok('pr', 'merge', '1');
  git('commit', '--quiet', '--allow-empty', '-m', 'Answer faster');
  const second = await release('1.1.0', 'Count what is answered');
  await platform.ok(...promote);
  const { body } = await platform.ok<PullRequest>('pr', 'show', '2');
  const web = 'https://github.com/acme/lulu';
  expect(body).toContain(`| Source commit | [\`${second.slice(0, 10)}\`](${web}/commit/${second}) |`);
  expect(body).toContain(`(${web}/compare/${first}...${second})`);
  expect(
    body
      .split('\n')
      .filter((line) => line.startsWith('- ['))
      .map((line) => line.replace(/^.*\) /, '')),
  ).toEqual(['Count what is answered', 'Answer faster']);
  const { outcomes } = await platform.ok<{ outcomes: { changed: boolean }[] }>(...promote);
  expect(outcomes[0]?.changed).toBe(false);
  expect((await platform.ok<PullRequest>('pr', 'show', '2')).body).toBe(body);
});
