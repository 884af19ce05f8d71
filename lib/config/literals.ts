import type { Place } from '../errors';
import type { k8s, Spelled } from '../manifest';
import { checkCredentials } from './credentials';
import { checkEnvName, checkEnvValue } from './env-name';

/**
 * Checks the literal environment of a service: names, values, credentials.
 *
 * @param allow keys that look like credentials and are none, each with the reason.
 * @returns the allowances in use, for `allowanceAnnotation`.
 */
export function checkLiterals(
  place: Place,
  literals: Readonly<Record<string, string>>,
  allow: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, string> {
  const suspects = Object.entries(literals).flatMap(([key, given], index) => {
    const value: unknown = given;
    if (!checkEnvName(place, 'env', key, index)) return [];
    if (typeof value !== 'string') {
      place.problem('TF1109', 'env', `${key} is no string`, 'give a string');
      return [];
    }
    return checkEnvValue(place, 'env', key, value) ? [{ key, value }] : [];
  });
  return checkCredentials(place, 'env', suspects, new Map(Object.entries(allow)));
}

/**
 * A literal as `env[].value` must have it to arrive unchanged. Kubernetes replaces `$(NAME)` there, and reads `$$` as
 * `$`; in ConfigMaps and Secrets it replaces nothing.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function escapeLiteral(value: string): string {
  return value.replace(/\$(?=[$(])/g, '$$$$');
}

/** Literals as a container has them. */
export function literalVariables(literals: Readonly<Record<string, string>> = {}): Spelled<k8s.EnvVar>[] {
  return Object.entries(literals).map(([name, value]) => ({ name, value: escapeLiteral(String(value)) }));
}
