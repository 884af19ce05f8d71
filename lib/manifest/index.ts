export { typeName } from './api-group';
export { canonicalAddress, familyOf, isSpecialAddress } from './addresses';
export { type Bundle, type BundleDescriptor, describeBundle, type EnvironmentDescriptor } from './bundle';
export { bundleChanges, type BundleChanges, hasChanges, type TreeChanges } from './bundle-changes';
export { recordConstructs } from './construct-metadata';
export { RenderContext, type RenderContextProps } from './context';
export { isTimeZone, scheduleFault } from './cron';
export { digestOf } from './digest';
export { CONTAINER_DEFAULTS, type Demand, extraWhileRolling, type PodDemand, podDemand } from './demand';
export { Cpu } from './cpu';
export type { IConfigMap, ISecret, IServiceAccount, k8s } from './k8s';
export { yamlParser } from './on-demand';
export { type ImageRules, isBuild, resolveImage, withBuild } from './image';
export { kubeObject } from './kube-object';
export {
  ANNOTATION_PREFIX,
  commonLabels,
  type Component,
  INSTANCE_LABEL,
  isOwnLabel,
  selectorLabels,
  SLOT_LABEL,
  slotLabels,
  workloadLabels,
} from './labels';
export type { Links } from './links';
export {
  checkConstructName,
  checkName,
  checkNameLength,
  checkOwner,
  isDnsLabel,
  isDnsName,
  isLabelKey,
  isLabelValue,
  isReserved,
  MAX_NAME,
  versionSlug,
} from './names';
export { writeBundle } from './output';
export type { IngressDefaults, MetricsDiscovery, PlatformDefaults } from './platform-defaults';
export type { ObjectJson } from './render-object';
export { type PodSecurityLevel, podSecurityLevel } from './pod-security';
export { POD_TEMPLATES } from './pod-templates';
export { bytesOf, coresOf, cpuQuantity, sizeQuantity } from './quantity';
export { remembering } from './remember';
export { secondsOf } from './seconds';
export { renderTree, type Tree, type TreeFile } from './tree';
export { type JsonValue, toYaml } from './yaml';
export { type SlotsDescriptor, type SlotUse, type TrafficEdit, type TrafficState, trafficStates } from './slots';
export type { Spelled } from './spelled';
export { describeSlots } from './traffic-edits';
export { writeChanges } from './write-changes';
