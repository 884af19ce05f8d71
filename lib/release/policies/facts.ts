import type { Span } from './calendar';

/** Where the code of a release comes from: a branch, a tag, both or neither, as far as it is known. */
export interface Origin {
  readonly branch?: string;
  readonly tag?: string;
}

/** The pipeline in which somebody acts. */
export interface PipelineFacts extends Origin {
  readonly provider: 'github' | 'gitlab';
  /** `owner/name` */
  readonly repository?: string;
  readonly workflow?: string;
  readonly environment?: string;
  /** Who started it, by the name at the forge. */
  readonly user?: string;
}

/** A release that is live somewhere. */
export interface LiveRelease {
  readonly version: string;
  /** Id of the tree that it was recorded as. */
  readonly tree: string;
}

/** Everything that the policies look at: somebody wants a release of an application in an environment. */
export interface PolicyFacts {
  readonly application: string;
  /** Who owns it, if that is known. */
  readonly owner?: string;
  readonly environment: string;
  /** Whether a release is put there. Otherwise one that is there already gets traffic, or more of it. */
  readonly isPut: boolean;
  readonly release: LiveRelease & { readonly origin: Origin };
  /** When, as ISO 8601. */
  readonly at: string;
  /** Who: `Ada Lovelace <ada@example.com>`. */
  readonly actor: string;
  /** In which pipeline, if in one. */
  readonly pipeline?: PipelineFacts;
  /** What is live in environments, by environment and application. */
  readonly live: ReadonlyMap<string, ReadonlyMap<string, LiveRelease>>;
  /** When the release was live in other environments; the last span has no end if it still is. */
  readonly served: ReadonlyMap<string, readonly (Pick<Span, 'from'> & Partial<Span>)[]>;
}
