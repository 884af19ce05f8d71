import { setTimeout as sleep } from 'node:timers/promises';

/** Time, as a forge is waited for. Tests give their own, and wait for nothing. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Lets milliseconds go by; ends early, with an error, if the signal comes. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
};

/** The first pause, and the longest, between two attempts. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [250, 8000];

/** The time that one verb may take in all, whatever it waits for. */
export class Patience {
  private readonly deadline: number;

  constructor(
    private readonly clock: Clock,
    timeout: number,
    private readonly signal?: AbortSignal,
  ) {
    this.deadline = clock.now() + timeout;
  }

  /** Milliseconds that are left. */
  get left(): number {
    return Math.max(0, this.deadline - this.clock.now());
  }

  /** Waits, if that much time is left; else answers false at once. */
  async wait(milliseconds: number): Promise<boolean> {
    if (milliseconds > this.left) {
      return false;
    }
    await this.clock.sleep(milliseconds, this.signal);
    return true;
  }

  /** Waits before another attempt: longer each time, and never quite as long as others who wait. */
  pause(attempt: number): Promise<boolean> {
    const whole = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt);
    return this.wait(whole * (0.75 + Math.random() / 4));
  }

  now(): number {
    return this.clock.now();
  }
}
