import type { Place } from '../errors';
import { isDnsName, type PlatformDefaults } from '../manifest';

/** Tells names of things in the cluster that nothing can have: they would only be refused when they are applied. */
export function checkClusterNames(place: Place, defaults: PlatformDefaults): void {
  const { priorityClassName, imagePullSecrets = [], monitoringNamespace, ingress = {} } = defaults;
  checkEach(place, 'priorityClassName', [priorityClassName], isDnsName, NAME);
  checkEach(place, 'imagePullSecrets', imagePullSecrets, isDnsName, NAME);
  checkEach(place, 'monitoringNamespace', [monitoringNamespace], isNamespace, NAMESPACE);
  checkEach(place, 'ingress.className', [ingress.className], isDnsName, NAME);
  checkEach(place, 'ingress.namespace', [ingress.namespace], isNamespace, NAMESPACE);
}

const NAME = ['is no DNS name', 'use lower-case letters, digits, hyphens and dots, at most 253 characters'] as const;
const NAMESPACE = ['is no namespace', 'use lower-case letters, digits and hyphens, at most 63 characters'] as const;

function checkEach(
  place: Place,
  subject: string,
  names: readonly unknown[],
  isGood: (name: string) => boolean,
  [wrong, remedy]: readonly [string, string],
): void {
  for (const name of names) {
    if (name !== undefined && !(typeof name === 'string' && isGood(name))) {
      place.problem('TF1016', subject, `${JSON.stringify(name)} ${wrong}`, remedy);
    }
  }
}

/** Namespaces that others make may begin with a digit. */
function isNamespace(name: string): boolean {
  return isDnsName(name) && !name.includes('.');
}
