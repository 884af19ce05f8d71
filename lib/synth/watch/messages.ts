import type { Synthesis, SynthesisRequest } from '../synthesis';
import type { Fingerprints } from './fingerprint';

/** What a worker says as soon as it has loaded the libraries. */
export interface Ready {
  readonly kind: 'ready';
  readonly libraries: Fingerprints;
}

/** What it says at its end. */
export interface Done {
  readonly kind: 'done';
  readonly synthesis: Synthesis;
  /** What each app file read, its modules too. */
  readonly inputs: ReadonlyMap<string, Fingerprints>;
  /** What is the same for all of them: what is installed, and `tsconfig.json`. */
  readonly libraries: Fingerprints;
  /** App files with problems. */
  readonly broken: ReadonlySet<string>;
}

export type Request = SynthesisRequest;
export type Answer = Ready | Done;
