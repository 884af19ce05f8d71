import type { Place } from '../../errors';
import { groupOf } from '../../manifest/api-group';
import { isPlainObject, type Plain, type PlainObject } from '../../yaml/plain';

const CORE = 'v1';

/** `v1`, or a group, which is a DNS name, and a version of it. */
const API_VERSION = /^(?:v1|[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)$/;
const KIND = /^[A-Z][A-Za-z0-9]{0,62}$/;

/**
 * Tells what isn't a single Kubernetes object that may be in git. Messages never have what the file says.
 *
 * @returns what makes two files the same object: its group, kind, namespace and name; nothing if it is none
 */
export function checkManifest(place: Place, file: string, value: Plain): string | undefined {
  if (!isPlainObject(value)) {
    const given = 'it is not an object';
    place.problem('TF2023', file, given, 'a manifest has apiVersion, kind and metadata');
    return undefined;
  }
  if (hidesSecret(value)) {
    const given = 'it has a Secret with its values, and would be committed to git';
    place.problem('TF2025', file, given, 'use Secrets.existing, Secrets.external or Secrets.sealed');
  }
  // Not only of a `List`: kubectl and the engines take anything with `items` for one.
  if (value['kind'] === 'List' || 'items' in value) {
    place.problem('TF2024', file, 'it is a list of objects', 'write a file for each object');
    return undefined;
  }
  return tryIdentity(place, file, value);
}

function tryIdentity(place: Place, file: string, value: PlainObject): string | undefined {
  const { apiVersion, kind, metadata } = value;
  const { name, namespace = '' } = isPlainObject(metadata) ? metadata : {};
  const parts: readonly [string, boolean, string][] = [
    ['apiVersion', matches(API_VERSION, apiVersion), 'give "v1", or a group and a version as in "apps/v1"'],
    ['kind', matches(KIND, kind), 'give letters and digits, beginning with a capital, as in "Deployment"'],
    ['metadata.name', typeof name === 'string' && name !== '', 'give the name of the object'],
    ['metadata.namespace', typeof namespace === 'string', 'give text, or leave it out'],
  ];
  const wrong = parts.filter(([, isGood]) => !isGood);
  wrong.forEach(([field, , remedy]) =>
    place.problem('TF2023', file, `${field} is missing or not as it has to be`, remedy),
  );
  if (wrong.length > 0) {
    return undefined;
  }
  // Versions of one group show the same object.
  return JSON.stringify([groupOf(apiVersion as string), kind, namespace, name]);
}

function matches(pattern: RegExp, value: Plain | undefined): boolean {
  return typeof value === 'string' && pattern.test(value);
}

/**
 * Whether a Secret with its values is anywhere in it: of its own, in a list, or in an object that makes others of what it
 * holds. A SealedSecret's template has neither `apiVersion` nor `kind`, and what is sealed is no value.
 */
function hidesSecret(value: Plain): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return isSecret(value) || Object.values(value).some(hidesSecret);
}

function isSecret(value: object): boolean {
  const { apiVersion, kind } = value as { readonly apiVersion?: Plain; readonly kind?: Plain };
  // Without a group, '/v1' is the core's version too.
  const isCore = apiVersion === CORE || apiVersion === `/${CORE}`;
  return kind === 'Secret' && isCore && ('data' in value || 'stringData' in value);
}
