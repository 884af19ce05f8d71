import type { Size } from 'cdk8s';
import type { Place } from '../errors';
import { bytesOf, coresOf, type Cpu, cpuQuantity, type Demand, sizeQuantity } from '../manifest';
import { any, checkedProps, cpu, needed, type Shape, size } from '../props';

/** What all pods of a namespace may ask for together. */
export interface QuotaProps {
  /** Cores that are requested together. */
  readonly requestsCpu: Cpu;
  /** Memory that is requested together. */
  readonly requestsMemory: Size;
  /**
   * Cores that the limits add up to.
   *
   * @default - not limited
   */
  readonly limitsCpu?: Cpu;
  /**
   * Memory that the limits add up to.
   *
   * @default - not limited
   */
  readonly limitsMemory?: Size;
}

const QUOTA: Shape<QuotaProps> = {
  requestsCpu: needed(cpu('Cpu.units(8)')),
  requestsMemory: needed(size('Size.gibibytes(16)')),
  limitsCpu: cpu('Cpu.units(16)'),
  limitsMemory: size('Size.gibibytes(32)'),
};

/** What is added to a quota that is computed. */
export interface ComputedQuotaProps {
  /**
   * Percent that is added to what the workloads ask for.
   *
   * @default 0
   */
  readonly headroomPercent?: number;
}

const COMPUTED: Shape<ComputedQuotaProps> = { headroomPercent: { ...any, example: '20' } };

/** A hundred times what is needed. */
const MAX_HEADROOM = 10_000;

type Hard = Record<string, string>;

/** What the pods of an application may ask for together in an environment. */
export class Quota {
  /**
   * As much as the application's workloads ask for at full scale while a release rolls, and some percent of headroom. It has room
   * for the pods that come, and for as many that end; pods that take much longer to end than to get ready want headroom.
   */
  static computed(props: ComputedQuotaProps = {}): Quota {
    return new Quota(props);
  }

  /** The given amounts; less than the workloads need is an error. */
  static of(props: QuotaProps): Quota {
    return new Quota({}, props);
  }

  /** No quota. */
  static none(): Quota {
    return new Quota(undefined);
  }

  private constructor(
    private readonly computed: ComputedQuotaProps | undefined,
    private readonly given?: QuotaProps,
  ) {}

  /** @internal The `hard` amounts of a ResourceQuota; undefined for none. */
  bind(place: Place, demands: readonly Demand[]): Hard | undefined {
    if (this.computed === undefined) {
      return undefined;
    }
    const { headroomPercent = 0 } = checkedProps(place, 'quota', this.computed, COMPUTED);
    if (!Number.isFinite(headroomPercent) || headroomPercent < 0) {
      place.problem('TF1906', 'quota', `headroom ${headroomPercent} % is less than none`, 'give 0 or more');
    } else if (headroomPercent > MAX_HEADROOM) {
      const remedy = `give ${MAX_HEADROOM} at most, or Quota.none()`;
      place.problem('TF1906', 'quota', `headroom ${headroomPercent} % is no limit any more`, remedy);
    }
    const need = needOf(demands);
    return this.given ? this.checked(place, need, this.given) : computed(need, headroomPercent);
  }

  private checked(place: Place, need: Need, props: QuotaProps): Hard {
    const given: Partial<QuotaProps> = checkedProps(place, 'quota', props, QUOTA);
    const rows = [
      ['requests.cpu', given.requestsCpu?.amount],
      ['requests.memory', given.requestsMemory?.asString()],
      ['limits.cpu', given.limitsCpu?.amount],
      ['limits.memory', given.limitsMemory?.asString()],
    ] as const;
    const hard: Hard = {};
    for (const [name, text] of rows) {
      if (text === undefined) {
        continue;
      }
      const amount = amountOf(name, text);
      const quantity = amount > 0 ? quantityOf(name, amount) : text;
      hard[name] = quantity;
      const needed = need[name];
      if (needed === undefined) {
        place.problem(
          'TF1905',
          `quota ${name}`,
          `${quantity} would refuse pods without a CPU limit`,
          'leave `limitsCpu` out, or give every container a CPU limit',
        );
      } else if (!(amount >= amountOf(name, quantityOf(name, needed)))) {
        place.problem(
          'TF1905',
          `quota ${name}`,
          `${quantity} is less than ${quantityOf(name, needed)}, what the workloads ask for at full scale while a release rolls`,
          'give more, or scale less',
        );
      }
    }
    return hard;
  }
}

type Need = Record<'requests.cpu' | 'requests.memory' | 'limits.memory', number> & { 'limits.cpu'?: number };

function needOf(demands: readonly Demand[]): Need {
  const total = (amount: (demand: Demand) => number | undefined) =>
    demands.reduce((sum, demand) => sum + (demand.pods + demand.extra) * (amount(demand) ?? 0), 0);
  const unlimitedCpu = demands.some(({ perPod }) => perPod.limits.cpu === undefined);
  return {
    'requests.cpu': total(({ perPod }) => perPod.requests.cpu),
    'requests.memory': total(({ perPod }) => perPod.requests.memory),
    'limits.memory': total(({ perPod }) => perPod.limits.memory),
    ...(unlimitedCpu ? {} : { 'limits.cpu': total(({ perPod }) => perPod.limits.cpu) }),
  };
}

const MEBIBYTE = 2 ** 20;

/** Headroom is an estimate: bytes of it would only be noise. */
function computed(need: Need, headroomPercent: number): Hard {
  const withHeadroom = (name: string, amount: number) => {
    const more = (amount * (100 + headroomPercent)) / 100;
    return headroomPercent === 0 || name.endsWith('cpu') ? more : Math.ceil(more / MEBIBYTE) * MEBIBYTE;
  };
  return Object.fromEntries(
    Object.entries(need).map(([name, amount]) => [name, quantityOf(name, withHeadroom(name, amount))]),
  );
}

function quantityOf(name: string, amount: number): string {
  return name.endsWith('cpu') ? cpuQuantity(amount) : sizeQuantity(amount);
}

function amountOf(name: string, quantity: string): number {
  return name.endsWith('cpu') ? coresOf(quantity) : bytesOf(quantity);
}
