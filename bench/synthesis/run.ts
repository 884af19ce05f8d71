import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../compile';
import { type StartUpRow, type SynthesisResults, type SynthesisRow, takenBy } from '../results';
import type { Run } from './measure';
import { profileOf } from './profile';
import { isMeasuredAt, type WayName, WAYS } from './ways';

/** Files go to memory where there is a file system for it: what is measured is no disk. */
const MEMORY = '/dev/shm';

/** Programs that start and end: what a user waits for, and how much of that is Node.js and cdk8s. */
const PROGRAMS: readonly (readonly [string, (code: string, folder: string) => readonly string[]])[] = [
  ['`node -e 0`', () => ['-e', '0']],
  ['requiring cdk8s', () => ['-e', "require('cdk8s')"]],
  ['requiring cdk8s and cdk8s-plus-27', () => ['-e', "require('cdk8s'); require('cdk8s-plus-27')"]],
  ['one application by this library', (code, folder) => [join(code, 'one-application.js'), join(folder, 'one')]],
];

/** Measures every way at each size, each run in a process of its own, in turns: what else the machine does meets all of them. */
export function measureSynthesis(sizes: readonly number[], runs: number): SynthesisResults {
  const code = compile();
  const inMemory = existsSync(MEMORY);
  const folder = mkdtempSync(join(inMemory ? MEMORY : tmpdir(), 'bench-'));
  try {
    const env = { BENCH_SAMPLE: join(folder, 'sample.json'), BENCH_PROBE: join(folder, 'probe.json') };
    const node = (args: readonly string[]) =>
      execFileSync('node', args, { encoding: 'utf8', cwd: join(code, '..', '..'), env: { ...process.env, ...env } });
    node([join(code, 'sample.js')]);
    const measure = (way: WayName, services: number) =>
      JSON.parse(node([join(code, 'measure.js'), way, String(services), folder])) as Run;
    const start = (args: readonly string[]) => {
      const before = process.hrtime.bigint();
      node(['--require', join(code, 'probe.js'), ...args]);
      const seconds = Number(process.hrtime.bigint() - before) / 1e9;
      return { seconds, ...(JSON.parse(readFileSync(env.BENCH_PROBE, 'utf8')) as Pick<Run, 'cpu' | 'memory'>) };
    };
    return {
      runs,
      inMemory,
      rows: sizes.flatMap((services) => rowsAt(services, runs, measure)),
      profile: profileOf([join(code, 'measure.js'), 'ours', String(Math.max(...sizes)), folder], 'ours', folder),
      startUp: startUp(
        PROGRAMS.map(([name, args]) => [name, args(code, folder)]),
        runs * 3,
        start,
      ),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rowsAt(services: number, runs: number, measure: (way: WayName, services: number) => Run): SynthesisRow[] {
  const names = (Object.keys(WAYS) as WayName[]).filter((way) => isMeasuredAt(way, services));
  const taken = inTurns(names, runs, (way) => measure(way, services));
  const rows = names.map((way) => {
    const all = taken.get(way) as Run[];
    const { files, bytes } = all[0] as Run;
    return { way, services, files, bytes, ...takenBy(all) };
  });
  if (new Set(rows.map(({ files }) => files)).size > 1) {
    throw new Error(`not all ways write the same: ${rows.map(({ way, files }) => `${way} ${files}`).join(', ')}`);
  }
  return rows;
}

function startUp(
  programs: readonly (readonly [string, readonly string[]])[],
  runs: number,
  start: (args: readonly string[]) => Pick<Run, 'seconds' | 'cpu' | 'memory'>,
): StartUpRow[] {
  const taken = inTurns(programs, runs, ([, args]) => start(args));
  return programs.map((program) => ({ program: program[0], ...takenBy(taken.get(program) ?? []) }));
}

function inTurns<T, R>(things: readonly T[], runs: number, measure: (thing: T) => R): ReadonlyMap<T, R[]> {
  const all = new Map<T, R[]>(things.map((thing) => [thing, []]));
  for (let run = 0; run < runs; run++) {
    things.forEach((thing) => all.get(thing)?.push(measure(thing)));
  }
  return all;
}
