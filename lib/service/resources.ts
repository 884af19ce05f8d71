import { Size } from 'cdk8s';
import type { Place } from '../errors';
import { bytesOf, coresOf, type Cpu, k8s, type PodDemand } from '../manifest';

/** What is reserved for a container, and what it may use at most. */
export interface Amount<T> {
  /** What the scheduler reserves. */
  readonly request: T;
  /**
   * What the container may use at most.
   *
   * @default - the request
   */
  readonly limit?: T;
}

/** CPU, memory and ephemeral storage of a container. */
export interface ResourcesProps {
  /**
   * CPU: above its limit a container is slowed down.
   *
   * @default - request 100m, limit 500m
   */
  readonly cpu?: Amount<Cpu>;

  /**
   * Memory: above its limit a container is killed. Equal request and limit keep a pod from being evicted for it.
   *
   * @default - 256Mi, requested and at most
   */
  readonly memory?: Amount<Size>;

  /**
   * Ephemeral storage: logs, /tmp and everything else that the container writes. Above its limit the pod is evicted.
   *
   * @default - 256Mi, requested and at most
   */
  readonly ephemeralStorage?: Amount<Size>;

  /**
   * Whether the CPU limit is rendered.
   *
   * @default - the platform's `cpuLimits`, else true
   */
  readonly cpuLimit?: boolean;
}

/** What a container requests of its node and may use at most. */
export class Resources {
  /** The given amounts; what is not given keeps its default, which fits a small cluster. */
  static of(props: ResourcesProps): Resources {
    return new Resources(props);
  }

  /** The default amounts without a CPU limit, for a process that should use what its node has left. */
  static withoutCpuLimit(props: Omit<ResourcesProps, 'cpuLimit'> = {}): Resources {
    return new Resources({ ...props, cpuLimit: false });
  }

  private constructor(private readonly props: ResourcesProps) {}

  /** @internal */
  bind(place: Place, cpuLimitByDefault: boolean): BoundResources {
    const cpu = this.props.cpu
      ? { ...this.props.cpu, limit: this.props.cpu.limit ?? this.props.cpu.request }
      : undefined;
    const limitCpu = this.props.cpuLimit ?? cpuLimitByDefault;
    const rows = {
      cpu: { request: cpu?.request.amount ?? '100m', limit: cpu?.limit.amount ?? '500m' },
      memory: sizes(this.props.memory),
      'ephemeral-storage': sizes(this.props.ephemeralStorage),
    };
    for (const [name, row] of Object.entries(rows)) {
      checkAmounts(place, name, row.request, row.limit);
    }
    const demand: PodDemand = {
      requests: amounts(rows, 'request'),
      limits: { ...amounts(rows, 'limit'), ...(limitCpu ? {} : { cpu: undefined }) },
    };
    return {
      demand,
      requirements: {
        requests: quantities(rows, 'request'),
        limits: quantities(rows, 'limit', limitCpu ? [] : ['cpu']),
      },
    };
  }
}

/** Resources as a container holds them, and as a quota counts them. */
export interface BoundResources {
  readonly requirements: k8s.ResourceRequirements;
  readonly demand: PodDemand;
}

type Rows = Record<'cpu' | 'memory' | 'ephemeral-storage', { request: string; limit: string }>;

function sizes(amount: Amount<Size> | undefined) {
  const request = amount?.request.asString() ?? '256Mi';
  return { request, limit: amount?.limit?.asString() ?? request };
}

function amounts(rows: Rows, side: 'request' | 'limit') {
  return {
    cpu: coresOf(rows.cpu[side]),
    memory: bytesOf(rows.memory[side]),
    ephemeralStorage: bytesOf(rows['ephemeral-storage'][side]),
  };
}

function quantities(rows: Rows, side: 'request' | 'limit', without: string[] = []): Record<string, k8s.Quantity> {
  return Object.fromEntries(
    Object.entries(rows)
      .filter(([name]) => !without.includes(name))
      .map(([name, row]) => [name, k8s.Quantity.fromString(row[side])]),
  );
}

function checkAmounts(place: Place, name: string, request: string, limit: string): void {
  const parse = name === 'cpu' ? coresOf : bytesOf;
  for (const [side, quantity] of [
    ['request', request],
    ['limit', limit],
  ] as const) {
    if (!(parse(quantity) > 0)) {
      place.problem('TF1205', `resources.${name}.${side}`, `${quantity} is no positive amount`, 'give more than 0');
    }
  }
  if (parse(request) > parse(limit)) {
    place.problem('TF1206', `resources.${name}`, `request ${request} exceeds limit ${limit}`, 'give request <= limit');
  }
}
