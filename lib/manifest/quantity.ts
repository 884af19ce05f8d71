import { remembering } from './remember';

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

const QUANTITY = /^(\d+(?:\.\d+)?|\.\d+)(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$/;

/**
 * The number that a Kubernetes quantity stands for, NaN where it is none.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
const valueOf = remembering((quantity): number => {
  const match = QUANTITY.exec(quantity);
  return match ? Number(match[1]) * (UNITS[match[2] ?? ''] ?? NaN) : NaN;
});

/** Cores of a CPU quantity: 0.5 for `500m`. */
export const coresOf = valueOf;

/** Bytes of a memory or storage quantity. */
export const bytesOf = valueOf;

/** What else an API server takes: tiny and huge units, exponents, and a dot with nothing behind it. */
const ANY_UNITS: Readonly<Record<string, number>> = { ...UNITS, n: 1e-9, u: 1e-6, E: 1e18, Ei: 2 ** 60 };
const ANY_QUANTITY = /^\+?(\d+(?:\.\d*)?|\.\d+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([-+]?\d{1,3}))?$/;

/** The number of a quantity as anybody may write it, NaN where it is none or less than 0. */
export function anyQuantity(quantity: string): number {
  const [, digits, unit = '', exponent = 0] = ANY_QUANTITY.exec(quantity) ?? [];
  return digits === undefined ? NaN : Number(`${digits}e${exponent}`) * (ANY_UNITS[unit] ?? NaN);
}

/** Cores as a quantity: whole cores where it can be, else thousandths. */
export function cpuQuantity(cores: number): string {
  const millis = Math.ceil(Number((cores * 1000).toFixed(6)));
  return millis % 1000 === 0 ? `${millis / 1000}` : `${millis}m`;
}

/** Bytes as a quantity in the largest binary unit that holds them whole. */
export function sizeQuantity(bytes: number): string {
  const whole = Math.ceil(bytes);
  for (const unit of ['Ti', 'Gi', 'Mi', 'Ki']) {
    const size = UNITS[unit] as number;
    if (whole >= size && whole % size === 0) {
      return `${whole / size}${unit}`;
    }
  }
  return `${whole}`;
}
