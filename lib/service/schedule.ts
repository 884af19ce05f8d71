import type { Cron } from 'cdk8s';
import type { Place } from '../errors';
import { isTimeZone, scheduleFault } from '../manifest';

/** Tells a schedule that Kubernetes would refuse, or that never comes. */
export function checkSchedule(place: Place, schedule: string | Cron): string {
  const text = typeof schedule === 'object' ? schedule.expressionString : schedule;
  const wrong = scheduleFault(text);
  if (wrong) {
    place.problem(
      'TF1801',
      'schedule',
      `${JSON.stringify(text)}: ${wrong}`,
      "give minute, hour, day of month, month and day of week, as in '30 3 * * 1-5'",
    );
  }
  return text;
}

/** Tells a time zone that the tz database does not have. */
export function checkTimeZone(place: Place, timeZone: string): void {
  if (!isTimeZone(timeZone)) {
    place.problem(
      'TF1802',
      'timeZone',
      `${JSON.stringify(timeZone)} is no time zone`,
      "give a name of the tz database, as in 'Europe/Berlin' or 'Etc/UTC'",
    );
  }
}
