import { type ApiObject, type Cron, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkNameLength, kubeObject } from '../manifest';
import { any, duration, schedule } from '../props';
import { Process, type ProcessType } from './process';
import { checkSchedule, checkTimeZone } from './schedule';
import { TASK_PROPS, taskLimits, type TaskProps, wholeSeconds } from './task';

/** A process that runs at times. */
export interface CronTaskProps extends TaskProps {
  /** When it runs: minute, hour, day of month, month, day of week; or a `Cron` of cdk8s. */
  readonly schedule: string | Cron;
  /**
   * Time zone of the schedule, a name of the tz database.
   *
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;
  /**
   * How late it may still start, 10 seconds at least; later, that run is left out.
   *
   * @default Duration.minutes(10)
   */
  readonly latestStart?: Duration;
  /**
   * Whether a run that is due while the last one still runs is left out, waits for nobody, or replaces it.
   *
   * @default 'forbid'
   */
  readonly concurrency?: 'forbid' | 'allow' | 'replace';
  /**
   * Whether runs are held back for now.
   *
   * @default false
   */
  readonly suspend?: boolean;
}

const CONCURRENCY = { forbid: 'Forbid', allow: 'Allow', replace: 'Replace' } as const;

/** Kubernetes looks for what is due every ten seconds: with less than that it may never find it in time. */
const LEAST_LATENESS = 10;

/** A CronJob adds eleven characters to its name when it names a Job. */
const MAX_CRON_NAME = 52;

const CRON_TASK: ProcessType<CronTaskProps> = {
  component: 'task',
  props: {
    ...TASK_PROPS,
    schedule: schedule("'30 3 * * *'"),
    timeZone: any,
    latestStart: duration('Duration.minutes(10)'),
    concurrency: { is: (value) => Object.keys(CONCURRENCY).includes(value as string), example: "'forbid'" },
    suspend: { is: (value) => typeof value === 'boolean', example: 'true' },
  },
};

/**
 * A process that runs at times: a CronJob.
 *
 * @example
 * new CronTask(chart, 'report', { image: 'registry.example.com/lulu/report:1.5.0', schedule: '30 3 * * *' });
 */
export class CronTask extends Process<CronTaskProps> {
  /** The schedule and what runs. */
  readonly cronJob: ApiObject;
  /** Who may call, and who may be called. */
  readonly networkPolicy: ApiObject;

  constructor(scope: Construct, id: string, given: CronTaskProps) {
    super(scope, id, given, CRON_TASK);
    const { props } = this;
    checkNameLength(this.place, 'name', this.name, MAX_CRON_NAME);
    const schedule = checkSchedule(this.place, props.schedule);
    const timeZone = props.timeZone ?? 'Etc/UTC';
    checkTimeZone(this.place, timeZone);
    const pod = this.pod({ drainSeconds: 0, restartPolicy: 'OnFailure' });
    const latestStart = props.latestStart ?? Duration.minutes(10);
    const overlap = (props.concurrency ?? 'forbid') === 'forbid' ? 0 : 1;
    this.context.demands.push({ service: id, pods: 1, extra: overlap, perPod: pod.demand });

    const cronJob = {
      metadata: { name: this.name, labels: this.versionedLabels, annotations: this.annotations },
      spec: {
        schedule,
        timeZone,
        startingDeadlineSeconds: wholeSeconds(this.place, 'latestStart', latestStart, LEAST_LATENESS),
        concurrencyPolicy: CONCURRENCY[props.concurrency ?? 'forbid'],
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        suspend: props.suspend,
        jobTemplate: {
          metadata: { labels: this.versionedLabels },
          spec: { template: pod.template, ...taskLimits(this.place, props) },
        },
      },
    };
    this.cronJob = kubeObject(this, 'CronJob', 'CronJob', cronJob);
    this.networkPolicy = this.bindNetwork({ ports: [] });
  }
}
