import { derived } from './derived';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';

/** The object that makes a Secret, or the Secret itself. */
export function secretMaker(manifests: ManifestSet, namespace: string, name: string): Manifest | undefined {
  return makers(manifests).get(`${namespace}\n${name}`);
}

/** The keys that a Secret will have, where its maker says. */
export function keysOfSecret(maker: Manifest): readonly string[] | undefined {
  switch (maker.type) {
    case 'Secret':
      return [...maker.at('data').keys, ...maker.at('stringData').keys];
    case 'bitnami.com/SealedSecret':
      return [...maker.at('spec', 'encryptedData').keys, ...maker.at('spec', 'template', 'data').keys];
    case 'external-secrets.io/ExternalSecret': {
      const spec = maker.at('spec');
      const isOpen = spec.at('dataFrom').items.length > 0 || spec.at('target', 'template').isGiven;
      return isOpen ? undefined : spec.at('data').items.flatMap((item) => item.at('secretKey').text ?? []);
    }
    default:
      return undefined;
  }
}

const makers = derived((manifests) => {
  const made = new Map<string, Manifest>();
  const add = (type: string, nameOf: (manifest: Manifest) => string | undefined) => {
    for (const manifest of manifests.of(type)) made.set(`${manifest.namespace}\n${nameOf(manifest) ?? ''}`, manifest);
  };
  add('external-secrets.io/ExternalSecret', ({ root, name }) => root.at('spec', 'target', 'name').text ?? name);
  add('bitnami.com/SealedSecret', ({ root, name }) => root.at('spec', 'template', 'metadata', 'name').text ?? name);
  add('cert-manager.io/Certificate', ({ root }) => root.at('spec', 'secretName').text);
  add('Secret', ({ name }) => name);
  for (const ingress of manifests.of('networking.k8s.io/Ingress')) {
    const issues = ['cert-manager.io/cluster-issuer', 'cert-manager.io/issuer'].some((key) => ingress.annotations[key]);
    if (!issues) continue;
    for (const tls of ingress.at('spec', 'tls').items) {
      made.set(`${ingress.namespace}\n${tls.at('secretName').text ?? ''}`, ingress);
    }
  }
  return made;
});
