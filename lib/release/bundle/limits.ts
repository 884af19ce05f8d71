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
