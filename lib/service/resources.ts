import type { Size } from 'cdk8s';
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
import { any, checkedProps, cpu, type Kind, needed, record, type Shape, size } from '../props';

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

const CPU: Shape<Amount<Cpu>> = { request: needed(cpu('Cpu.millis(500)')), limit: cpu('Cpu.units(1)') };
const SIZE: Shape<Amount<Size>> = { request: needed(size('Size.mebibytes(512)')), limit: size('Size.gibibytes(1)') };
const RESOURCES: Shape<ResourcesProps> = {
  cpu: amountOf(CPU),
  memory: amountOf(SIZE),
  ephemeralStorage: amountOf(SIZE),
  cpuLimit: any,
};

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
    const { cpu, memory, ephemeralStorage, cpuLimit } = checkedProps(place, 'resources', this.props, RESOURCES);
    const limitCpu = cpuLimit ?? cpuLimitByDefault;
    const cpuRow = rowOf(place, 'cpu', cpu, CPU, ({ amount }) => amount) ?? CONTAINER_DEFAULTS.cpu;
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
  return rowOf(place, name, amount, SIZE, (of) => of.asString()) ?? CONTAINER_DEFAULTS.memory;
}

/** Nothing of an amount that is not given, or not as it has to be. */
function rowOf<T>(
  place: Place,
  name: string,
  amount: Amount<T> | undefined,
  shape: Shape<Amount<T>>,
  textOf: (amount: T) => string,
): Row | undefined {
  if (amount === undefined) return undefined;
  const given: Partial<Amount<T>> = checkedProps(place, `resources.${name}`, amount, shape);
  const { request, limit = request } = given;
  return request && limit && checkRow(place, name, { request: textOf(request), limit: textOf(limit) });
}

/** A unit alone says neither request nor limit. */
function amountOf<T>({ request }: Shape<Amount<T>>): Kind {
  const { is, isTold } = request;
  const example = `{ request: ${request.example} }`;
  return { is: (value) => record('').is(value) && !is(value), example, isTold };
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
