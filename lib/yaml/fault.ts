import type { yamlCodes } from '../errors/yaml-codes';

/** The codes of `lib/errors/yaml-codes.ts`. */
export type YamlCode = keyof typeof yamlCodes;

/** Where something is in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with a file, whatever it describes. */
export interface YamlFault {
  readonly code: YamlCode;
  /** Whether the file can't be used as it is, or means something else than it seems to. */
  readonly severity: 'error' | 'warning';
  /** Where in the file; none of a file that can't be read. */
  readonly position?: Position;
  readonly given: string;
  readonly remedy: string;
}
