import type { Place } from '../errors';

/** Longest name of a label, and so of a Service, a pod's instance label or a host name. */
export const MAX_NAME = 63;

/** A DNS label (RFC 1035): what a Kubernetes Service may be called, the strictest rule of all objects. */
export const DNS_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** Labels with dots between; they may begin with a digit. */
const DNS_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;

/** A label's value, see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

/** Whether a string is a DNS label of at most 63 characters. */
export function isDnsLabel(name: unknown): boolean {
  return typeof name === 'string' && name.length <= MAX_NAME && DNS_LABEL.test(name);
}

/** Whether a string may be the value of a label. */
export function isLabelValue(value: unknown): boolean {
  return typeof value === 'string' && value.length <= MAX_NAME && LABEL_VALUE.test(value);
}

/** Whether a string may be the key of a label or of an annotation: a name, with a DNS name and a slash before it or without. */
export function isLabelKey(key: string): boolean {
  const [name = '', prefix, ...rest] = key.split('/').reverse();
  return name !== '' && isLabelValue(name) && (prefix === undefined || isDnsName(prefix)) && rest.length === 0;
}

/** Whether a string is a DNS name: labels with dots between, as hosts and most objects' names are. */
export function isDnsName(name: unknown): boolean {
  return typeof name === 'string' && name.length <= 253 && DNS_NAME.test(name);
}

/** Tells a name that is no DNS label. Length is checked by `checkNameLength`, on the composed name. */
export function checkName(place: Place, subject: string, name: unknown): void {
  if (typeof name !== 'string' || !DNS_LABEL.test(name)) {
    place.problem(
      'TF1001',
      subject,
      `${JSON.stringify(name)} is not a DNS label`,
      'use lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit',
    );
  }
}

/** Tells what can't be the name of a construct: no DNS label, or reserved. */
export function checkConstructName(place: Place, subject: string, name: unknown): void {
  checkName(place, subject, name);
  if (typeof name === 'string' && DNS_LABEL.test(name) && isReserved(name)) {
    place.problem('TF1001', subject, `"${name}" is taken by JavaScript itself`, 'choose another name');
  }
}

/** Whether no construct can have a name: constructs keep their children in an object, which inherits some. */
export function isReserved(name: string): boolean {
  return name in Object.prototype;
}

/** Tells a composed name that is too long: it is never cut, because a cut name may be another one's. */
export function checkNameLength(place: Place, subject: string, name: string, max = MAX_NAME): void {
  if (name.length > max) {
    place.problem(
      'TF1002',
      subject,
      `${JSON.stringify(name)} has ${name.length} characters`,
      `give shorter names: at most ${max} characters together`,
    );
  }
}

/** Tells an owner that can't be a label. */
export function checkOwner(place: Place, owner: string | undefined): void {
  if (owner !== undefined && (owner === '' || !isLabelValue(owner))) {
    place.problem(
      'TF1008',
      'owner',
      `${JSON.stringify(owner)} can't be a label`,
      'use letters, digits, dots, hyphens and underscores, at most 63, beginning and ending with a letter or digit',
    );
  }
}

/** A version as part of a name: `1.5.0` becomes `1-5-0`. */
export function versionSlug(version: string): string {
  return version
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
