export type { RollingProps } from './rolling';
export { Rollout } from './rollout';
export type { RolloutPlan, RolloutTarget } from './strategy';
