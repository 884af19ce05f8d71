import { execFileSync } from 'node:child_process';
import type { Answer, TestPlatform } from '../../support/platform';
import { setPolicies } from '../policies/engine/support';
import { fails, releasing, useSeeded, works } from './support';

const seeded = useSeeded();

/** Clears a terminal, and ends a line for some. */
const HOSTILE = 'a\r\n\u001b[2J\u009b\u202eb';
const SHOWN = 'a⏎\\u{1b}[2J\\u{9b}\\u{202e}b';
const SHOWN_AS_WORDS = 'a \\u{1b}[2J\\u{9b}\\u{202e}b';

/** All that is said, of which a terminal obeys nothing. */
async function said(platform: TestPlatform, ...argv: string[]): Promise<string> {
  const { out, err } = await platform.verb(...argv);
  expect(out + err).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  return out + err;
}

/** Commits files of the application on staging by hand; a name may be any bytes. */
function commit(platform: TestPlatform, names: readonly (string | Buffer)[], message: string): void {
  const git = (args: string[], input = '') =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], { cwd: platform.repo, input })
      .toString()
      .trim();
  const index = { cwd: platform.repo, env: { ...process.env, GIT_INDEX_FILE: `${platform.folder}/index` } };
  execFileSync('git', ['read-tree', 'staging'], index);
  const blob = git(
    ['hash-object', '-w', '--stdin'],
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  namespace: x\n',
  );
  const lines = names.map((name) =>
    Buffer.concat([Buffer.from(`100644 ${blob}\tlulu/`), Buffer.from(name as string), Buffer.from([0])]),
  );
  execFileSync('git', ['update-index', '-z', '--index-info'], { ...index, input: Buffer.concat(lines) });
  const tree = execFileSync('git', ['write-tree'], index).toString().trim();
  platform.git('update-ref', 'refs/heads/staging', git(['commit-tree', tree, '-p', 'staging', '-F', '-'], message));
}

function dataOf<T>({ out }: Answer): T {
  return JSON.parse(out) as T;
}

test('a subject of a commit, and a name of a file, are shown and not obeyed', async () => {
  const platform = await seeded();
  commit(platform, ['\u001b]0;x\u0007.yaml'], 'clear \u001b[2J\u009b');
  expect(await said(platform, 'history', 'lulu')).toContain('clear \\u{1b}[2J\\u{9b} (lulu/\\u{1b}]0;x\\u{7}.yaml)');
  expect(await said(platform, 'verify')).toContain('by hand on the branch: \\u{1b}]0;x\\u{7}.yaml\n');
  const { err } = await fails(platform, ['pin', 'lulu', '--env', 'staging'], 'TF2113');
  expect(err).toContain('] \\u{1b}]0;x\\u{7}.yaml: edited by hand');
  const { entries } = await platform.ok<{ entries: object[] }>('history', 'lulu');
  expect(entries[0]).toMatchObject({ reason: 'clear \u001b[2J\u009b', files: ['lulu/\u001b]0;x\u0007.yaml'] });
});

test('a reason is shown and not obeyed, and what quotes it stays one line', async () => {
  const platform = await seeded();
  await platform.ok('pin', 'lulu', '--env', 'staging', '--reason', HOSTILE);
  platform.bundle('lulu', { version: '1.1.0' });
  expect((await fails(platform, releasing(platform, 11), 'TF2101')).err).toContain(`(${SHOWN});`);
  expect(await said(platform, 'pin', 'lulu', '--env', 'staging')).toContain(`(${SHOWN})`);
  expect(await said(platform, 'history', 'lulu')).toContain(SHOWN_AS_WORDS);
  expect(await said(platform, 'status', 'lulu')).toContain(SHOWN_AS_WORDS);
  const { problems } = dataOf<{ error: { problems: { given: string }[] } }>(
    await platform.verb(...releasing(platform, 11), '--json'),
  ).error;
  expect(problems[0]?.given).toContain(HOSTILE);
});

test('a policy is shown and not obeyed', async () => {
  const platform = await seeded();
  setPolicies(platform, 'odd: { environments: [staging, production], branches: ["\\e[2J"], reason: "a\\r\\n\\e[2J" }');
  platform.bundle('lulu', { version: '1.1.0' });
  const name = '\\u{1b}[2J';
  expect(await said(platform, 'policy', 'list')).toContain(`only from branch ${name}\n`);
  const why = await said(platform, 'why', 'lulu', '--env', 'production');
  expect(why).toMatch(/^production: .*\n✗ odd .* \(a⏎\\u\{1b\}\[2J\); never for .* the branch \\u\{1b\}\[2J\n$/);
  expect((await fails(platform, releasing(platform, 11), 'TF2117')).err).toContain(`(a⏎${name}); never`);
  const broken = await said(platform, ...releasing(platform, 11), '--break-glass', '--reason', HOSTILE);
  expect(broken).toContain(`because: ${SHOWN}\n    odd (branches): `);
});

test('the name of a file is text, whatever its letters are: where it is shown, as data, and in the record', async () => {
  const platform = await seeded();
  const odd = Buffer.from([0x61, 0xe4, 0x62]);
  commit(platform, ['größe.yaml', odd], 'by hand');
  const tree = platform.tree('lulu');
  expect(await said(platform, 'verify')).toContain('on the branch: a\\u{dce4}b, größe.yaml\n');
  expect(await said(platform, 'history', 'lulu')).toContain('lulu/größe.yaml');
  const { verdicts } = dataOf<{ verdicts: { findings: { files: string[] }[] }[] }>(
    await platform.verb('verify', '--json'),
  );
  expect(verdicts[0]?.findings[0]?.files).toEqual(['a\udce4b', 'größe.yaml']);
  await works(platform, ['verify', '--adopt']);
  expect(Object.keys(platform.state('lulu')['adopted'] as object)).toEqual(['a\udce4b', 'größe.yaml']);
  await works(platform, ['verify']);
  await works(platform, ['pin', 'lulu', '--env', 'staging']);
  expect(platform.tree('lulu')).toBe(tree);
});
