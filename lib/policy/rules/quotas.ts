import type { PodDemand } from '../../manifest/demand';
import { bytesOf, coresOf, cpuQuantity, sizeQuantity } from '../../manifest/quantity';
import { manifestRule } from '../define-rule';
import { defaultsOf } from '../container-defaults';
import { demandsIn } from '../demand';
import type { Field } from '../field';
import type { Rule } from '../rule';
import { titleOf } from '../words';

interface Measure {
  readonly read: (quantity: string) => number;
  readonly write: (amount: number) => string;
  readonly ofPod: (demand: PodDemand) => number;
}

const CPU = { name: 'cpu', read: coresOf, write: cpuQuantity };
const MEMORY = { name: 'memory', read: bytesOf, write: sizeQuantity };
const requestsCpu: Measure = { ...CPU, ofPod: ({ requests }) => requests.cpu };
const requestsMemory: Measure = { ...MEMORY, ofPod: ({ requests }) => requests.memory };

/** What a quota can limit of pods. */
const MEASURES: ReadonlyMap<unknown, Measure> = new Map<unknown, Measure>([
  ['cpu', requestsCpu],
  ['requests.cpu', requestsCpu],
  ['limits.cpu', { ...CPU, ofPod: ({ limits }) => limits.cpu ?? Infinity }],
  ['memory', requestsMemory],
  ['requests.memory', requestsMemory],
  ['limits.memory', { ...MEMORY, ofPod: ({ limits }) => limits.memory }],
  ['pods', { read: Number, write: String, ofPod: () => 1 }],
]);

/** What a namespace lets its pods ask for. */
export const quotas: readonly Rule[] = [
  manifestRule(
    // Until it scales, or rolls, it may well run.
    { code: 'TF3028', severity: 'warning', remedy: 'give the quota more, or scale less' },
    ['ResourceQuota'],
    (quota, tell, manifests) => {
      const spec = quota.at('spec');
      if (spec.at('scopes').isGiven || spec.at('scopeSelector').isGiven) return;
      const demands = demandsIn(manifests, quota.namespace).filter(({ count }) => count > 0);
      // What is missing or contradicts itself is told of the container.
      const { limits } = defaultsOf(manifests, quota.namespace);
      if (!demands.every(({ pod }) => pod.allContainers.every((one) => saysWhatItNeeds(one, limits)))) return;
      for (const hard of spec.at('hard').fields) {
        const measure = MEASURES.get(hard.name);
        if (!measure) continue;
        const needed = demands.reduce((sum, { count, perPod }) => sum + count * measure.ofPod(perPod), 0);
        // Sums of fractions are off by a little. What is no amount is neither more nor less.
        if (!(needed * 0.999999 > measure.read(textOf(hard)))) continue;
        const given =
          needed === Infinity
            ? 'and refuses pods that have no such limit'
            : `and its pods ask for ${measure.write(needed)} at full scale while a release rolls`;
        tell(hard, `it is ${textOf(hard)}, ${given}`);
      }
    },
  ),
  manifestRule(
    { code: 'TF3029', severity: 'error', remedy: 'ask for what the LimitRange admits, or let it admit more' },
    ['LimitRange'],
    (range, tell, manifests) => {
      for (const limit of range.at('spec', 'limits').items) {
        const [most, least] = [limit.at('max').fields, limit.at('min').fields];
        if (limit.at('type').text !== 'Container' || most.length + least.length === 0) continue;
        const pods = demandsIn(manifests, range.namespace).map(({ pod }) => pod);
        for (const container of pods.flatMap(({ allContainers }) => allContainers)) {
          for (const bound of most) checkBound(bound, 'limits', container, tell);
          for (const bound of least) checkBound(bound, 'requests', container, tell);
        }
      }
    },
  ),
];

/** Whether a container says what it needs, and no more than it may have. */
function saysWhatItNeeds(container: Field, defaults: ReadonlyMap<string, Field>): boolean {
  return [CPU, MEMORY].every(({ name, read }) => {
    const request = container.at('resources', 'requests', name);
    const own = container.at('resources', 'limits', name);
    const limit = own.isGiven ? own : defaults.get(name);
    return request.isGiven && !(limit && read(textOf(request)) > read(textOf(limit)));
  });
}

/** Tells a limit above the most, or a request below the least. */
function checkBound(
  bound: Field,
  side: 'limits' | 'requests',
  container: Field,
  tell: (field: Field, given: string) => void,
): void {
  const field = container.at('resources', side, bound.name ?? '');
  const difference = bytesOf(textOf(field)) - bytesOf(textOf(bound));
  const isBeyond = side === 'limits' ? difference > 0 : difference < 0;
  if (!isBeyond) return;
  const than = side === 'limits' ? 'more' : 'less';
  tell(field, `${textOf(field)} is ${than} than ${textOf(bound)}, as ${titleOf(bound.manifest)} says`);
}

function textOf({ value }: Field): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}
