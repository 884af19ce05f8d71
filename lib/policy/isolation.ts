import { derived } from './derived';
import type { Field } from './field';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';
import type { Pod } from './pod';
import { isAstray, isForPassing, podsOf } from './selection';

const POLICY = 'networking.k8s.io/NetworkPolicy';

/** Policies of other kinds, of which nothing is known here. */
const OTHERS = [
  'cilium.io/CiliumNetworkPolicy',
  'cilium.io/CiliumClusterwideNetworkPolicy',
  'crd.projectcalico.org/NetworkPolicy',
  'projectcalico.org/NetworkPolicy',
];

/** More policies for one pod than anybody has: what they allow together is not worked out. */
const MOST = 100;

/** What goes in, or out. */
export type Direction = 'Ingress' | 'Egress';

export const DIRECTIONS: readonly Direction[] = ['Ingress', 'Egress'];

/** The directions that a policy is about: by default what goes in, and what goes out if it has rules of it. */
function directionsOf(policy: Manifest): readonly Direction[] {
  const { value: types, isGiven } = policy.at('spec', 'policyTypes');
  if (isGiven) return Array.isArray(types) ? types.filter(isDirection) : [];
  return policy.at('spec', 'egress').isGiven ? DIRECTIONS : ['Ingress'];
}

function isDirection(type: unknown): type is Direction {
  return type === 'Ingress' || type === 'Egress';
}

function rulesIn(policy: Manifest, direction: Direction): Field {
  return policy.at('spec', direction === 'Ingress' ? 'ingress' : 'egress');
}

/** Directions of which a policy has rules that count for nothing. */
export function deadRules(policy: Manifest): readonly Field[] {
  const directions = directionsOf(policy);
  return DIRECTIONS.filter((direction) => !directions.includes(direction))
    .map((direction) => rulesIn(policy, direction))
    .filter((rules) => rules.items.length > 0);
}

/**
 * The policies of a pod in a direction. `undefined` where that cannot be said: policies of other kinds are there, or one is
 * told for another reason, and would be likely to change the answer.
 */
export function policiesOf(manifests: ManifestSet, pod: Pod, direction: Direction): readonly Manifest[] | undefined {
  const { unsure, byPod } = isolation(manifests);
  if (unsure.has(pod.namespace) || pod.spec.valueAt('hostNetwork') === true || isOther(manifests)) return undefined;
  return byPod[direction].get(pod) ?? [];
}

/** The rules of all these policies together: what one allows is allowed. */
export function rulesOf(policies: readonly Manifest[], direction: Direction): readonly Field[] {
  const rules: Field[] = [];
  for (const policy of policies) for (const rule of rulesIn(policy, direction).items) rules.push(rule);
  return rules;
}

/** Whether a rule is about a port: all, if it names none. */
export function admitsPort(rule: Field, port: number, name: string | undefined, protocol: string): boolean {
  const ports = rule.at('ports').items;
  return (
    ports.length === 0 ||
    ports.some((entry) => {
      if ((entry.textAt('protocol') ?? 'TCP') !== protocol) return false;
      const first = entry.valueAt('port');
      if (first === undefined || first === null) return true;
      if (typeof first === 'string') return first === name;
      const least = typeof first === 'number' ? first : NaN;
      return port >= least && port <= (entry.at('endPort').number ?? least);
    })
  );
}

const isOther = derived((manifests) => OTHERS.some((type) => manifests.of(type).length > 0));

const isolation = derived((manifests) => {
  const byPod = { Ingress: new Map<Pod, Manifest[]>(), Egress: new Map<Pod, Manifest[]>() };
  const unsure = new Set<string>();
  for (const policy of manifests.of(POLICY)) {
    const pods = podsOf(policy, manifests);
    if (isLost(policy, manifests) || deadRules(policy).length > 0) unsure.add(policy.namespace);
    for (const direction of directionsOf(policy)) {
      for (const pod of pods) {
        const known = byPod[direction].get(pod);
        if (!known) byPod[direction].set(pod, [policy]);
        else if (known.length < MOST) known.push(policy);
        else unsure.add(policy.namespace);
      }
    }
  }
  return { byPod, unsure };
});

/** Whether a policy is for pods that are not there, or for those of somebody else. One for all pods is for those to come. */
export function isLost(policy: Manifest, manifests: ManifestSet): boolean {
  const selector = policy.at('spec', 'podSelector');
  const isForSome = selector.hasKeys && !isForPassing(selector);
  return isForSome && (podsOf(policy, manifests).length === 0 || isAstray(policy, manifests));
}
