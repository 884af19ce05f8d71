import { ALLOWED_CREDENTIALS, credentialHint } from '../credentials';
import type { Place } from '../errors';
import { shownName } from './env-name';

/** A key with its value, and where it is from. */
export interface Suspect {
  readonly key: string;
  readonly value: string;
  /** Where it is from. Not told where that is the prop itself. */
  readonly origin?: string;
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
