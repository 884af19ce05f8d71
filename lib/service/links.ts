import type { Place } from '../errors';
import type { Links } from '../manifest';

/** Names of the annotations that tools for service catalogues read. @see https://ambassadorlabs.github.io/k8s-for-humans/ */
const ANNOTATIONS: readonly (readonly [keyof Links, string])[] = [
  ['runbook', 'a8r.io/runbook'],
  ['repository', 'a8r.io/repository'],
  ['dashboard', 'a8r.io/performance'],
  ['documentation', 'a8r.io/documentation'],
  ['chat', 'a8r.io/chat'],
];

/** Annotations for owner and links. Tells a link that is no URL. */
export function linkAnnotations(place: Place, links: Links, owner?: string): Record<string, string> {
  const annotations: Record<string, string> = owner ? { 'a8r.io/owner': owner } : {};
  for (const [name, annotation] of ANNOTATIONS) {
    const link = links[name];
    if (link === undefined) {
      continue;
    }
    if (name !== 'chat' && !isUrl(link)) {
      place.problem(
        'TF1403',
        `links.${name}`,
        `${JSON.stringify(link)} is no URL`,
        'give it whole, beginning with https://',
      );
    }
    annotations[annotation] = link;
  }
  return annotations;
}

function isUrl(link: string): boolean {
  return URL.canParse(link) && /^https?:/.test(link);
}
