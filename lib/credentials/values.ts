import { remembering } from '../manifest/remember';

/**
 * What a value itself says: shapes that credentials have and nothing else does. Every quantifier that could run on is
 * bounded, so that a megabyte of text takes milliseconds.
 */

/** A place to put a value in, not the value: `${DB_PASSWORD}`, `$(DB_PASSWORD)`, `{{ .password }}`, `<password>`, `***`. */
const PLACEHOLDER = String.raw`(?:\$\{[^}]{0,200}\}|\$\([^)]{0,200}\)|\$\w{1,200}|\{\{[^}]{0,200}\}\}|<[\w -]{1,60}>|\*{1,60})`;

interface Shape {
  readonly what: string;
  readonly pattern: RegExp;
}

const SHAPES: readonly Shape[] = [
  {
    what: 'a private key in PEM',
    // Certificates, public keys and parameters are meant to be shown.
    pattern:
      /-----BEGIN (?!(?:[A-Z0-9]{1,12} ){0,3}(?:CERTIFICATE|CERTIFICATE REQUEST|PUBLIC KEY|PUBLIC KEY BLOCK|CRL|PARAMETERS)-----)[A-Z0-9 ]{1,40}-----/,
  },
  {
    what: 'a URL with a password',
    // The user, no port, then anything up to the host: passwords in URLs are often not escaped.
    pattern: new RegExp(
      String.raw`:\/\/[^\s/?#@:[\]]{0,256}:(?!\d{0,5}(?:[/?#,]|$))(?!${PLACEHOLDER}@)[^\s@"'<>]{1,512}@`,
    ),
  },
  {
    what: 'a data source name with a password',
    pattern: new RegExp(String.raw`(?:^|\s)[\w.-]{1,64}:(?!${PLACEHOLDER}@)[^\s@/]{1,256}@(?:tcp|tcp6|unix|udp)?\(`),
  },
  {
    what: 'a connection string with a password',
    pattern: new RegExp(
      String.raw`(?<![A-Za-z0-9])(?:password|passwd|pwd|sslpassword|accountkey|sharedaccesskey|sharedaccesssignature|secret|client_?secret|api_?key|access_?token|auth_?token|secret_?access_?key)["']?` +
        String.raw`(?:\s{0,9}=\s{0,9}["']?|["']\s{0,9}:\s{0,9}["'])(?!${PLACEHOLDER}|true\b|false\b|null\b)[^\s;&,"'}]{1,8}`,
      'i',
    ),
  },
  { what: 'a signed URL', pattern: /[?&](?:sig|signature|x-amz-signature|token)=[\w%/+.-]{16}/i },
  {
    what: 'a webhook URL',
    pattern: /hooks\.slack\.com\/services\/T\w{6,}|discord(?:app)?\.com\/api\/webhooks\/\d{6,}/,
  },
  { what: 'an AWS access key', pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/ },
  { what: 'a GitHub token', pattern: /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{30}|github_pat_\w{22})/ },
  { what: 'a GitLab token', pattern: /(?<![A-Za-z0-9])gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas|imt|ffct)-[\w-]{20}/ },
  { what: 'a Slack token', pattern: /(?<![A-Za-z0-9])(?:xox[abcdeoprs]-[\w-]{10}|xapp-\d-[\w-]{10})/ },
  {
    what: 'a Stripe key',
    pattern: /(?<![A-Za-z0-9])(?:(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16}|whsec_[A-Za-z0-9+/]{24})/,
  },
  { what: 'a Google key', pattern: /(?<![A-Za-z0-9])(?:AIza[\w-]{35}|GOCSPX-[\w-]{20}|ya29\.[\w-]{20})/ },
  { what: 'an npm token', pattern: /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}/ },
  { what: 'a PyPI token', pattern: /(?<![A-Za-z0-9])pypi-[\w-]{50}/ },
  { what: 'a SendGrid key', pattern: /(?<![A-Za-z0-9])SG\.[\w-]{16,32}\.[\w-]{16}/ },
  { what: 'an API key', pattern: /(?<![\w-])sk-(?=[\w-]{0,99}\d)(?=[\w-]{0,99}[A-Z])[\w-]{20}/ },
  { what: 'a Twilio key', pattern: /(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![0-9a-f])/ },
  { what: 'a Vault token', pattern: /(?<![A-Za-z0-9])hv[sbr]\.[\w-]{24}/ },
  {
    what: 'a token',
    pattern:
      /(?<![A-Za-z0-9])(?:hf_[A-Za-z]{34}|do[opr]_v1_[a-f0-9]{64}|dckr_(?:pat|oat)_[\w-]{20}|dapi[0-9a-f]{32}|gls?[ac]_[\w=]{30}|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}|NRAK-[A-Z0-9]{27}|dp\.(?:pt|st|sa)\.[\w.-]{20}|ATATT3[\w=-]{50}|AGE-SECRET-KEY-1[A-Z0-9]{50}|\d{8,10}:AA[\w-]{33})/,
  },
  { what: 'a JSON Web Token', pattern: /(?<![\w-])eyJ[\w-]{5,4096}\.eyJ[\w-]{5}/ },
  { what: 'a bearer token', pattern: /\bBearer\s{1,9}(?=[\w.~+/-]{0,99}\d)[\w.~+/-]{8}/i },
  {
    what: 'a password of basic authentication',
    // A digit or padding: what follows is base64, not a word.
    pattern: /\bBasic\s{1,9}(?:(?=[A-Za-z+/]{0,99}\d)[A-Za-z0-9+/]{8}|[A-Za-z+/]{6,4096}=)/i,
  },
  { what: 'a registry password', pattern: /"auth"\s{0,9}:\s{0,9}"[A-Za-z0-9+/]{6}/ },
  { what: 'a password hash', pattern: /\$(?:apr1|2[abxy]|argon2id?|argon2d|5|6|y)\$[\w./,=$-]{20}/ },
];

/** Base64 that is long enough to hold something. */
const BASE64 = /^[A-Za-z0-9+/\s]{16,}={0,2}$/;
const PRINTABLE = /^[\t\n\r\x20-\x7e]+$/;

/** What a value looks like by its shape alone, also inside of base64. The same few stand in thousands of containers. */
export const credentialValue = remembering((value): string | undefined => {
  const plain = shapeOf(value);
  if (plain !== undefined || !BASE64.test(value.trim())) return plain;
  const decoded = Buffer.from(value, 'base64').toString('latin1');
  const inside = PRINTABLE.test(decoded) ? shapeOf(decoded) : undefined;
  return inside === undefined ? undefined : `${inside} in base64`;
});

function shapeOf(value: string): string | undefined {
  return SHAPES.find(({ pattern }) => pattern.test(value))?.what;
}
