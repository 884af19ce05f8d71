import { derived } from './derived';
import type { Field } from './field';
import type { ManifestSet } from './manifest-set';

/** What LimitRanges of a namespace give to containers that do not say, by resource. */
export interface ContainerDefaults {
  readonly limits: ReadonlyMap<string, Field>;
  readonly requests: ReadonlyMap<string, Field>;
}

const NONE: ContainerDefaults = { limits: new Map(), requests: new Map() };

const byNamespace = derived((manifests) => {
  const all = new Map<string, ContainerDefaults>();
  for (const range of manifests.of('LimitRange')) {
    for (const limit of range.at('spec', 'limits').items) {
      if (limit.at('type').value !== 'Container') continue;
      const before = all.get(range.namespace) ?? NONE;
      const limits = new Map([...before.limits, ...amountsOf(limit.at('default'))]);
      // A default limit is the default request too, unless there is one.
      const requests = new Map([...limits, ...before.requests, ...amountsOf(limit.at('defaultRequest'))]);
      all.set(range.namespace, { limits, requests });
    }
  }
  return all;
});

function amountsOf(amounts: Field): [string, Field][] {
  return amounts.fields.map((amount) => [String(amount.name), amount]);
}

/** What containers of a namespace get that do not say. */
export function defaultsOf(manifests: ManifestSet, namespace: string): ContainerDefaults {
  return byNamespace(manifests).get(namespace) ?? NONE;
}
