import type { PullRequest } from '../../../lib/forge';
import type { TreeDiff } from '../../../lib/diff';
import { usePlatform } from '../../support/platform';

const make = usePlatform();

const WARNING =
  'Namespace lulu-production would go, and with it all that is in it; see "Changing the namespace" in docs/application.md';
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'lulu-production' } };
const promote = ['promote', 'lulu', '--from', 'staging', '--to', 'production'];

/** Production has the release that owns its namespace; staging has the next one, which does not. */
async function begin(flow: 'direct' | 'pullRequest') {
  const platform = await make().init(flow);
  const files = { 'Namespace.lulu-production.yaml': namespace };
  await platform.release('lulu', '1.4.0', 1, 'staging', { files });
  await platform.ok(...promote);
  if (flow === 'pullRequest') {
    await platform.ok('pr', 'merge', '1');
  }
  await platform.release('lulu', '1.5.0', 2);
  return platform;
}

test('what a release does beyond its objects is told where its objects are: by diff, and before it is done', async () => {
  const platform = await begin('direct');
  const release = ['diff', 'lulu', '--env', 'production', '--version', '1.5.0'];
  expect((await platform.verb(...release)).err).toBe(`1 object changed, 1 removed\nwarning: ${WARNING}\n`);
  expect((await platform.verb(...release, '--markdown')).out).toContain(
    '\n\n> **Warning:** Namespace lulu-production ',
  );
  expect(await platform.ok<TreeDiff>(...release)).toMatchObject({ warnings: [WARNING] });
  expect((await platform.verb(...promote, '--dry-run')).err).toContain(`\nwarning: ${WARNING}\n`);
});

test('a pull request tells it', async () => {
  const platform = await begin('pullRequest');
  await platform.ok(...promote);
  const { pullRequests } = await platform.ok<{ pullRequests: PullRequest[] }>('pr', 'list');
  expect(pullRequests[0]?.body).toContain(`\n\n> **Warning:** ${WARNING}\n\n|`);
});

test('two environments take no place of each other', async () => {
  const platform = await begin('direct');
  const diff = await platform.ok<TreeDiff>('diff', 'lulu', '--from', 'production', '--to', 'staging');
  expect(diff.objects.map(({ kind, status }) => `${kind} ${status}`)).toContain('Namespace removed');
  expect(diff.warnings).toBeUndefined();
});
