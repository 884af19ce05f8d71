import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Render } from './service';
import { WAYS, type WayName } from './ways';

// A process of its own for each row and run: `measure.js <way> <services> <folder>` puts out what it took as JSON.

/** What one run took. */
export interface Run {
  /** Seconds by the clock, from the first call to the last file. */
  readonly seconds: number;
  /** Seconds of all processors together, the compiler's and the collector's threads included. */
  readonly cpu: number;
  /** Largest size of the process, in bytes. */
  readonly memory: number;
  /** YAML files written. */
  readonly files: number;
  /** Their sizes together, in bytes. */
  readonly bytes: number;
}

const load = createRequire(__filename);
const [way, services, folder] = process.argv.slice(2) as [WayName, string, string];
const { [way]: render } = load(WAYS[way].module) as Record<string, Render>;
const outdir = mkdtempSync(join(folder, 'bench-'));
try {
  const [start, before] = [process.hrtime.bigint(), process.cpuUsage()];
  (render as Render)(Number(services), outdir);
  const [seconds, { user, system }] = [Number(process.hrtime.bigint() - start) / 1e9, process.cpuUsage(before)];
  const memory = process.resourceUsage().maxRSS * 1024;
  const files = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  const bytes = files.reduce((sum, file) => sum + statSync(join(outdir, file)).size, 0);
  const run: Run = { seconds, cpu: (user + system) / 1e6, memory, files: files.length, bytes };
  process.stdout.write(JSON.stringify(run));
} finally {
  rmSync(outdir, { recursive: true });
}
