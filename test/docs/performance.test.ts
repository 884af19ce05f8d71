import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SynthesisResults, SynthesisRow } from '../../bench/results';
import { spreadOf } from '../../bench/results';
import { synthesisTable } from '../../bench/tables';
import { isMeasuredAt, type WayName, WAYS } from '../../bench/synthesis/ways';
import { performancePlot, plotOf } from '../../scripts/docs/performance-plot';
import { measuredResults } from '../../scripts/docs/measured';

const one = (seconds: number) => ({ median: seconds, least: seconds, most: seconds });
const row = (way: WayName, services: number, seconds: number): SynthesisRow => ({
  way,
  services,
  files: services * 24,
  bytes: services * 22_800,
  seconds: one(seconds),
  cpu: one(seconds),
  memory: 100e6,
});
const results = (...rows: SynthesisRow[]): SynthesisResults => ({
  runs: 1,
  inMemory: true,
  rows,
  startUp: [],
  profile: [],
});

test('the plot beside the page is that of the figures that are kept', () => {
  expect(readFileSync(join(__dirname, '../../docs/performance.svg'), 'utf8')).toBe(performancePlot());
});

test('the figures that are kept have every way, at each size that it is measured at', () => {
  const { rows = [] } = measuredResults().synthesis ?? {};
  const sizes = [...new Set(rows.map(({ services }) => services))];
  const wanted = sizes.flatMap((services) =>
    (Object.keys(WAYS) as WayName[]).filter((way) => isMeasuredAt(way, services)).map((way) => [way, services]),
  );
  expect(sizes).toContain(1000);
  expect(rows.map(({ way, services }) => [way, services])).toEqual(wanted);
});

test('the ratio of a row is to cdk8s-plus at the same size', () => {
  const table = synthesisTable(
    results(row('ours', 10, 1), row('plus', 10, 4), row('ours', 100, 3), row('plus', 100, 30)),
  );
  const ratios = table.split('\n').map((line) => line.split(' | ')[5]);
  expect(ratios.slice(2)).toEqual(['0.25', '1.00', '0.10', '1.00']);
});

test('a row says how much is written: the sizes of the files beside their number', () => {
  const table = synthesisTable(results(row('ours', 10, 1), row('ours', 1000, 1)));
  const written = table.split('\n').map((line) => line.split(' | ').slice(1, 3));
  expect(written.slice(2)).toEqual([
    ['240', '0.228'],
    ['24000', '22.8'],
  ]);
});

test('a plot has a line for each way, and no name on another', () => {
  const svg = plotOf(results(row('ours', 1, 0.1), row('ours', 100, 1), row('plus', 1, 0.1), row('plus', 100, 1.01)));
  const lines = [...svg.matchAll(/<polyline points="([^"]+)"/g)].map(([, points]) => points!.split(' ').length);
  expect(lines).toEqual([2, 2]);
  const [first, second] = [...svg.matchAll(/<text x="574" y="([\d.]+)"/g)].map(([, y]) => Number(y));
  expect(Math.abs(first! - second!)).toBeGreaterThanOrEqual(16);
});

test('ten times as much is as far on either axis, wherever it is', () => {
  const svg = plotOf(results(row('ours', 1, 0.01), row('ours', 10, 0.1), row('ours', 100, 1)));
  const points = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const steps = [0, 1].map((axis) => [points[1]![axis]! - points[0]![axis]!, points[2]![axis]! - points[1]![axis]!]);
  steps.forEach(([before, after]) => expect(after).toBeCloseTo(before!, 0));
});

test('the median of an even number of runs is between the middle ones', () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, least: 1, most: 4 });
  expect(spreadOf([5, 1, 3])).toEqual({ median: 3, least: 1, most: 5 });
});
