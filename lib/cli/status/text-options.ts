/** How a report is shown on a terminal. */
export interface TextOptions {
  /** Whether to colour it; without colours it says the same. */
  readonly color: boolean;
  /**
   * Columns of the terminal.
   *
   * @default 120
   */
  readonly width?: number;
}

/** Where nobody says how wide the terminal is, as in a pipe. */
export const DEFAULT_WIDTH = 120;
