import { ANNOTATION_PREFIX } from '../manifest/labels';
import { credentialName } from './names';
import { credentialValue } from './values';

/** The annotation that tells which keys are allowed to look like credentials, a line each with the reason. */
export const ALLOWED_CREDENTIALS = `${ANNOTATION_PREFIX}allowed-credentials`;

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
