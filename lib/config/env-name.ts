import { type Place, shown } from '../errors';

/** What a shell can read and `envFrom` takes in every version of Kubernetes. */
const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Linux' MAX_ARG_STRLEN: `KEY=value` and a NUL, in bytes. A process with a longer variable does not start. */
const MAX_VARIABLE = 128 * 1024;

/** With the `u` flag, a surrogate matches only where it has no partner. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/** Longest key of a ConfigMap or a Secret. */
const MAX_NAME = 253;

/** Whether a string may be the name of an environment variable. */
export function isEnvName(name: string): boolean {
  return name.length <= MAX_NAME && ENV_NAME.test(name) && name !== '__proto__';
}

/**
 * A name as messages show it. What is no name may be the middle of a credential, from a line broken in the wrong place:
 * then only its length is told. Credentials are ASCII, so that letters of other scripts may be shown.
 *
 * @param index its place among other keys, if it has one
 */
export function shownName(name: string, index?: number): string {
  if (/^[\p{L}\p{N}_.\- ]{0,40}$/u.test(name)) return shown(name);
  const length = `a name of ${name.length} characters`;
  return index === undefined ? length : `key ${index + 1}, ${length},`;
}

/** Tells a key that cannot be an environment variable. */
export function checkEnvName(place: Place, subject: string, name: string, index?: number): boolean {
  if (isEnvName(name)) return true;
  if (name.length > MAX_NAME) {
    place.problem('TF1104', subject, `${shownName(name, index)} is too long for a key`, `use ${MAX_NAME} at most`);
    return false;
  }
  place.problem(
    'TF1104',
    subject,
    `${shownName(name, index)} is no name of an environment variable`,
    'use letters, digits and underscores, not beginning with a digit',
  );
  return false;
}

/** Tells a value that no process could receive as it is. */
export function checkEnvValue(place: Place, subject: string, key: string, value: string): boolean {
  const wrong = whyNoEnvValue(key, value);
  if (wrong === undefined) return true;
  place.problem('TF1110', subject, `${key} ${wrong[0]}`, wrong[1]);
  return false;
}

function whyNoEnvValue(key: string, value: string): [given: string, remedy: string] | undefined {
  if (value.includes('\0')) return ['has a NUL character', 'remove it: an environment variable ends there'];
  if (LONE_SURROGATE.test(value)) return ['has half of a surrogate pair', 'give whole Unicode characters'];
  // A character has three bytes at most.
  if ((key.length + value.length) * 3 + 2 <= MAX_VARIABLE) return undefined;
  const bytes = Buffer.byteLength(key) + Buffer.byteLength(value) + 2;
  if (bytes <= MAX_VARIABLE) return undefined;
  return [
    `has ${bytes} bytes with its name`,
    `keep it within ${MAX_VARIABLE}, or mount it as a file: Linux starts no process with a longer variable`,
  ];
}
