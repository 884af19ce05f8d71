import type { Verdict } from '../../../lib/release/repository/verify';
import { type TestPlatform, usePlatform } from '../../support/platform';

const make = usePlatform();

/** Lulu and nana on staging; the record of lulu is removed by hand, and another image is in its folder. */
async function begin(): Promise<TestPlatform> {
  const platform = await make().init();
  await platform.release('lulu', '1.0.0', 10);
  await platform.release('nana', '1.0.0', 10);
  const text = platform.files('lulu')['Deployment.lulu.yaml'] as string;
  remove(platform, '.twelve/lulu.json');
  platform.edit('staging', 'lulu/Deployment.lulu.yaml', `${text.replace(':1.0.0', ':6.6.6')}\n`);
  return platform;
}

function remove(platform: TestPlatform, ...files: string[]): void {
  platform.byHand('staging', (_, git) => {
    git('rm', '-r', '--quiet', ...files);
    git('commit', '--quiet', '-m', 'remove by hand');
  });
}

const verdictsOf = async (platform: TestPlatform, ...argv: string[]) => {
  const { code, out } = await platform.verb('verify', '--json', ...argv);
  return { code, verdicts: (JSON.parse(out) as { verdicts: Verdict[] }).verdicts };
};

test('a record that was removed while its folder stayed is found, with the commit that did it', async () => {
  const platform = await begin();
  const commit = platform.git('log', '-1', '--format=%H', 'staging', '--', '.twelve/lulu.json');
  const { code, verdicts } = await verdictsOf(platform);
  expect(code).toBe(4);
  expect(verdicts.map(({ application, findings }) => [application, findings])).toEqual([
    ['nana', []],
    [
      'lulu',
      [{ kind: 'state', commit, what: expect.stringMatching('lulu.json was removed, and lulu/ is still') as string }],
    ],
  ]);
  expect((await verdictsOf(platform, 'lulu')).verdicts).toHaveLength(1);
  expect((await platform.verb('status')).out).toContain(
    `broken lulu in staging: its file was removed by commit ${commit.slice(0, 10)}`,
  );
  expect((await platform.verb('status', 'lulu')).out).toContain('broken');
});

test('--restore mends the others, and says that this one is not mended by it', async () => {
  const platform = await begin();
  platform.edit('staging', 'nana/note.yaml', 'a: 1\n');
  const { code, err } = await platform.verb('verify', '--restore');
  expect(code).toBe(4);
  expect(err).toContain('staging: nana is again what 1.0.0 composes to');
});

test('the file of the commit before mends it: then the edit is drift like any other', async () => {
  const platform = await begin();
  platform.byHand('staging', (_, git) => {
    git('checkout', '--quiet', 'HEAD~2', '--', '.twelve/lulu.json');
    git('commit', '--quiet', '-m', 'put it back');
  });
  const { verdicts } = await verdictsOf(platform, 'lulu');
  expect(verdicts[0]?.findings.map(({ kind }) => kind)).toEqual(['drift', 'chain']);
  await platform.ok('verify', 'lulu', '--restore');
  await platform.ok('verify');
});

test('all of the records removed are all found, though releases/* is gone too', async () => {
  const platform = await begin();
  remove(platform, '.twelve/nana.json');
  platform.git('update-ref', '-d', 'refs/heads/releases/nana');
  const { verdicts } = await verdictsOf(platform);
  expect(verdicts.map(({ application }) => application)).toEqual(['lulu', 'nana']);
});

test('folders that people keep, and applications that were taken away as a whole, are no findings', async () => {
  const platform = await begin();
  remove(platform, 'lulu');
  platform.edit('staging', 'crds/a.yaml', 'a: 1\n');
  // Of an application elsewhere, here somebody's own.
  await platform.release('shop', '1.0.0', 10, 'production');
  platform.edit('staging', 'shop/a.yaml', 'a: 1\n');
  const { code, verdicts } = await verdictsOf(platform);
  expect([code, verdicts.map(({ application, environment }) => `${application} ${environment}`)]).toEqual([
    0,
    ['nana staging', 'shop production'],
  ]);
  expect((await platform.verb('status')).out).not.toContain('broken');
});
