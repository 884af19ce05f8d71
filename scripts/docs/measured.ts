import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from '../../bench/results';
import { machineLine, releaseTable, startUpTable, synthesisTable } from '../../bench/tables';
import { ROOT } from './project';

/** What `npm run bench -- --json bench/measured.json` measured last. */
export const RESULTS_FILE = 'bench/measured.json';

/** The results that the page about performance shows. */
export function measuredResults(): Results {
  return JSON.parse(readFileSync(join(ROOT, RESULTS_FILE), 'utf8')) as Results;
}

const TABLES: Readonly<Record<string, (results: Results) => string | undefined>> = {
  machine: (results) => `${machineLine(results)} ${runsLine(results)}`,
  synthesis: ({ synthesis }) => synthesis && synthesisTable(synthesis),
  startUp: ({ synthesis }) => synthesis && startUpTable(synthesis),
  profile: ({ synthesis }) => synthesis && profileTable(synthesis.profile),
  release: ({ release }) => release && releaseTable(release),
};

/** Fills what is between `<!-- measured: synthesis -->` and `<!-- /measured -->`. */
export function measuredTables(text: string): string {
  return text.replace(
    /^(<!-- measured: (\w+) -->\n)[\s\S]*?^(<!-- \/measured -->)$/gm,
    (_, begin: string, name: string, end: string) =>
      `${begin}\n${TABLES[name]?.(measuredResults()) ?? `Nothing is measured of ${name}.`}\n\n${end}`,
  );
}

function runsLine({ synthesis }: Results): string {
  if (!synthesis) {
    return '';
  }
  const where = synthesis.inMemory ? 'files to a file system in memory' : 'files to disk';
  return `Median of ${synthesis.runs} runs in turns, each a process of its own, and in brackets the least and the most; ${where}.`;
}

function profileTable(profile: NonNullable<Results['synthesis']>['profile']): string {
  const rows = profile.map(({ where, share }) => `| ${where} | ${(share * 100).toFixed(1)} % |`);
  return ['| where | share of the time |', '| --- | --- |', ...rows].join('\n');
}
