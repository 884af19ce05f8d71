import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { type Bundle, describeBundle, writeBundle } from '../lib/manifest';
import { countingServer } from './counting-server';
import { bundleOf, makePlatform } from './platform-fixture';

// Seconds and bytes to change one application in a platform repository of many, by `twelve` and by clones, over git's own protocol on this
// machine. `npm run bench -- release 2000` gives the number of applications.

const RUNS = 3;
const ENVIRONMENTS = ['development', 'staging', 'production'];
const root = join(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'bench-release-'));
const clone = join(folder, 'clone');
const applications = Number(process.argv[2] ?? 2000);
const filesEach = 10;

interface Measured {
  readonly seconds: number;
  readonly fetched: number;
}

async function main(): Promise<void> {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  const repo = join(folder, 'platform.git');
  await makePlatform(repo, { applications, filesEach, environments: ENVIRONMENTS });
  const server = await countingServer(folder);
  const url = `git://127.0.0.1:${server.port}/platform.git`;
  try {
    const rows = await measureAll(url, server.received);
    report(rows);
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureAll(url: string, received: () => number): Promise<Map<string, Measured>> {
  let next = 0;
  const application = () => `app-${next++}`;
  const twelve = (cache: string, ...args: string[]) => {
    const common = ['--repo', url, '--cache', join(folder, cache), '--actor', 'Bench <bench@example.com>'];
    const isReading = args[0] === 'status';
    const all = [join(root, 'build', 'cli', 'main.js'), ...args, ...(isReading ? common.slice(0, 4) : common)];
    execute('node', all);
  };
  const rows = new Map<string, Measured>();
  const measure = async (name: string, work: () => void, prepare = () => {}) =>
    rows.set(name, await median(received, work, prepare));

  const forget = () => rmSync(join(folder, 'cold'), { recursive: true, force: true });

  await measure('status of all, cold', () => twelve('cold', 'status'), forget);
  twelve('warm', 'status'); // Warms the cache.
  await measure('status of all, warm', () => twelve('warm', 'status'));
  await measure('release, cold', () => twelve('cold', 'release', ...dist(application()), '--env', 'staging'), forget);
  await measure('release', () => twelve('warm', 'release', ...dist(application()), '--env', 'staging'));
  const released = Array.from({ length: RUNS }, application);
  released.forEach((name) => twelve('warm', 'release', ...dist(name), '--env', 'staging'));
  const toPromote = [...released];
  await measure('promote', () =>
    twelve('warm', 'promote', toPromote.pop() as string, '--from', 'staging', '--to', 'production'),
  );
  const toSwitch = [...released];
  await measure('switch', () => twelve('warm', 'switch', toSwitch.pop() as string, '--env', 'production'));
  await measure('clone + copy + commit + push', () => byClone(url, application(), []));
  await measure('shallow clone + copy + commit + push', () =>
    byClone(url, application(), ['--depth=1', '--single-branch']),
  );
  // Nothing that is a program and pushes a commit can be faster than these two.
  await measure('nothing, by node', () => execute('node', ['-e', '0']));
  await measure('nothing but the push of a commit', pushClone, () => commitInClone(application()));
  return rows;
}

/** Writes the next version of an application, and answers the arguments that release it. */
function dist(application: string): string[] {
  const bundle: Bundle = bundleOf(application, '2.0.0', { filesEach, environments: ENVIRONMENTS });
  const outdir = join(folder, 'dist');
  writeBundle(outdir, bundle);
  describeBundle(bundle);
  return [application, '--dist', outdir, '--order', '2'];
}

/** What people do without a tool: the same change by a clone. */
function byClone(url: string, application: string, options: string[]): void {
  rmSync(clone, { recursive: true, force: true });
  execute('git', ['clone', '--quiet', ...options, '--branch', 'production', url, clone]);
  commitInClone(application);
  pushClone();
}

function commitInClone(application: string): void {
  dist(application);
  const target = join(clone, application);
  rmSync(target, { recursive: true, force: true });
  cpSync(join(folder, 'dist', 'production', application), target, { recursive: true });
  const state = join(clone, '.twelve', `${application}.json`);
  writeFileSync(state, readFileSync(state, 'utf8').replaceAll('1.0.0', '2.0.0'));
  inClone('add', '--all', application, '.twelve');
  inClone('commit', '--quiet', '-m', `promote ${application}`);
}

function pushClone(): void {
  inClone('push', '--quiet', 'origin', 'HEAD:production');
}

function inClone(...args: string[]): void {
  execute('git', ['-C', clone, '-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', ...args]);
}

function execute(command: string, args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0) {
    throw error ?? new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`);
  }
}

async function median(received: () => number, work: () => void, prepare: () => void): Promise<Measured> {
  const all: Measured[] = [];
  for (let run = 0; run < RUNS; run++) {
    prepare();
    const before = received();
    const start = process.hrtime.bigint();
    work();
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    // The proxy counts in a process of its own.
    await new Promise((resolve) => setTimeout(resolve, 50));
    all.push({ seconds, fetched: received() - before });
  }
  return all.sort((a, b) => a.seconds - b.seconds)[Math.floor(RUNS / 2)] as Measured;
}

function report(rows: Map<string, Measured>): void {
  const { seconds: full = NaN } = rows.get('clone + copy + commit + push') ?? {};
  const { seconds: shallow = NaN } = rows.get('shallow clone + copy + commit + push') ?? {};
  const table = new Table({
    head: ['way', 'seconds', 'KB from the remote', 'clone is slower by', 'shallow clone is slower by'],
  });
  for (const [name, { seconds, fetched }] of rows) {
    table.push([
      name,
      seconds.toFixed(2),
      (fetched / 1000).toFixed(0),
      `${(full / seconds).toFixed(1)} ×`,
      `${(shallow / seconds).toFixed(1)} ×`,
    ]);
  }
  const size = `${applications} applications × ${filesEach} files × ${ENVIRONMENTS.length} environments`;
  const git = execFileSync('git', ['--version'], { encoding: 'utf8' }).trim();
  console.log(`${size}; Node ${process.version}, ${git}, ${cpus().length} cores; median of ${RUNS}`);
  console.log(table.toString());
  const file = process.env['BENCH_JSON'];
  if (file !== undefined) {
    const figures = [...rows].map(([way, measured]) => ({ way, ...measured }));
    writeFileSync(file, JSON.stringify({ runs: RUNS, applications, rows: figures }));
  }
}

mkdirSync(folder, { recursive: true });
void main();
