import type { Results, Spread, SynthesisResults, SynthesisRow } from './results';
import { BASE, type WayName, WAYS } from './synthesis/ways';

// Results as Markdown: what the terminal shows, and the page about performance.

/** Everything that was measured. */
export function tablesOf(results: Results): string {
  const { synthesis, release } = results;
  return [
    machineLine(results),
    synthesis && `${synthesisTable(synthesis)}\n\n${startUpTable(synthesis)}`,
    release && releaseTable(release),
  ]
    .filter((text) => text !== undefined)
    .join('\n\n');
}

/** On what it was measured. */
export function machineLine({ machine, versions }: Results): string {
  const libraries = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const gigabytes = Math.round(machine.memory / 2 ** 30);
  return `${machine.processor}, ${machine.cores} cores, ${gigabytes} GiB; ${libraries.join(', ')}.`;
}

/** Each way at each size, beside cdk8s-plus. */
export function synthesisTable({ rows }: SynthesisResults): string {
  const lines = rows.map((row) => {
    const base = rows.find(({ way, services }) => way === BASE && services === row.services);
    return [
      row.services,
      row.files,
      yamlMegabytes(row.bytes),
      titleOf(row),
      withSpread(row.seconds),
      base ? (row.seconds.median / base.seconds.median).toFixed(2) : '',
      withSpread(row.cpu),
      base ? (row.cpu.median / base.cpu.median).toFixed(2) : '',
      megabytes(row.memory),
    ];
  });
  const head = [
    'services',
    'files',
    'MB of YAML',
    'way',
    'seconds',
    'ratio',
    'processor seconds',
    'ratio',
    'MB at most',
  ];
  return table(head, lines);
}

/** What a program takes from its start to its end. */
export function startUpTable({ startUp }: SynthesisResults): string {
  const node = startUp[0]?.cpu.median ?? NaN;
  const lines = startUp.map(({ program, seconds, cpu, memory }) => [
    program,
    withSpread(seconds),
    withSpread(cpu),
    (cpu.median / node).toFixed(2),
    megabytes(memory),
  ]);
  return table(['program', 'seconds', 'processor seconds', 'of `node -e 0`', 'MB at most'], lines);
}

/** Changing one application among many. */
export function releaseTable({ rows, applications }: NonNullable<Results['release']>): string {
  const lines = rows.map(({ way, seconds, fetched }) => [way, seconds.toFixed(2), (fetched / 1000).toFixed(0)]);
  return table([`one of ${applications} applications`, 'seconds', 'kB from the remote'], lines);
}

/** The name of a row's way. */
export function titleOf({ way }: SynthesisRow): string {
  return way in WAYS ? WAYS[way as WayName].title : way;
}

function withSpread({ median, least, most }: Spread): string {
  return `${shown(median)} (${shown(least)} to ${shown(most)})`;
}

function shown(seconds: number): string {
  return seconds.toFixed(seconds < 1 ? 3 : 2);
}

function yamlMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e6 ? 3 : 1);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
