import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodes } from '../../lib';
import { type BadApplication, type BadInput, lines, removeFiles } from './support';
import * as applications from './tables/applications';
import * as config from './tables/config-and-traffic';
import * as health from './tables/health-and-resources';
import * as javascript from './tables/javascript';
import * as names from './tables/names-and-images';
import * as ports from './tables/ports-and-scaling';
import * as progressive from './tables/rollouts-progressive';
import * as slots from './tables/rollouts-slots';
import * as tasks from './tables/tasks-and-external';

// The tables write the files that they tell of.
afterAll(removeFiles);

const tables: Record<string, readonly (BadInput | BadApplication)[]>[] = [
  applications,
  config,
  health,
  javascript,
  names,
  ports,
  progressive,
  slots,
  tasks,
];
const rows = tables.flatMap((table) => Object.values(table).flat());

/** Codes that the tests in a folder name. They assert lines, or codes, as they are told. */
function namedIn(folder: string): string[] {
  const path = join(__dirname, '..', folder);
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => readFileSync(join(path, file), 'utf8').match(/TF\d{4}/g) ?? []);
}

const told = new Set(rows.flatMap((row) => lines(row.told).map((line) => /\((TF\d{4})\)$/.exec(line)?.[1] ?? line)));
// The tests of `errors` name what no row can make, such as a disk that is full.
const elsewhere = new Set(
  [
    'config',
    'traffic',
    'rollout',
    'errors',
    'policy',
    'release',
    'forge',
    'cli',
    'git',
    'testing',
    'schema',
    'yaml',
    'check',
  ].flatMap(namedIn),
);

test('more than a hundred kinds of bad input are told, each in a way of its own', () => {
  const kinds = new Set(rows.map((row) => lines(row.told).join('\n')));
  expect(kinds.size).toBeGreaterThan(100);
});

test('every code is told by some bad input', () => {
  expect(Object.keys(errorCodes).filter((code) => !told.has(code) && !elsewhere.has(code))).toEqual([]);
});

test('every code that is told is listed', () => {
  expect([...told, ...elsewhere].filter((code) => !(code in errorCodes))).toEqual([]);
});

test('every code has a page that says what is wrong and what to do, as sentences', () => {
  for (const { title, remedy } of Object.values(errorCodes)) {
    expect(title).toMatch(/^(?:[A-Z]|dotenv)[^.]{9,}[^.\s]$/);
    expect(remedy).toMatch(/^\S.{14,}\.$/s);
  }
});
