import type { SlotsDescriptor } from '../manifest/slots';

/** What the rules need to know of a release, for one environment. */
export interface ReleaseFacts {
  readonly version: string;
  /** Grows with the code: a lower one never replaces a higher one by itself. */
  readonly order: number;
  /** Id of the git tree that it was recorded as. */
  readonly tree: string;
  /** Its slots in the environment, if it has any. */
  readonly slots?: SlotsDescriptor;
}

/** Facts of releases, by version. */
export type Facts = ReadonlyMap<string, ReleaseFacts>;

/** A release in one environment: its facts and its files. */
export interface ReleaseTree extends ReleaseFacts {
  /** Ids of the contents, by path in the application's folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** Releases in one environment, by version. */
export type ReleaseTrees = ReadonlyMap<string, ReleaseTree>;
