/** What a command has of the world around it. Tests give their own. */
export interface Context {
  /** Folder that it runs in. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /**
   * What is piped in.
   *
   * @default - nothing
   */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  /** Data, for programs and pipes. */
  readonly out: (text: string) => void;
  /** Words, for people. */
  readonly err: (text: string) => void;
  /** The time as ISO 8601. */
  readonly now: () => string;
  /** Aborts what runs, for Ctrl-C. */
  readonly signal?: AbortSignal;
  /** Whether what goes to `out` may have colours. */
  readonly color: boolean;
  /** Whether what goes to `err` may have colours. */
  readonly errColor: boolean;
  /** Columns of the terminal, if there is one. */
  readonly width?: number;
}
