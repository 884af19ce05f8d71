/** How large a bundle may be. What is larger is refused before it is read. */
export interface BundleLimits {
  /** Bytes of a file, the descriptor included. */
  readonly fileBytes: number;
  /** Bytes of all files of all environments. */
  readonly bundleBytes: number;
  /** Number of files of all environments. */
  readonly files: number;
}

const MIB = 1024 * 1024;

/**
 * The limits that hold unless others are given.
 *
 * A file has one object, and etcd takes 1.5 MiB of one; as YAML, with its indentation, that is 2 MiB at most of anything real.
 * A bundle of an application of twenty services in five environments has some thousand files and some megabytes.
 */
export const BUNDLE_LIMITS: BundleLimits = { fileBytes: 2 * MIB, bundleBytes: 20 * MIB, files: 5000 };

/** Lines of a file. A word list that fills a ConfigMap has half as many; more are made to be slow. */
export const MAX_LINES = 200_000;

/** Levels of an object in another, as deep as our own writer goes. A Deployment has ten, the schema of a CRD forty. */
export const MAX_DEPTH = 200;
