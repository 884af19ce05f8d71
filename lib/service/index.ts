export { CronTask, type CronTaskProps } from './cron-task';
export { Disruption } from './disruption';
export { ExternalService, type ExternalServiceProps } from './external-service';
export {
  type ExecHealthProps,
  type GrpcHealthProps,
  Health,
  type HealthProps,
  type HttpHealthProps,
  type TcpHealthProps,
} from './health';
export { Metric } from './metric';
export { Metrics, type MetricsProps } from './metrics';
export type { ContainerPort } from './port';
export { type GrpcProbeProps, type HttpProbeProps, Probe, type ProbeTiming, type TcpProbeProps } from './probe';
export { Process } from './process';
export type { ProcessProps } from './process-props';
export { ReleaseTask, type ReleaseTaskProps } from './release-task';
export { type Amount, Resources, type ResourcesProps } from './resources';
export { type AutoscalingProps, Scaling } from './scaling';
export { type IdentityProps, type RelaxedProps, Security } from './security';
export { Shutdown, type ShutdownProps } from './shutdown';
export type { Sidecar } from './sidecar';
export type { TaskProps } from './task';
export { WebService, type WebServiceProps } from './web-service';
export { Worker, type WorkerProps } from './worker';
export type { WorkloadProps } from './workload';
