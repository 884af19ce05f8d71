import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiled } from '../release/faults/compiled';
import { useSeeded } from '../release/faults/support';
import type { TestPlatform } from '../support/platform';

const make = useSeeded();

/** Notes what was loaded, as the process ends. */
const NOTE = `process.on('exit', () => require('node:fs').writeFileSync('loaded', Object.keys(require.cache).join('\\n')));`;

/** Files that `twelve` loads, run as a program. */
function loadedBy({ folder }: TestPlatform, args: readonly string[]): string[] {
  writeFileSync(join(folder, 'note.js'), NOTE);
  const all = ['-r', './note.js', compiled('lib/cli/main.ts'), ...args];
  execFileSync(process.execPath, all, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  return readFileSync(join(folder, 'loaded'), 'utf8').split('\n');
}

/** The packages of files, without those that others of them bring. */
function packagesOf(files: readonly string[]): string[] {
  const names = files.map((file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
  const brought = ['graceful-fs', 'retry', 'signal-exit', '@colors/colors', 'string-width', 'strip-ansi', 'ansi-regex'];
  const all = new Set(names.filter((name) => name !== undefined && !brought.includes(name)));
  return ([...all] as string[]).filter((name) => !/^(?:emoji-regex|is-fullwidth-code-point)$/.test(name)).sort();
}

/** What every command needs: its words, and git with its cache. */
const BASE = ['commander', 'exponential-backoff', 'proper-lockfile'];
/** What it takes to read records and `twelve.yaml`. */
const RECORDS = [...BASE, 'fastest-levenshtein', 'picomatch', 'semver', 'yaml', 'zod'];

const promote = ['promote', 'lulu', '--from', 'staging', '--to', 'production'];

test.each([
  ['--version', ['--version'], BASE],
  ['--help', ['--help'], BASE],
  ['the help of a verb', ['promote', '--help'], BASE],
  ['promote', promote, [...RECORDS, 'picocolors']],
  ['status', ['status'], [...RECORDS, 'cli-table3', 'picocolors']],
  ['status of an application', ['status', 'lulu'], [...RECORDS, 'picocolors']],
  ['status as JSON', ['status', '--json'], RECORDS],
  ['status as a page', ['status', '--html', 'status.html'], RECORDS],
  ['history as JSON', ['history', 'lulu', '--json'], RECORDS],
  ['verify', ['verify'], [...RECORDS, 'picocolors']],
  ['pr list', ['pr', 'list'], RECORDS],
])('%s loads no package that it does not use', async (_, args, packages) => {
  const platform = await make();
  const isWord = args.some((arg) => arg.startsWith('--') && /version|help/.test(arg));
  const files = loadedBy(platform, [...args, ...(isWord ? [] : platform.common(args[0] as string, args[1]))]);
  expect(packagesOf(files)).toEqual([...packages].sort());
  const ours = files.filter((file) => !file.includes('/node_modules/'));
  const forges = ours.filter((file) => /\/lib\/forge\//.test(file) && !file.endsWith('/lazy.js'));
  expect(forges.length > 0).toBe(args[0] === 'pr');
  expect(ours.filter((file) => /\/hosted\/(?:hosted-forge|\w+\/(?:host|shapes|client))\.js$/.test(file))).toEqual([]);
});
