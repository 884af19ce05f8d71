import { SLOT_LABEL } from '../../manifest';
import { isMap, ownAt } from '../../diff/json';
import type { Json, JsonMap } from '../../diff';
import type { KubeObject } from '../kube-object';
import type { ObjectKinds } from '../object-kinds';
import { hostTranslation } from './hosts';
import { namespaceTranslation } from './namespaces';
import { without } from './rewrite';
import type { Translation } from './translation';

/**
 * What environments may differ in without being told: names of `namespaces`, with the label `env`; `hosts`, and the domains
 * below which they are, also in config; `scaling`, which is replicas, autoscalers, disruption budgets and the quota;
 * `resources` of containers, and the LimitRange; and the `rollout`: how workloads are replaced, and the Services and routes
 * of slots and of Flagger.
 */
export type ExpectedDifference = 'namespaces' | 'hosts' | 'scaling' | 'resources' | 'rollout';

/** What is compared: the objects of both environments. */
export type Both = readonly [first: readonly JsonMap[], second: readonly JsonMap[]];

/** What is said otherwise in each environment. */
export const TRANSLATIONS: Readonly<Partial<Record<ExpectedDifference, (...both: Both) => Translation>>> = {
  namespaces: namespaceTranslation,
  hosts: hostTranslation,
};

/** Takes what may differ out of both environments. */
export const LEFT_OUT: Readonly<Partial<Record<ExpectedDifference, (both: Both) => Both>>> = {
  scaling: eachObject(['HorizontalPodAutoscaler', 'PodDisruptionBudget', 'ResourceQuota'], [['spec', 'replicas']]),
  resources: ([first, second]) => {
    const drop = eachObject(['LimitRange'], []);
    return drop([first.map(withoutResources), second.map(withoutResources)]);
  },
  rollout: eachObject(
    ['AlertProvider', 'Canary', 'MetricTemplate', 'TraefikService'],
    [
      ['spec', 'strategy'],
      ['spec', 'minReadySeconds'],
      ['spec', 'progressDeadlineSeconds'],
    ],
  ),
};

function eachObject(kinds: readonly string[], fields: readonly (readonly string[])[]): (both: Both) => Both {
  const change = (objects: readonly JsonMap[]) =>
    objects
      .filter((object) => !kinds.includes(object['kind'] as string))
      .map((object) => (isWorkload(object) ? fields.reduce(without, object) : object));
  return ([first, second]) => [change(first), change(second)];
}

function isWorkload(object: JsonMap): boolean {
  return ownAt(object, 'spec', 'template') !== undefined;
}

/** Without the `resources` of every container. */
function withoutResources(object: JsonMap): JsonMap {
  const strip = (value: Json): Json => {
    if (Array.isArray(value)) {
      return (value as readonly Json[]).map(strip);
    }
    return isMap(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => !(key === 'resources' && 'image' in value))
            .map(([key, inner]) => [key, strip(inner)]),
        )
      : value;
  };
  return strip(object) as JsonMap;
}

/** The kinds of routes. */
const ROUTES: ReadonlySet<string> = new Set(['HTTPRoute', 'Ingress', 'IngressRoute']);

/**
 * What is in one environment only because of how a service is rolled out there: Services that select a slot, with the
 * routes that are called like them, as those of a preview are; and Services that Flagger makes in the other one.
 */
export function rolloutObjects(objects: readonly KubeObject[], others: readonly KubeObject[]): ReadonlySet<KubeObject> {
  const isOther = ({ kind, metadata }: KubeObject) =>
    others.every((other) => other.kind !== kind || other.metadata.name !== metadata.name);
  const alone = objects.filter(isOther);
  const canaries = new Set(others.filter(({ kind }) => kind === 'Canary').map(({ metadata }) => metadata.name));
  const services = alone
    .filter((object): object is ObjectKinds['Service'] => object.kind === 'Service')
    .filter(({ metadata, spec }) => spec.selector?.[SLOT_LABEL] !== undefined || canaries.has(metadata.name));
  const names = new Set(services.map(({ metadata }) => metadata.name));
  const routes = alone.filter(({ kind, metadata }) => ROUTES.has(kind) && names.has(metadata.name));
  return new Set<KubeObject>([...services, ...routes]);
}
