import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdk8sPlus, ours, type Workload } from './workloads';

// Seconds to render services for three environments into files, this library beside cdk8s-plus, in one process and in turns.
// `npm run bench -- synthesis 10 100 1000` gives the sizes.

const RUNS = 5;

interface Row {
  readonly services: number;
  readonly files: number;
  readonly ours: number;
  readonly cdk8sPlus: number;
}

function seconds(workload: Workload, count: number): { time: number; files: number } {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const start = process.hrtime.bigint();
  workload(count, outdir);
  const time = Number(process.hrtime.bigint() - start) / 1e9;
  const files = readdirSync(outdir, { recursive: true }).filter((file) => String(file).endsWith('.yaml')).length;
  rmSync(outdir, { recursive: true });
  return { time, files };
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

function measure(services: number): Row {
  const turns = Array.from({ length: RUNS }, () => ({
    ours: seconds(ours, services),
    plus: seconds(cdk8sPlus, services),
  }));
  const files = turns[0]?.ours.files ?? 0;
  if (turns.some(({ plus }) => plus.files !== files)) {
    throw new Error('the two ways must write the same number of files');
  }
  return {
    services,
    files,
    ours: median(turns.map((turn) => turn.ours.time)),
    cdk8sPlus: median(turns.map((turn) => turn.plus.time)),
  };
}

const sizes = process.argv.slice(2).map(Number).filter(Number.isInteger);
measure(5); // Warms both up.
const rows = (sizes.length > 0 ? sizes : [1, 10, 100]).map(measure);
console.log(`Node ${process.version}, ${cpus().length} cores, median of ${RUNS} turns, files to ${tmpdir()}`);
console.table(
  rows.map(({ services, files, ours: own, cdk8sPlus: plus }) => ({
    services,
    files,
    'this library, s': own.toFixed(3),
    'cdk8s-plus, s': plus.toFixed(3),
    ratio: (own / plus).toFixed(2),
  })),
);
