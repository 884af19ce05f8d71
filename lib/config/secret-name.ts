import type { Place } from '../errors';
import { isDnsName } from '../manifest';
import { isEnvName, shownName } from './env-name';

/** What a Secret's key may be as a file: a ConfigMap key, and no way out of the folder. */
const FILE_KEY = /^(?!\.{1,2}$)(?!\.\.)[-._A-Za-z0-9]{1,253}$/;

/** Tells a name that no Secret or store can have. */
export function checkSecretName(place: Place, subject: string, name: unknown): void {
  if (typeof name === 'string' && isDnsName(name)) return;
  const shown = typeof name === 'string' ? shownName(name) : JSON.stringify(name);
  place.problem(
    'TF1116',
    subject,
    `${shown} is no DNS name`,
    'use lower-case letters, digits, hyphens and dots, at most 253 characters',
  );
}

/** Tells keys that `envFrom` would leave out in silence, or that cannot be files. */
export function checkSecretKeys(place: Place, name: string, keys: readonly string[], isEnvironment: boolean): void {
  for (const key of keys) {
    if (isEnvironment ? isEnvName(key) : FILE_KEY.test(key) && key !== '__proto__') continue;
    place.problem(
      'TF1117',
      `secrets ${name}`,
      `${shownName(key)} cannot be ${isEnvironment ? 'an environment variable' : 'a file of it'}`,
      isEnvironment
        ? 'use letters, digits and underscores, 253 at most, or mount the secret with asFiles'
        : 'use letters, digits, "-", "_" and ".", 253 at most',
    );
  }
}

/** Tells a path that nothing can be mounted at. */
export function checkMountPath(place: Place, name: string, path: string): void {
  const isPath = typeof path === 'string' && /^(?:\/[^/:\0-\x1f]+)+$/.test(path);
  if (isPath && !path.split('/').some((part) => part === '.' || part === '..')) return;
  place.problem(
    'TF1118',
    `secrets ${name}`,
    `${JSON.stringify(path)} is no mount path`,
    'give an absolute path below "/", without ":", ".." or a slash at the end',
  );
}
