import { type ApiObject, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkNameLength, kubeObject, versionSlug } from '../manifest';
import { duration } from '../props';
import { Process, type ProcessType } from './process';
import { TASK_PROPS, taskLimits, type TaskProps, wholeSeconds } from './task';

/** A process that runs once in each release. */
export interface ReleaseTaskProps extends TaskProps {
  /**
   * How long the finished Job stays to be looked at. A GitOps engine makes a Job anew that is gone while its release is
   * still there, so it should outlive the release; a task has to bear being run twice anyway, as retries do that.
   *
   * @default Duration.days(30)
   */
  readonly keepFor?: Duration;
}

const RELEASE_TASK: ProcessType<ReleaseTaskProps> = {
  component: 'task',
  props: { ...TASK_PROPS, keepFor: duration('Duration.days(30)') },
};

/**
 * An admin process (factor XII) such as a migration: a Job named by the application's version, so that it runs once in each
 * release. Its ConfigMap and what fetches its secrets are named like the Job, and so come with it: with slots, it runs before
 * the objects that serve are those of its release.
 *
 * @example
 * new ReleaseTask(chart, 'migrate', { image: 'registry.example.com/lulu/api:1.5.0', args: ['migrate'] });
 */
export class ReleaseTask extends Process<ReleaseTaskProps> {
  /** What runs. */
  readonly job: ApiObject;
  /** Who may call, and who may be called. */
  readonly networkPolicy: ApiObject;

  constructor(scope: Construct, id: string, given: ReleaseTaskProps) {
    super(scope, id, given, RELEASE_TASK);
    const { props } = this;
    if (!this.context.version) {
      this.place.problem(
        'TF1805',
        'version',
        'none is known, and the Job is named by it',
        'put it into an Application, with `version` or VERSION',
      );
    }
    checkNameLength(this.place, 'name', this.workloadName);
    const pod = this.pod({ drainSeconds: 0, restartPolicy: 'OnFailure' });
    this.context.demands.push({ service: id, pods: 1, extra: 0, perPod: pod.demand });

    const job = {
      metadata: { name: this.workloadName, labels: this.versionedLabels, annotations: this.annotations },
      spec: {
        ...taskLimits(this.place, props),
        ttlSecondsAfterFinished: wholeSeconds(this.place, 'keepFor', props.keepFor ?? Duration.days(30)),
        template: pod.template,
      },
    };
    this.job = kubeObject(this, 'Job', 'Job', job);
    this.networkPolicy = this.bindNetwork({ ports: [] });
  }

  protected override get workloadName(): string {
    const { version } = this.context;
    return version ? `${this.name}-${versionSlug(version)}` : this.name;
  }
}
