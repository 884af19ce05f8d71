import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { PullRequest } from '../../../lib/forge';
import { diffTrees } from '../../../lib/release/diff';
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
const some = diff(pod('lulu/api:1.5.0', 'envoy:1'));

test('the images that change are named whole, the others are not', () => {
  const { body } = describeProposal({ before: state('1.4.0'), after: state('1.5.0'), diff: some });
  expect(body).toContain('| image of | before | after |\n|---|---|---|\n| api | lulu/api:1.4.0 | lulu/api:1.5.0 |\n\n');
  expect(body).not.toContain('envoy');
  const none = diff(pod('lulu/api:1.4.0', 'envoy:1').replace('lulu-api', 'lulu-app'));
  expect(describeProposal({ before: state('1.4.0'), after: state('1.5.0'), diff: none }).body).not.toContain(
    'image of',
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
  const { body } = describeProposal({ before: state('1.4.0'), after, diff: some, rulings });
  expect(body.split('\n').filter((line) => /^\|.*[✓✗]/.test(line))).toEqual([
    '| weekend &#40;freeze&#41; | ✗ overridden | it is frozen: sleep; allowed from 2026-01-12T00:00:00Z on |',
    '| people &#40;approvals&#41; | ✗ | Ada is not one of them; ask Bob |',
    '| soak | ✓ | 1.5.0 was live on staging for 2 days |',
  ]);
  expect(body).toContain('| against the policies | weekend &#40;freeze&#41; |');
});

test('it stays below the limit of every forge, whatever changes', () => {
  const objects = Array.from({ length: 3000 }, (_, index) => `kind: ConfigMap\nmetadata: { name: c${index} }\n`);
  const large = diffTrees(new Map(), new Map(objects.map((text, index) => [`${index}.yaml`, text])));
  const commits = Array.from({ length: 500 }, () => ({ id: 'a'.repeat(40), subject: 'x'.repeat(600) }));
  const code = { after: { repository: 'https://github.com/acme/lulu', commit: 'b'.repeat(40) } };
  const { body } = describeProposal({ before: undefined, after: state('1.5.0'), diff: large, commits, code });
  expect(body.length).toBeLessThanOrEqual(60_000);
  expect(body).toContain('It is the first release there.');
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
  expect(body).toContain(`| source commit | [${second.slice(0, 10)}](${web}/commit/${second}) |`);
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
