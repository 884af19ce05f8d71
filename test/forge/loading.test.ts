import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KINDS } from './contract/contenders';
import { compiled } from '../release/faults/compiled';
import { useForgePlatforms } from './contract/platform';
import { TOKEN } from './servers/server';

const ROOT = join(__dirname, '..', '..');
const make = useForgePlatforms();

test('libraries of forges are loaded by import() alone, each in one file', () => {
  const files = readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const texts = files.map((file) => [file, readFileSync(join(ROOT, 'lib', file), 'utf8')] as const);
  const isLibrary = /(?:from|require\(|import\()\s*'(@octokit|@gitbeaker)\//;
  const eager = texts.filter(([, text]) =>
    text.split('\n').some((line) => isLibrary.test(line) && !/^import type |import\(/.test(line)),
  );
  expect(eager.map(([file]) => file)).toEqual([]);
  const lazy = texts.filter(([, text]) => /import\('@(?:octokit|gitbeaker)\//.test(text));
  expect(lazy.map(([file]) => file).sort()).toEqual(['forge/hosted/github/index.ts', 'forge/hosted/gitlab/client.ts']);
});

/** Runs `twelve` as a program, as Node.js loads it without Jest. */
function twelve(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    const command = [compiled('lib/cli/main.ts'), ...args];
    const child = spawn(process.execPath, command, { cwd: ROOT, env: { ...process.env, ...env } });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('close', (code) => resolve({ code, text }));
  });
}

test.each(KINDS.map((kind) => [kind.name, kind] as const))('the program itself asks %s', async (_, kind) => {
  const platform = await make(kind).begin();
  await platform.release('lulu', '1.4.0', 1);
  await platform.ok('promote', 'lulu', '--from', 'staging', '--to', 'production');
  const args = ['pr', 'list', '--repo', platform.repo, '--cache', join(platform.folder, 'cache')];
  const answer = await twelve(args, { [kind.variable]: TOKEN });
  expect(answer).toEqual({
    code: 0,
    text: expect.stringMatching(/#1 +open +production: promote lulu 1\.4\.0/) as string,
  });
});
