import type { SynthesisResults, SynthesisRow } from '../../bench/results';
import { type WayName, WAYS } from '../../bench/synthesis/ways';
import { measuredResults } from './measured';

// The plot of docs/performance.md: processor seconds over the number of services, both in powers of ten, a line for each way.

const WIDTH = 860;
const HEIGHT = 480;
const PLOT = { left: 70, right: 560, top: 24, bottom: 430 };

/** Colors that are told apart by everybody (Okabe and Ito), and black. */
const COLORS = [
  '#0072b2',
  '#d55e00',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#009e73',
  '#999999',
  '#000000',
  '#bbaa00',
  '#6a3d9a',
];

/** The plot as SVG: the same bytes for the same figures. */
export function performancePlot(): string {
  const { synthesis } = measuredResults();
  return synthesis ? plotOf(synthesis) : '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\n';
}

/** Lines of all ways, with their names beside their ends. */
export function plotOf({ rows }: SynthesisResults): string {
  const x = scaleOf(
    rows.map(({ services }) => services),
    PLOT.left,
    PLOT.right,
  );
  const y = scaleOf(
    rows.map(({ cpu }) => cpu.median),
    PLOT.bottom,
    PLOT.top,
  );
  const ways = (Object.keys(WAYS) as WayName[]).filter((way) => rows.some((row) => row.way === way));
  const lines = ways.map((way, index) => {
    const own = rows.filter((row) => row.way === way).sort((a, b) => a.services - b.services);
    return lineOf(own, x.at, (row) => y.at(row.cpu.median), COLORS[index % COLORS.length] as string);
  });
  const ends = ways.map((way) => y.at(lastOf(rows, way).cpu.median));
  const labels = spread(ends).map((at, index) => {
    const title = WAYS[ways[index] as WayName].title.replaceAll('`', '');
    return `<text x="${PLOT.right + 14}" y="${shown(at + 4)}" fill="${COLORS[index % COLORS.length]}">${escaped(title)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img">`,
    '<title>Processor seconds over services, for each way to render them</title>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    ...x.ticks.map((value) => gridLine(x.at(value), PLOT.top, x.at(value), PLOT.bottom, `${value}`, 'x')),
    ...y.ticks.map((value) => gridLine(PLOT.left, y.at(value), PLOT.right, y.at(value), `${value}`, 'y')),
    `<text x="${(PLOT.left + PLOT.right) / 2}" y="${HEIGHT - 12}" text-anchor="middle">services, each in three environments</text>`,
    `<text x="16" y="${(PLOT.top + PLOT.bottom) / 2}" text-anchor="middle" transform="rotate(-90 16 ${(PLOT.top + PLOT.bottom) / 2})">processor seconds</text>`,
    ...lines,
    ...labels,
    '</svg>\n',
  ].join('\n');
}

interface Scale {
  readonly at: (value: number) => number;
  /** The powers of ten around the values. */
  readonly ticks: readonly number[];
}

function scaleOf(values: readonly number[], from: number, to: number): Scale {
  const [low, high] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)) - 1e-9)];
  const powers = Math.max(high - low, 1);
  const ticks = Array.from({ length: powers + 1 }, (_, index) => Number(`1e${low + index}`));
  return { ticks, at: (value) => from + ((Math.log10(value) - low) / powers) * (to - from) };
}

function lineOf(
  rows: readonly SynthesisRow[],
  x: (services: number) => number,
  y: (row: SynthesisRow) => number,
  color: string,
): string {
  const points = rows.map((row) => [shown(x(row.services)), shown(y(row))] as const);
  const dots = points.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3" fill="${color}"/>`);
  const line = points.map((point) => point.join(',')).join(' ');
  return `<polyline points="${line}" fill="none" stroke="${color}" stroke-width="2"/>${dots.join('')}`;
}

function gridLine(x1: number, y1: number, x2: number, y2: number, label: string, axis: 'x' | 'y'): string {
  const line = `<line x1="${shown(x1)}" y1="${shown(y1)}" x2="${shown(x2)}" y2="${shown(y2)}" stroke="#dddddd"/>`;
  const text =
    axis === 'x'
      ? `<text x="${shown(x1)}" y="${PLOT.bottom + 18}" text-anchor="middle">${label}</text>`
      : `<text x="${PLOT.left - 8}" y="${shown(y1 + 4)}" text-anchor="end">${label}</text>`;
  return line + text;
}

function lastOf(rows: readonly SynthesisRow[], way: WayName): SynthesisRow {
  return rows.filter((row) => row.way === way).reduce((last, row) => (row.services > last.services ? row : last));
}

/** Places near the wanted ones that are a line of text apart, so that no name is on another. */
function spread(wanted: readonly number[]): number[] {
  const order = wanted.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at);
  let free = -Infinity;
  const places = [...wanted];
  for (const { at, index } of order) {
    free = Math.max(at, free + 16);
    places[index] = free;
  }
  return places;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function shown(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}
