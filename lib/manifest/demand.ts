/** What one workload can ask of its namespace at most: pods at full scale, and what is more while a release rolls. */
export interface Demand {
  /** The service that asks. */
  readonly service: string;
  /** Pods at the largest scale. */
  readonly pods: number;
  /** Pods beyond that while a release rolls. */
  readonly surge: number;
  /** What each pod asks for, all its containers together. */
  readonly perPod: PodDemand;
}

/** What a pod requests and is limited to: cores and bytes. */
export interface PodDemand {
  readonly requests: ResourceAmounts;
  readonly limits: Partial<ResourceAmounts>;
}

/** Cores and bytes. */
export interface ResourceAmounts {
  /** Cores: 0.5 is 500m. */
  readonly cpu: number;
  /** Bytes of memory. */
  readonly memory: number;
  /** Bytes of ephemeral storage. */
  readonly ephemeralStorage: number;
}
