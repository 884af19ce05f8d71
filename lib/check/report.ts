import { printable, type RuleCode } from '../errors';
import type { Severity } from '../policy';

/** How much a finding matters; what is `off` is none. */
export type Level = Exclude<Severity, 'off'>;

/** A finding, where a person or an editor finds it. */
export interface Reported {
  /** The code: of a rule, of a schema, or of YAML that can't be read. */
  readonly code: RuleCode;
  /** What is wrong, as a sentence: that of the code. */
  readonly title: string;
  readonly severity: Level;
  /** Path of the file as it was given; `-` for standard input. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /**
   * The object, as in `Deployment/lulu-api`.
   *
   * @default - it has neither kind nor name, or the file can't be read as objects
   */
  readonly object?: string;
  /** Keys and indices to the field: `spec.replicas`; '' for the whole. */
  readonly path: string;
  /** What stands there and what is wrong with it. */
  readonly given: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** What was found in files. */
export interface Report {
  /** By file, line and column. */
  readonly findings: readonly Reported[];
  /** The files that were read, sorted. */
  readonly files: readonly string[];
  /** How many objects they have. */
  readonly objects: number;
}

/** How many findings there are of a level. */
export function countOf({ findings }: Report, level: Level): number {
  return findings.filter(({ severity }) => severity === level).length;
}

const LEVELS: readonly Level[] = ['note', 'warning', 'error'];

/** Whether a finding is of a level, or matters more. */
export function isAtLeast({ severity }: Pick<Reported, 'severity'>, level: Level): boolean {
  return LEVELS.indexOf(severity) >= LEVELS.indexOf(level);
}

/** What a finding says, without where it is: one line, though it may quote anybody's YAML. */
export function messageOf({ object, path, given, remedy }: Reported): string {
  const subject = [object, path].filter(Boolean).join(' ');
  return printable(`${subject ? `${subject}: ` : ''}${given}; ${remedy}`);
}
