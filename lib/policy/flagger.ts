import { derived } from './derived';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';

/**
 * The Canary by which Flagger makes an object; nothing if it is none of its. It copies a Deployment, makes Services for both
 * copies, and what divides requests between them.
 *
 * @see https://docs.flagger.app/usage/how-it-works
 */
export function makerOf(manifests: ManifestSet, type: string, namespace: string, name: string): Manifest | undefined {
  const known = made(manifests);
  return known.size === 0 ? undefined : known.get(`${type}\n${namespace}\n${name}`);
}

/** The Canary that has Flagger copy a workload. */
export function canaryOf(manifests: ManifestSet, { type, namespace, name }: Manifest): Manifest | undefined {
  return type === 'apps/Deployment' ? makerOf(manifests, type, namespace, `${name}-primary`) : undefined;
}

/** Whether an object is missing: it is not here, nobody makes it, and here is where it would have to be. */
export function isMissing(manifests: ManifestSet, type: string, namespace: string, name: string): boolean {
  return manifests.lacks(type, namespace, name) && !makerOf(manifests, type, namespace, name);
}

/** What each provider divides requests with. */
const DIVIDED_BY: Readonly<Record<string, string>> = {
  traefik: 'traefik.io/TraefikService',
  gloo: 'gateway.solo.io/RouteTable',
};

const made = derived((manifests) => {
  const objects = new Map<string, Manifest>();
  for (const canary of manifests.of('flagger.app/Canary')) {
    const spec = canary.at('spec');
    const named = spec.at('targetRef', 'name').text ?? '';
    // One that names nothing is told as such; what else there is goes by its own name.
    const target = manifests.find('apps/Deployment', canary.namespace, named) ? named : canary.name;
    const service = spec.at('service', 'name').text ?? target;
    const provider = spec.at('provider').text ?? '';
    const divided = Object.hasOwn(DIVIDED_BY, provider) ? DIVIDED_BY[provider] : undefined;
    const types: readonly (readonly [string | undefined, ...string[]])[] = [
      ['apps/Deployment', `${target}-primary`],
      ['Service', service, `${service}-primary`, `${service}-canary`],
      [divided, service],
    ];
    for (const [type, ...names] of types) {
      if (type === undefined) continue;
      for (const name of names) objects.set(`${type}\n${canary.namespace}\n${name}`, canary);
    }
  }
  return objects;
});
