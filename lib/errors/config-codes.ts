/** TF11xx: config, secrets and the contract between them. */
export const configCodes = {
  TF1101: {
    title: 'The env file cannot be read',
    remedy: 'The path is relative to the folder that synthesis runs in. Create the file, or correct the path.',
  },
  TF1102: {
    title: 'A file is not UTF-8 text',
    remedy: 'ConfigMaps hold text alone. Save the file as UTF-8; binary data belongs into a volume or an object store.',
  },
  TF1103: {
    title: 'A line of an env file is no `KEY=value`',
    remedy:
      'dotenv drops such a line without a word, and the service misses a key. Write `KEY=value`, quote a value that goes over several lines, or make the line a comment with `#`.',
  },
  TF1104: {
    title: 'A key cannot be the name of an environment variable',
    remedy:
      'Use letters, digits and underscores, not beginning with a digit, 253 at most. Kubernetes leaves other keys out of `envFrom` in silence, and no shell can read them.',
  },
  TF1105: {
    title: 'A quoted value does not end where its quote ends',
    remedy:
      'A quote was opened and not closed, something follows the closing quote, or a quote inside is escaped, which dotenv does not undo. Choose a quote (`\'`, `"` or a backtick) that the value does not contain.',
  },
  TF1106: {
    title: 'dotenv reads another value than is written',
    remedy: 'Without quotes, `#` begins a comment and white space around the value is lost. Put the value in quotes.',
  },
  TF1107: {
    title: 'A key is twice in one env file',
    remedy: 'Keep one of the two lines; the other one would be lost.',
  },
  TF1108: {
    title: 'A key comes from two sources',
    remedy:
      'Which one wins should be said, not found out: drop one of them, or name the key in `overrides` of the one that is to win. Config comes first, then secrets in their order, then `env`.',
  },
  TF1109: {
    title: 'Config is not made of text, numbers and booleans',
    remedy:
      'An environment variable is text. Give a record of strings, finite numbers and booleans; write anything else as the text that the service reads.',
  },
  TF1110: {
    title: 'A value cannot reach a process',
    remedy:
      'An environment variable ends at NUL, ConfigMaps hold Unicode text, and Linux refuses to start a process with a variable above 128 KiB. Mount such data as a file.',
  },
  TF1111: {
    title: 'The config is larger than a ConfigMap',
    remedy: 'Kubernetes takes at most 1 MiB in one ConfigMap. Mount large data as files, or let the service fetch it.',
  },
  TF1112: {
    title: 'A required key comes from nowhere',
    remedy:
      'Each name in `required` must come from config, from a secret that declares it in `keys`, or from `env`. Add it, or take it out of `required`.',
  },
  TF1113: {
    title: 'A credential is in plain config',
    remedy:
      'Everybody who reads the repository or the ConfigMap could read it. Keep it in a Secret and refer to that: `Secrets.existing`, `Secrets.external` or `Secrets.sealed`. What only looks like a credential is let through by `allow`, with the reason.',
  },
  TF1114: {
    title: 'An allowance in `allow` is void',
    remedy:
      'Each entry names a key that looks like a credential and the reason why it is none. Give the reason, or remove the entry: an allowance that nothing needs would let the next credential through.',
  },
  TF1115: {
    title: 'The log level or format is unknown',
    remedy:
      'Levels are trace, debug, info, warn, error and fatal; formats json, logfmt and text. A service with words of its own sets LOG_LEVEL and LOG_FORMAT without `Config.logs`.',
  },
  TF1116: {
    title: 'A Secret cannot have that name',
    remedy:
      'Names of Secrets and stores are DNS names: lower-case letters, digits, hyphens and dots, at most 253 characters.',
  },
  TF1117: {
    title: 'A key cannot be in that Secret',
    remedy:
      "Keys of Secrets are letters, digits, `-`, `_` and `.`; a key that becomes an environment variable has no `-` or `.` and does not begin with a digit. A store's property must be named.",
  },
  TF1118: {
    title: 'A Secret cannot be mounted there',
    remedy: 'Give each Secret an absolute path of its own, not inside that of another one, without `:` or `..`.',
  },
  TF1119: {
    title: 'An external secret does not say what to fetch',
    remedy:
      'Give `store`, the name of a SecretStore or ClusterSecretStore, `path`, where it keeps the secret, and a refresh interval that is not negative.',
  },
  TF1120: {
    title: 'The sealed secret cannot be read',
    remedy: 'The path is relative to the folder that synthesis runs in. Make the file with `kubeseal --format yaml`.',
  },
  TF1121: {
    title: 'The file does not hold exactly one SealedSecret',
    remedy:
      'The file is what `kubeseal --format yaml` writes: one document of kind SealedSecret with `encryptedData`. A plain Secret is never rendered: seal it, and take the plain one out of git.',
  },
  TF1122: {
    title: 'The sealed secret is sealed for another namespace',
    remedy: 'The controller opens it only in the namespace that it was sealed for. Seal it again for this one.',
  },
  TF1123: {
    title: 'A Secret is used twice',
    remedy:
      'One service refers to a Secret once as environment; two objects never share a name. Remove one, or give it another name.',
  },
} as const;
