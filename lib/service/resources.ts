import { Size } from 'cdk8s';
import type { Place } from '../errors';
import {
  bytesOf,
  CONTAINER_DEFAULTS,
  coresOf,
  type Cpu,
  cpuQuantity,
  type k8s,
  sizeQuantity,
  type Spelled,
} from '../manifest';

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
  bind(place: Place, cpuLimitByDefault: boolean): Spelled<k8s.ResourceRequirements> {
    const { cpu, memory, ephemeralStorage } = this.props;
    const limitCpu = this.props.cpuLimit ?? cpuLimitByDefault;
    const cpuRow = cpu
      ? checkRow(place, 'cpu', { request: cpu.request.amount, limit: (cpu.limit ?? cpu.request).amount })
      : CONTAINER_DEFAULTS.cpu;
    const memoryRow = sizes(place, 'memory', memory);
    const storageRow = sizes(place, 'ephemeral-storage', ephemeralStorage);
    return {
      requests: { cpu: cpuRow.request, memory: memoryRow.request, 'ephemeral-storage': storageRow.request },
      limits: {
        cpu: limitCpu ? cpuRow.limit : undefined,
        memory: memoryRow.limit,
        'ephemeral-storage': storageRow.limit,
      },
    } as Spelled<k8s.ResourceRequirements>;
  }
}

type Row = Readonly<Record<'request' | 'limit', string>>;

function sizes(place: Place, name: string, amount: Amount<Size> | undefined): Row {
  return amount
    ? checkRow(place, name, { request: amount.request.asString(), limit: (amount.limit ?? amount.request).asString() })
    : CONTAINER_DEFAULTS.memory;
}

/** What can be told apart at all: a thousandth of a core, a byte. */
const KINDS = {
  cpu: { read: coresOf, write: cpuQuantity, least: 0.001, leastShown: '1m' },
  size: { read: bytesOf, write: sizeQuantity, least: 1, leastShown: 'a byte' },
};

/** The row in whole units. Amounts that make no sense stay as they are, and are told. */
function checkRow(place: Place, name: string, row: Row): Row {
  const { read, write, least, leastShown } = KINDS[name === 'cpu' ? 'cpu' : 'size'];
  const whole = (side: keyof Row) => {
    const amount = read(row[side]);
    if (amount >= least) {
      return write(amount);
    }
    const given = amount > 0 ? `is less than ${leastShown}` : 'is no positive amount';
    place.problem(
      'TF1205',
      `resources.${name}.${side}`,
      `${row[side]} ${given}`,
      amount > 0 ? `give ${leastShown} or more` : 'give more than 0',
    );
    return row[side];
  };
  const { request, limit } = { request: whole('request'), limit: whole('limit') };
  if (read(request) > read(limit)) {
    place.problem('TF1206', `resources.${name}`, `request ${request} exceeds limit ${limit}`, 'give request <= limit');
  }
  return { request, limit };
}
