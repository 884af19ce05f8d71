import type { Place } from '../errors';
import { isLabelKey, isLabelValue, isOwnLabel, type PlatformDefaults } from '../manifest';

/** Labels of a namespace that Kubernetes sets, or that say what its pods need. */
const OF_NAMESPACE = [
  'kubernetes.io/metadata.name',
  'pod-security.kubernetes.io/enforce',
  'pod-security.kubernetes.io/warn',
];

/** Tells labels and annotations that a platform can't add: none that Kubernetes takes, or labels that this library sets itself. */
export function checkAddedMetadata(place: Place, defaults: PlatformDefaults): void {
  checkAdded(place, 'monitorLabels', defaults.monitorLabels, { ...LABELS, isTaken: isOwnLabel });
  checkAdded(place, 'namespaceLabels', defaults.namespaceLabels, {
    ...LABELS,
    isTaken: (key) => isOwnLabel(key) || OF_NAMESPACE.includes(key),
  });
  checkAdded(place, 'namespaceAnnotations', defaults.namespaceAnnotations, ANNOTATIONS);
}

/** What may be added. */
interface Addable {
  readonly isTaken: (key: string) => boolean;
  readonly isValue: (value: unknown) => boolean;
  /** How a value is written. */
  readonly values: string;
}

const LABELS: Omit<Addable, 'isTaken'> = {
  isValue: isLabelValue,
  values: 'use letters, digits, dots, hyphens and underscores, at most 63, beginning and ending with a letter or digit',
};
const ANNOTATIONS: Addable = {
  isTaken: () => false,
  isValue: (value) => typeof value === 'string',
  values: 'give a text',
};

function checkAdded(place: Place, subject: string, added: unknown, { isTaken, isValue, values }: Addable): void {
  if (added === undefined) {
    return;
  }
  if (typeof added !== 'object' || added === null || Array.isArray(added)) {
    place.problem(
      'TF1017',
      subject,
      'it is no record of texts',
      `give it as in ${subject}: { 'example.com/team': 'a' }`,
    );
    return;
  }
  for (const [key, value] of Object.entries(added)) {
    const shown = JSON.stringify(key);
    if (isTaken(key)) {
      place.problem(
        'TF1019',
        subject,
        `${shown} is set already, by this library or by Kubernetes`,
        'leave it out, or choose another key',
      );
    } else if (!isLabelKey(key)) {
      place.problem('TF1019', subject, `${shown} is no key`, "give one as in 'team' or 'example.com/team'");
    } else if (!isValue(value)) {
      place.problem('TF1019', subject, `${shown} can't be ${JSON.stringify(value)}`, values);
    }
  }
}
