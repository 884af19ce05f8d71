import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { Health } from './health';
import { Metrics } from './metrics';
import { bindMonitor } from './monitor';
import type { ContainerPort } from './port';
import { listOf, made, record } from '../props';
import { Process, type ProcessType } from './process';
import { PROCESS_PROPS, type ProcessProps } from './process-props';
import { Scaling } from './scaling';
import { bindWorkload, planWorkload, WORKLOAD_PROPS, type WorkloadProps } from './workload';

/** A process that takes its work from a queue, a stream or a schedule of its own. */
export interface WorkerProps extends ProcessProps, WorkloadProps {
  /**
   * Ports that the process listens on, such as one for metrics and probes.
   *
   * @default - none
   */
  readonly ports?: readonly ContainerPort[];
  /**
   * How Kubernetes knows that the process is alive: `Health.exec` where it listens on nothing.
   *
   * @default - GET /healthz and /readiness on its first port; without a port no probes
   */
  readonly health?: Health;
  /**
   * Where Prometheus finds metrics.
   *
   * @default - none
   */
  readonly metrics?: Metrics;
}

const WORKER: ProcessType<WorkerProps> = {
  component: 'worker',
  props: {
    ...PROCESS_PROPS,
    ...WORKLOAD_PROPS,
    ports: listOf(record("{ name: 'admin', port: 9090 }")),
    health: made(Health, 'Health.http()'),
    metrics: made(Metrics, "Metrics.at('/metrics')"),
  },
};

/**
 * A process that serves nobody: a Deployment without a Service.
 *
 * @example
 * new Worker(chart, 'mailer', { image: 'registry.example.com/lulu/mailer:1.5.0' });
 */
export class Worker extends Process<WorkerProps> {
  /** The pods and how they are rolled. */
  readonly deployment: ApiObject;
  /** Scales between the given bounds; absent at a fixed scale. */
  readonly autoscaler?: ApiObject;
  /** Keeps a drain from taking too many pods; absent for a single pod. */
  readonly disruptionBudget?: ApiObject;
  /** Who may call, and who may be called. */
  readonly networkPolicy: ApiObject;
  /** Tells the Prometheus operator where metrics are; absent where annotations do. */
  readonly monitor?: ApiObject;

  constructor(scope: Construct, id: string, given: WorkerProps) {
    super(scope, id, given, WORKER);
    const { props } = this;
    const ports = props.ports ?? [];
    const metrics = props.metrics?.bind(this.place, [...ports, ...this.sidecarPorts]);
    const health = props.health ?? (ports.length > 0 ? Health.http() : undefined);
    // Nobody routes to a worker: there is nothing to wait for before SIGTERM.
    const pod = this.pod({ ports, metrics, health: health?.bind(this.place, ports[0]?.port), drainSeconds: 0 });

    const planned = planWorkload(this.context, this.place, props, { scaling: Scaling.fixed(2), hasService: false });
    const workload = bindWorkload(this.context, this.onlyCopy, pod, planned);
    this.deployment = workload.deployment;
    this.autoscaler = workload.autoscaler;
    this.disruptionBudget = workload.disruptionBudget;
    this.networkPolicy = this.bindNetwork({ ports, metricsPort: metrics?.port.port });
    this.monitor = metrics && bindMonitor(this, this.context, this.identity(), metrics, false);
  }
}
