import { containerRule, type Rule, waived } from './rule';

const DIGEST = /@sha256:[0-9a-f]{64}$/;

export const podImage: readonly Rule[] = [
  containerRule(
    'P1',
    'image has a tag, and not latest',
    ({ image }) => tagOf(image) === undefined && `${image} has no tag that stays`,
    {
      'no tag': (container) => (container.image = 'registry.example.com:5000/api'),
      latest: (container) => (container.image = 'registry.example.com/api:latest'),
    },
  ),
  waived(
    'P2',
    'image is pinned by digest',
    'a digest is rendered where one is given; a synthesis without network knows none',
  ),
  containerRule(
    'P3',
    'image is pulled at every start, unless a digest names it (W3)',
    ({ image, imagePullPolicy }) =>
      !(imagePullPolicy === 'Always' || (imagePullPolicy === 'IfNotPresent' && DIGEST.test(image))) &&
      `${imagePullPolicy} for ${image}`,
    {
      unset: (container) => delete container.imagePullPolicy,
      'a tag, if not present': (container) => (container.imagePullPolicy = 'IfNotPresent'),
    },
  ),
  containerRule(
    'P4',
    'registry is not one that is gone; which ones to trust is the platform’s to say',
    ({ image }) => /^(k8s\.gcr\.io|gcr\.io\/google-containers)\//.test(image) && image,
    { 'the old registry of Kubernetes': (container) => (container.image = 'k8s.gcr.io/pause:3.9') },
  ),
];

function tagOf(image: string): string | undefined {
  if (DIGEST.test(image)) {
    return 'a digest';
  }
  const tag = /:([^:/]+)$/.exec(image)?.[1];
  return tag === 'latest' ? undefined : tag;
}
