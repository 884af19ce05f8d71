import type { Problem } from '../errors';
import type { TreeChanges } from '../manifest';

/** What is to be synthesized. */
export interface SynthesisRequest {
  /** App files, as absolute paths. */
  readonly files: readonly string[];
  /** Those of them that were named themselves: each has to make an application. */
  readonly named: ReadonlySet<string>;
  /** Names of applications that are wanted of the other ones; all if there is none. */
  readonly names: ReadonlySet<string>;
  /** App files of other shards, which are run only where they may make an application that these make. */
  readonly elsewhere: readonly string[];
  /** Folder of bundles, where an app file names no other. */
  readonly outdir: string;
  /** Compares, and writes nothing. */
  readonly dryRun: boolean;
  /** What becomes of applications that an earlier synthesis wrote and no app file makes: known only where all app files run. */
  readonly stale: 'ignore' | 'tell' | 'remove';
  /** Names of applications that other app files make, which do not run now, each with its app file. */
  readonly taken: ReadonlyMap<string, string>;
}

/** An application, and what of its files is another one than before. */
export interface ChangedApplication {
  readonly application: string;
  readonly version: string;
  readonly environments: ReadonlyMap<string, TreeChanges>;
}

/** An application that is good, and is written now. */
export interface SynthesizedApplication extends ChangedApplication {
  /** The app file. */
  readonly file: string;
}

/** What came of a synthesis. Plain data: it goes from process to process. */
export interface Synthesis {
  /** In the order in which app files make them. */
  readonly applications: readonly SynthesizedApplication[];
  /** Names of applications that are not good: nothing of them is written. */
  readonly failed: readonly string[];
  readonly problems: readonly Problem[];
  /** Applications that no app file makes any more, which are removed now. */
  readonly removed: readonly ChangedApplication[];
  /** Names of those that are found, and stay. */
  readonly stale: readonly string[];
  /** Lines for people about what is no failure. */
  readonly warnings: readonly string[];
  /** Every application that was made, with its app file. */
  readonly makers: ReadonlyMap<string, string>;
}
