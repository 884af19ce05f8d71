import { countOf, type Report } from '../report';

/** The report as data: every finding, and how many there are of each level. */
export function jsonOf(report: Report): string {
  const { findings, files, objects } = report;
  const [errors, warnings, notes] = (['error', 'warning', 'note'] as const).map((level) => countOf(report, level));
  return `${JSON.stringify({ files: files.length, objects, errors, warnings, notes, findings }, undefined, 2)}\n`;
}
