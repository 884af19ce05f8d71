import { Duration } from 'cdk8s';
import type { Place } from '../errors';
import { secondsOf } from '../manifest';
import { any, duration, type Shape } from '../props';
import { PROCESS_PROPS, type ProcessProps } from './process-props';

/** What a process that runs to its end takes. */
export interface TaskProps extends ProcessProps {
  /**
   * Longest time that the task may run; then it is ended and has failed.
   *
   * @default Duration.hours(1)
   */
  readonly deadline?: Duration;
  /**
   * How often it is tried again after a failure.
   *
   * @default 3
   */
  readonly retries?: number;
}

export const TASK_PROPS: Shape<TaskProps> = {
  ...PROCESS_PROPS,
  deadline: duration('Duration.minutes(20)'),
  retries: any,
};

/** Tells a deadline or a number of retries that makes no sense, and gives both as a Job holds them. */
export function taskLimits(place: Place, props: TaskProps): { activeDeadlineSeconds: number; backoffLimit: number } {
  const backoffLimit = props.retries ?? 3;
  if (!Number.isInteger(backoffLimit) || backoffLimit < 0 || backoffLimit > 100) {
    place.problem('TF1803', 'retries', `${backoffLimit} is no number of retries`, 'give a whole number from 0 to 100');
  }
  return { activeDeadlineSeconds: wholeSeconds(place, 'deadline', props.deadline ?? Duration.hours(1)), backoffLimit };
}

/** Tells a time that is no whole number of seconds, or too few. */
export function wholeSeconds(place: Place, subject: string, duration: Duration, least = 1): number {
  const seconds = secondsOf(duration);
  if (!Number.isInteger(seconds) || seconds < least) {
    place.problem('TF1804', subject, `${seconds} seconds`, `give whole seconds from ${least}`);
  }
  return seconds;
}
