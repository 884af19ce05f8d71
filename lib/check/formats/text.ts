import { createColors } from 'picocolors';
import { printable } from '../../errors';
import { type Level, messageOf, type Report, type Reported } from '../report';

/** A line for each finding, in the form that compilers have and editors know: `file:line:column: error: ... (TF3101)`. */
export function textOf({ findings }: Report, isColorful = false): string {
  const colors = createColors(isColorful);
  const paint: Record<Level, (text: string) => string> = {
    error: colors.red,
    warning: colors.yellow,
    note: colors.cyan,
  };
  return findings.map((finding) => `${lineOf(finding, paint[finding.severity])}\n`).join('');
}

function lineOf(finding: Reported, paint: (text: string) => string): string {
  const { file, line, column, severity, code } = finding;
  return `${printable(file)}:${line}:${column}: ${paint(severity)}: ${messageOf(finding)} (${printable(code)})`;
}
