export type { RollingProps } from './rolling';
export { Rollout } from './rollout';
export type { BlueGreenProps, BlueGreenSlot } from './blue-green';
export type { CanaryProps, CanaryRouter } from './canary';
export type { RolloutPlan, RolloutTarget, SlotPlan, SlotWeights } from './strategy';
export { Analysis, type AnalysisProps } from './analysis';
export type { MetricBounds } from './analysis-bounds';
export {
  AnalysisMetric,
  type AnalysisMetricProps,
  type DatadogMetricProps,
  type PrometheusMetricProps,
  type QueryMetricProps,
} from './analysis-metric';
export type { AnalysisStepsProps } from './analysis-steps';
export { labelsOfBothCopies } from './flagger-names';
export { Gate, type GateProps } from './gate';
export type { Progressive, ProgressiveProps } from './progressive';
export { Alert, type AlertProps } from './progressive-alert';
export { type KubernetesProviderProps, Provider } from './progressive-provider';
export { type TestCommand, type TestProps, Webhook, type WebhookProps, type WebhookType } from './progressive-webhook';
