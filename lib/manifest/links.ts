/** Where people find what belongs to a service. */
export interface Links {
  /**
   * What to do when it fails.
   *
   * @default - none
   */
  readonly runbook?: string;
  /**
   * Its code.
   *
   * @default - none
   */
  readonly repository?: string;
  /**
   * Its dashboard.
   *
   * @default - none
   */
  readonly dashboard?: string;
  /**
   * Its documentation.
   *
   * @default - none
   */
  readonly documentation?: string;
  /**
   * Where its owners talk, as in `#team-lulu`.
   *
   * @default - none
   */
  readonly chat?: string;
}
