import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ReleaseResults, type Results, thisMachine } from './results';
import { measureSynthesis } from './synthesis/run';
import { tablesOf } from './tables';

// Both parts, or one of them with its sizes: `npm run bench -- synthesis 10 100 --runs 7`, `npm run bench -- release 2000`. And the short
// loop of one application, which packs the package: `npm run bench -- short-loop`.
// `--json bench/measured.json` keeps the figures, and `npm run docs` puts them into docs/performance.md.

const SIZES = [1, 10, 100, 1000];
const RUNS = 5;
const PARTS = ['synthesis', 'release', 'short-loop'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' }, json: { type: 'string' } },
});
const [part, ...given] = positionals;
const sizes = given.map(Number);
const runs = Number(values.runs ?? RUNS);
if (part !== undefined && !PARTS.includes(part)) {
  fail(`there is no part ${part}; the parts are ${PARTS.join(' and ')}`);
}
if ([...sizes, runs].some((number) => !Number.isInteger(number) || number < 1)) {
  fail('sizes and --runs are whole numbers from 1');
}

if (part === 'short-loop') {
  process.exit(runProgram('short-loop.ts', given).status ?? 1);
}

const earlier = values.json === undefined ? undefined : tryRead(values.json);
const results: Results = {
  machine: thisMachine(),
  versions: { 'Node.js': process.version.slice(1), ...versionsOf(['cdk8s', 'cdk8s-plus-27', 'yaml', 'js-yaml']) },
  synthesis: part === 'release' ? earlier?.synthesis : measureSynthesis(sizes.length > 0 ? sizes : SIZES, runs),
  release: part === 'synthesis' ? earlier?.release : measureRelease(sizes),
};
console.log(tablesOf(results));
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify(results, undefined, 2)}\n`);
}

/** The second part is a program of its own, because it serves repositories. */
function measureRelease(applications: readonly number[]): ReleaseResults {
  const folder = mkdtempSync(join(tmpdir(), 'bench-results-'));
  try {
    const file = join(folder, 'release.json');
    const { status } = runProgram('platform-repository.ts', applications.map(String), { BENCH_JSON: file });
    return status === 0 ? (JSON.parse(readFileSync(file, 'utf8')) as ReleaseResults) : process.exit(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runProgram(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const program = ['-r', 'ts-node/register', join(__dirname, name), ...args];
  return spawnSync('node', program, { stdio: 'inherit', env: { ...process.env, ...env } });
}

function versionsOf(packages: readonly string[]): Record<string, string> {
  const versions = packages.map((name) => {
    const file = join(__dirname, '..', 'node_modules', name, 'package.json');
    return [name, (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version];
  });
  return Object.fromEntries(versions) as Record<string, string>;
}

function tryRead(file: string): Results | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Results;
  } catch {
    return undefined;
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
