import { remembering } from '../manifest/remember';

/**
 * What a key's name says about its value. Names are read as words, and as English: what comes last is what it is.
 * `TOKEN_TTL` is a time, `CACHE_KEY_PREFIX` a prefix, `DB_PASSWORD` a password.
 */

/** Words for credentials, also at the end of a word: `PGPASSWORD`, `authtoken`. */
const CREDENTIAL =
  /(?:password|passwd|passphrase|secret|token|credential|apikey|accesskey|secretkey|privatekey|signingkey|encryptionkey|authkey)s?$/;

/** Words for credentials that mean something else inside of longer names: `PASS_THROUGH`, `JWT_LEEWAY`. */
const CREDENTIAL_AT_END = /^(?:pass|pw|pwd|pat|jwt|bearer|creds|basicauth|htpasswd|dockerconfigjson|\w+pwd)$/;

/** What makes a `key` a credential. Others are for looking things up: cache, partition, routing, foreign, public. */
const KEY_KIND = new Set(
  (
    'access account admin aes api app application auth bot cipher client crypto decryption deploy encryption fernet gpg hmac ' +
    'integration jwt licence license master pgp private recovery root rsa secret service session shared signature signing ' +
    'ssh subscription token unseal webhook write'
  ).split(' '),
);

/** What is said about a credential without being one: after it, these words are what the key is. */
const HARMLESS = new Set(
  // how long, how many, how often
  (
    'age attempts bytes chars cost count days duration exp expiration expire expires expiry grace hours interval iterations ' +
    'leeway len length lifetime limit limits max maximum min minimum minutes ms period quota rate retries rounds sec seconds ' +
    'size skew strength threshold timeout ttl validity window ' +
    // where
    'address arn backend bucket cache collection db dir directory domain endpoint engine file filename folder host hostname ' +
    'location manager mount namespace path paths port project provider queue region repo repository server service source ' +
    'store table topic uri url urls vault volume ' +
    // which
    'alias class email fingerprint group id ids index kid label name names owner prefix ref reference role suffix tag user ' +
    'username version ' +
    // how
    'alg algo algorithm algorithms encoder encoding field fields flow format grant hasher header headers kind method mode ' +
    'param parameter pattern plugin policy property public publishable regex regexp rotation rule rules schema scheme strategy style subject ' +
    'template type types validation validator ' +
    // claims, cookies, switches
    'allowed attribute aud audience audiences claim claims cookie disabled enabled iss issuer issuers optional prompt ' +
    'realm required scope scopes'
  ).split(' '),
);

/** Where shells keep the working directory. */
const EXEMPT = new Set(['PWD', 'OLDPWD', 'INIT_CWD']);

/** How much the name alone says. */
export interface NameHint {
  /** The words that say it: `PASSWORD`. */
  readonly words: string;
  /** Whether nothing follows those words, so that the value is the credential itself. */
  readonly final: boolean;
}

/** What of a key's name says that its value is a credential. */
export const credentialName = remembering((key): NameHint | undefined => {
  if (EXEMPT.has(key)) return undefined;
  const words = wordsOf(key);
  for (let last = words.length - 1; last >= 0; last--) {
    const first = credentialEndingAt(words, last);
    if (first === undefined) continue;
    const after = words.slice(last + 1);
    // Half of a pair of which the other half is secret, and AppRole's password: no mere names.
    const half = /^(access key|vault secret) id$/.test(words.slice(-3).join(' '));
    if (!half && after.some((word) => HARMLESS.has(word))) return undefined;
    return {
      words: words
        .slice(first, last + 1)
        .join('_')
        .toUpperCase(),
      final: after.length === 0,
    };
  }
  return undefined;
});

/** Index of the first word of a credential that ends with the word at `last`. */
function credentialEndingAt(words: readonly string[], last: number): number | undefined {
  const word = words[last]!;
  const isEnd = last === words.length - 1;
  if (CREDENTIAL.test(word) || (isEnd && CREDENTIAL_AT_END.test(word))) return last;
  if (word !== 'key' && word !== 'keys') return undefined;
  const before = words[last - 1] ?? '';
  if (KEY_KIND.has(before)) return last - 1;
  return isEnd && words[0] === 'azure' && before !== 'public' ? 0 : undefined;
}

/** `dbPassword2` and `DB_PASSWORD_2` are `db password`: numbers do not change what a value is. */
function wordsOf(key: string): readonly string[] {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .map((word) => word.replace(/\d+$/, ''))
    .filter((word) => word !== '' && word !== 'v');
}
