import type { Clock } from '../../../lib/forge';

/** Time that goes by when somebody waits, and otherwise as it does. */
export class TestClock implements Clock {
  /** How long was waited, in milliseconds, in order. */
  readonly sleeps: number[] = [];
  private ahead = 0;

  readonly now = (): number => Date.now() + this.ahead;

  readonly sleep = (milliseconds: number): Promise<void> => {
    this.sleeps.push(milliseconds);
    this.ahead += milliseconds;
    return Promise.resolve();
  };
}
