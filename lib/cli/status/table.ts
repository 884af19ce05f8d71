import Table from 'cli-table3';
import { createColors } from 'picocolors';
import { plainText } from '../../errors';
import type { ApplicationStatus, StatusReport } from '../../release/report';
import { age, moment } from './age';
import { type Atom, type Colors, lineWidth, placeAtoms, wrapAtoms } from './atoms';
import { placeOf } from './difference';
import { countMarks, grouped, MARK_WORDS, MARKS, plural } from './marks';
import { DEFAULT_WIDTH, type TextOptions } from './text-options';
import { wrapText } from './wrap-text';

/** Between two columns. */
const PADDING = 2;

/** A broken state has a line of its own below the table; beyond these, their number. */
const MAX_BROKEN = 20;
const BROKEN_INDENT = '       ';

/** A column: what is in it, row by row, and whether it can be made narrower. */
interface Column {
  readonly head: string;
  readonly cells: readonly (readonly Atom[])[];
  readonly align: 'left' | 'right';
}

/**
 * What runs where, as a table: a row for each application, a column for each environment with version, slot, marks and
 * age. Where the terminal is too narrow for that, marks go to lines of their own, then environments to rows of their own.
 */
export function statusTable(report: StatusReport, { color, width = DEFAULT_WIDTH }: TextOptions): string {
  const colors = createColors(color);
  if (report.applications.length === 0) return `No application has been released to ${plainText(report.platform)} yet.`;
  const wide = draw(columnsOf(report, colors), width, colors);
  const table = wide ?? draw(stackedColumns(report, colors), width, colors, true) ?? '';
  const end = wrapText(summary(report), width).map(colors.dim);
  return [table, '', ...brokenLines(report, width, colors), ...end].join('\n');
}

/** Application, then what and since when for each environment. */
function columnsOf({ applications, environments, at }: StatusReport, colors: Colors): Column[] {
  const places = environments.map(({ name }) => applications.map((application) => placeOf(application, name)));
  return [
    nameColumn(applications, colors),
    ...environments.flatMap(({ name }, index): Column[] => {
      const column = places[index] ?? [];
      const cells = column.map((place) => placeAtoms(place, colors));
      const ages = column.map((place) => [text(place?.since ? age(place.since, at) : '', colors.dim)]);
      return [
        { head: plainText(name), cells, align: 'left' },
        { head: 'age', cells: ages, align: 'right' },
      ];
    }),
  ];
}

/** The same with a row for each environment that has the application. */
function stackedColumns({ applications, environments, at }: StatusReport, colors: Colors): Column[] {
  const rows = applications.flatMap((application) =>
    environments
      .map(({ name }) => ({ name, place: placeOf(application, name) }))
      .filter(({ place }) => place)
      .map(({ name, place }, index) => ({ application: index === 0 ? application.application : '', name, place })),
  );
  return [
    { head: 'application', cells: rows.map((row) => [text(row.application, colors.bold)]), align: 'left' },
    { head: 'environment', cells: rows.map((row) => [text(row.name)]), align: 'left' },
    {
      head: 'age',
      cells: rows.map(({ place }) => [text(place?.since ? age(place.since, at) : '', colors.dim)]),
      align: 'right',
    },
    { head: 'runs', cells: rows.map(({ place }) => placeAtoms(place, colors)), align: 'left' },
  ];
}

function nameColumn(applications: readonly ApplicationStatus[], colors: Colors): Column {
  const cells = applications.map(({ application }) => [text(application, colors.bold)]);
  return { head: 'application', cells, align: 'left' };
}

/** The table, or nothing where it can't be as narrow as that and need not be drawn. */
function draw(columns: readonly Column[], width: number, colors: Colors, always = false): string | undefined {
  const widths = fit(columns, width);
  if (!widths && !always) return undefined;
  const limits = widths ?? columns.map(leastWidth);
  const table = new Table({
    head: columns.map(({ head }) => colors.dim(head)),
    colAligns: columns.map(({ align }) => align),
    style: { 'padding-left': 0, 'padding-right': PADDING, head: [], border: [], compact: true },
    chars: { ...NO_LINES, mid: colors.dim('─') },
  });
  const rows = columns[0]?.cells.length ?? 0;
  for (let row = 0; row < rows; row++) {
    table.push(columns.map(({ cells }, column) => wrapAtoms(cells[row] ?? [], limits[column] ?? Infinity)));
  }
  return table.toString().replace(/ +$/gm, '');
}

const NO_LINES = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '' },
  ...{ 'bottom-right': '', left: '', 'left-mid': '', 'mid-mid': '', right: '', 'right-mid': '', middle: '' },
};

/** Widths that together stay within the limit: the widest column gives way first. Nothing where no wrapping gets there. */
function fit(columns: readonly Column[], limit: number): number[] | undefined {
  const least = columns.map(leastWidth);
  const widths = columns.map(({ head, cells }) => Math.max(head.length, ...cells.map(lineWidth)));
  const total = () => widths.reduce((sum, width) => sum + width + PADDING, 0);
  while (total() > limit) {
    const widest = widths
      .map((width, index) => (width > (least[index] as number) ? width : 0))
      .reduce((best, width, index, all) => (width > (all[best] as number) ? index : best), 0);
    if ((widths[widest] as number) <= (least[widest] as number)) return undefined;
    widths[widest] = (widths[widest] as number) - 1;
  }
  return widths;
}

/** What a column can't be narrower than: no piece of a cell is ever cut. */
function leastWidth({ head, cells }: Column): number {
  return Math.max(head.length, ...cells.flat().map(({ text }) => text.length));
}

/** Why states can't be read, below the table: a sentence has no room in a cell. */
function brokenLines({ applications, environments }: StatusReport, width: number, colors: Colors): string[] {
  const lines = applications.flatMap((application) =>
    environments.flatMap(({ name }) => {
      const broken = placeOf(application, name)?.broken;
      if (broken === undefined) return [];
      const place = `${plainText(application.application)} in ${plainText(name)}`;
      const [first = '', ...rest] = wrapText(`broken ${place}: ${plainText(broken)}`, width, BROKEN_INDENT);
      return [[colors.red(first.slice(0, 6)) + first.slice(6), ...rest].join('\n')];
    }),
  );
  if (lines.length === 0) return [];
  const more = lines.length - MAX_BROKEN;
  return [...lines.slice(0, MAX_BROKEN), ...(more > 0 ? [`and ${grouped(more)} more`] : []), ''];
}

function summary(report: StatusReport): string {
  const counts = countMarks(report);
  const marks = MARKS.filter((mark) => counts[mark] > 0).map((mark) => `${grouped(counts[mark])} ${MARK_WORDS[mark]}`);
  const applications = plural(report.applications.length, 'application');
  const end = `Read ${moment(report.at)}.`;
  return marks.length > 0 ? `${applications}: ${marks.join(', ')}. ${end}` : `${applications}. ${end}`;
}

function text(content: string, paint: Atom['paint'] = String): Atom {
  return { text: plainText(content), paint, gap: '' };
}
