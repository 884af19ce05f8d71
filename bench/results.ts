import { cpus, totalmem } from 'node:os';
import type { ProfileEntry } from './synthesis/profile';

/** What was measured, as `--json` writes it and the page about performance shows it. */
export interface Results {
  readonly machine: { readonly processor: string; readonly cores: number; readonly memory: number };
  /** Versions of Node.js and the libraries. */
  readonly versions: Readonly<Record<string, string>>;
  readonly synthesis?: SynthesisResults;
  readonly release?: ReleaseResults;
}

/** How long the ways to render the same take, at each size. */
export interface SynthesisResults {
  readonly runs: number;
  /** Whether the files went to memory. */
  readonly inMemory: boolean;
  readonly rows: readonly SynthesisRow[];
  readonly startUp: readonly StartUpRow[];
  /** Where this library's time goes at the largest size. */
  readonly profile: readonly ProfileEntry[];
}

/** A way at a size. */
export interface SynthesisRow extends Taken {
  readonly way: string;
  readonly services: number;
  /** YAML files that it writes. */
  readonly files: number;
  /** Their sizes together, in bytes. */
  readonly bytes: number;
}

/** A small program, from its start to its end. */
export interface StartUpRow extends Taken {
  readonly program: string;
}

/** What all runs took. */
export interface Taken {
  /** Seconds by the clock. */
  readonly seconds: Spread;
  /** Seconds of all processors. */
  readonly cpu: Spread;
  /** The largest of any run, in bytes. */
  readonly memory: number;
}

/** Several measurements of one thing. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** What changing one application in a platform repository takes. */
export interface ReleaseResults {
  readonly runs: number;
  readonly applications: number;
  readonly rows: readonly { readonly way: string; readonly seconds: number; readonly fetched: number }[];
}

/** The machine that it was measured on. */
export function thisMachine(): Results['machine'] {
  return { processor: cpus()[0]?.model.trim() ?? 'unknown', cores: cpus().length, memory: totalmem() };
}

/** Median, least and most. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] as number;
  const half = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2;
  return { median, least: at(0), most: at(sorted.length - 1) };
}

/** The runs of one thing, together. */
export function takenBy(runs: readonly { seconds: number; cpu: number; memory: number }[]): Taken {
  return {
    seconds: spreadOf(runs.map(({ seconds }) => seconds)),
    cpu: spreadOf(runs.map(({ cpu }) => cpu)),
    memory: Math.max(...runs.map(({ memory }) => memory)),
  };
}
