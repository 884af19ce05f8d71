import { shown } from '../../errors';
import { isTimeZone, scheduleFault } from '../../manifest/cron';
import { manifestRule } from '../define-rule';
import type { Field } from '../field';
import type { Manifest } from '../manifest';
import type { Rule } from '../rule';

const CRON_JOB = 'batch/CronJob';
const JOB = 'batch/Job';

/** When tasks start, and that they end. */
export const tasks: readonly Rule[] = [
  manifestRule(
    {
      code: 'TF3250',
      severity: 'error',
      asked: ['Datree CRONJOB_INVALID_SCHEDULE_VALUE'],
      remedy: 'give minute, hour, day of month, month and day of week, as in 30 3 * * 1-5',
    },
    [CRON_JOB],
    (job, tell) => {
      const schedule = job.at('spec', 'schedule');
      const fault = schedule.text === undefined ? undefined : scheduleFault(schedule.text);
      if (fault !== undefined) tell(schedule, `${shown(schedule.value)}: ${fault}`);
    },
  ),
  manifestRule(
    {
      code: 'TF3251',
      severity: 'error',
      remedy: 'give a name of the tz database, as in Europe/Berlin or Etc/UTC',
    },
    [CRON_JOB],
    (job, tell) => {
      const zone = job.at('spec', 'timeZone');
      if (zone.text !== undefined && !isTimeZone(zone.text)) tell(zone, `${shown(zone.value)} is no time zone`);
    },
  ),
  manifestRule(
    {
      code: 'TF3252',
      severity: 'warning',
      asked: ['kube-score cronjob-has-deadline', 'Datree CRONJOB_MISSING_STARTINGDEADLINESECONDS_KEY'],
      remedy: 'give startingDeadlineSeconds, of ten or more',
    },
    [CRON_JOB],
    (job, tell) => {
      const deadline = job.at('spec', 'startingDeadlineSeconds');
      if (!deadline.isGiven) {
        tell(deadline, 'after a hundred times missed, as in an outage, it never starts again');
      } else if ((deadline.number ?? 10) < 10) {
        tell(deadline, `in ${deadline.number} seconds, the controller may not look even once`);
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3253',
      severity: 'warning',
      asked: ['Datree CRONJOB_MISSING_CONCURRENCYPOLICY_KEY'],
      remedy: 'give concurrencyPolicy: Forbid, Replace or Allow',
    },
    [CRON_JOB],
    (job, tell) => {
      const policy = job.at('spec', 'concurrencyPolicy');
      if (!policy.isGiven) tell(policy, 'it is not said what becomes of one that still runs when the next one is due');
    },
  ),
  manifestRule(
    {
      code: 'TF3254',
      severity: 'warning',
      asked: ['kube-linter job-ttl-seconds-after-finished'],
      remedy: 'give ttlSecondsAfterFinished',
    },
    [JOB],
    (job, tell) => {
      const ttl = job.at('spec', 'ttlSecondsAfterFinished');
      if (!ttl.isGiven && job.at('metadata', 'ownerReferences').items.length === 0) {
        tell(ttl, 'it and its pods stay for ever once it has ended');
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3255',
      severity: 'warning',
      asked: ['kube-linter job-ttl-seconds-after-finished'],
      remedy: 'leave it to successfulJobsHistoryLimit and failedJobsHistoryLimit',
    },
    [CRON_JOB],
    (job, tell) => {
      const ttl = job.at('spec', 'jobTemplate', 'spec', 'ttlSecondsAfterFinished');
      if (ttl.isGiven) tell(ttl, 'its Jobs go before the history limits say so');
    },
  ),
  manifestRule(
    {
      code: 'TF3256',
      severity: 'note',
      remedy: 'give activeDeadlineSeconds and backoffLimit',
    },
    [JOB, CRON_JOB],
    (job, tell) => {
      const spec = jobSpec(job);
      if (!spec.at('activeDeadlineSeconds').isGiven) {
        tell(spec.at('activeDeadlineSeconds'), 'nothing ends it if it hangs');
      } else if (!spec.at('backoffLimit').isGiven) {
        tell(spec.at('backoffLimit'), 'it is tried six times, as nothing else is said');
      }
    },
  ),
];

function jobSpec(job: Manifest): Field {
  return job.type === CRON_JOB ? job.at('spec', 'jobTemplate', 'spec') : job.at('spec');
}
