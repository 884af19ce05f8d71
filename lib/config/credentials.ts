import type { Place } from '../errors';
import { ANNOTATION_PREFIX } from '../manifest/labels';
import { credentialName } from './credential-names';
import { credentialValue } from './credential-values';
import { shownName } from './env-name';

/** The annotation that tells which keys are allowed to look like credentials, a line each with the reason. */
export const ALLOWED_CREDENTIALS = `${ANNOTATION_PREFIX}allowed-credentials`;

/** A key with its value, and where it is from. */
export interface Suspect {
  readonly key: string;
  readonly value: string;
  /** Where it is from. Not told where that is the prop itself. */
  readonly origin?: string;
}

/** What a switch is set to: `REQUIRE_TOKEN=true` is none. */
const SWITCH = /^(?:true|false|yes|no|on|off|none|null|enabled|disabled)$/i;
/** A number, a duration or a size, where the name goes on after the credential: `TOKEN_REFRESH_BEFORE=90s`. */
const AMOUNT = /^[\d.]{1,20}\s?[a-z%]{0,7}$/i;
/** The path of a file that holds the credential, as GOOGLE_APPLICATION_CREDENTIALS. Random text has capitals. */
const FILE_PATH = /^(?:\/[a-z0-9._-]{1,64}){2,16}$/;

/**
 * What makes a key look like a credential, as part of a sentence; `undefined` where nothing does. The answer never has
 * the value in it.
 */
export function credentialHint(key: string, value: string): string | undefined {
  if (value.trim() === '') return undefined;
  const shape = credentialValue(value);
  if (shape !== undefined) return `its value looks like ${shape}`;
  const named = credentialName(key);
  if (!named || SWITCH.test(value) || FILE_PATH.test(value)) return undefined;
  if (AMOUNT.test(value) && (!named.final || /TOKENS$/.test(named.words))) return undefined;
  return `its name says ${named.words}`;
}

/**
 * Tells keys that look like credentials and are not allowed to, and allowances without reason or use.
 *
 * @param subject the prop that the keys are in: `config`, `env`.
 * @param isComplete whether the suspects are all there are: if not, what seems to be without use may have one.
 * @returns the allowances that are in use, sorted by key.
 */
export function checkCredentials(
  place: Place,
  subject: string,
  suspects: readonly Suspect[],
  allow: ReadonlyMap<string, string>,
  isComplete = true,
): ReadonlyMap<string, string> {
  const used = new Map<string, string>();
  for (const { key, value, origin } of suspects) {
    const hint = credentialHint(key, value);
    if (hint === undefined) continue;
    const reason = allow.get(key);
    if (reason !== undefined) used.set(key, reason);
    else tellCredential(place, subject, key, hint, origin);
  }
  for (const [key, reason] of allow) {
    if (typeof reason !== 'string' || reason.trim() === '') {
      tellAllowance(place, subject, key, 'has no reason', 'say why it is no credential');
    } else if (isComplete && !used.has(key)) {
      const exists = suspects.some((suspect) => suspect.key === key);
      tellAllowance(
        place,
        subject,
        key,
        exists ? 'does not look like a credential' : 'is no key of it',
        'remove the allowance',
      );
    }
  }
  return new Map([...used].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The annotation of the object that holds allowed keys; none where none is allowed. */
export function allowanceAnnotation(allowed: ReadonlyMap<string, string>): Record<string, string> | undefined {
  if (allowed.size === 0) return undefined;
  // One annotation for all: the name of a variable may be longer than that of an annotation, or end with `_`.
  const lines = [...allowed].map(([key, reason]) => `${key}: ${String(reason).replace(/\s+/g, ' ').trim()}`);
  return { [ALLOWED_CREDENTIALS]: lines.join('\n') };
}

function tellCredential(place: Place, subject: string, key: string, hint: string, origin: string | undefined): void {
  // A literal has no place for a reason, which has to be rendered with the value.
  const where = subject === 'env' ? 'in Config.fromObject ' : '';
  place.problem(
    'TF1113',
    `${subject} ${key}`,
    `${origin ? `${origin} ` : ''}looks like a credential: ${hint}`,
    `keep it in a Secret (Secrets.existing, Secrets.external, Secrets.sealed), or give the reason why it is none: ${where}allow: { ${key}: '...' }`,
  );
}

function tellAllowance(place: Place, subject: string, key: string, given: string, remedy: string): void {
  place.problem('TF1114', `${subject} allow`, `${shownName(key)} ${given}`, remedy);
}
