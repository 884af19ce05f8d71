import fc from 'fast-check';
import { checkContract, checkLiterals, Config, resolveConfig } from '../../lib/config';
import { credentialHint } from '../../lib/credentials';
import { parseEnvText } from '../../lib/config/env-file';
import { collecting, inEmptyFolder } from './support';

/** Token shapes are put together here, so that no scanner takes this file for a leak. */
const random = (length: number) => 'aB3dE5gH7jK9mN1pQ4rS6tU8vW0xY2zC'.repeat(4).slice(0, length);
const hex = (length: number) => '0123456789abcdef'.repeat(8).slice(0, length);
const pem = (label: string) => `-----BEGIN ${label}-----\nMIIE\n-----END ${label}-----\n`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('by its name, a key looks like a credential', () => {
  test.each(
    (
      'PASSWORD DATABASE_PASSWORD PGPASSWORD DB_PASS SMTP_PASSWD MYSQL_PWD PASSPHRASE DB_PASSWORD_2 DB_PASSWORD_PROD dbPassword ' +
      'SECRET CLIENT_SECRET COOKIE_SECRETS SECRET_KEY_BASE TOKEN GITHUB_TOKEN AUTHTOKEN ACCESS_TOKEN_V2 SENTRY_AUTH_TOKEN ' +
      'API_KEY APIKEY apiKey API_KEYS PRIVATE_KEY SSH_PRIVATE_KEY ACCESS_KEY AWS_SECRET_ACCESS_KEY AWS_ACCESS_KEY_ID SIGNING_KEY ' +
      'ENCRYPTION_KEY APP_KEY AZURE_KEY AZURE_STORAGE_KEY AZURE_COGNITIVE_SERVICES_KEY CREDENTIAL DB_CREDENTIALS DB_CREDS ' +
      'BEARER JWT ADMIN_JWT GITHUB_PAT PAT PASSWORD_HASH VAULT_SECRET_ID'
    ).split(' '),
  )('%s', (key) => {
    expect(credentialHint(key, 'x')).toMatch(/^its name says [A-Z_]+$/);
    expect(credentialHint(key, '  ')).toBeUndefined();
  });
});

describe('by its name, a key does not look like a credential', () => {
  test.each([
    ['TOKEN_TTL', '900'],
    ['PASSWORD_MIN_LENGTH', '12'],
    ['SECRET_NAME', 'lulu-secret'],
    ['SECRETS_DIR', 'secrets'],
    ['CACHE_KEY_PREFIX', 'lulu:'],
    ['KEYCLOAK_URL', 'https://login.example.com'],
    ['PASSWORD_FILE', '/run/secrets/password'],
    ['TOKEN_PATH', 'token'],
    ['TLS_PRIVATE_KEY', '/etc/tls/tls.key'],
    ['GOOGLE_APPLICATION_CREDENTIALS', '/var/run/secrets/google.json'],
    ['PUBLIC_KEY', 'x'],
    ['JWT_PUBLIC_KEY', 'x'],
    ['AZURE_PUBLIC_KEY', 'x'],
    ['AZURE_KEY_VAULT_NAME', 'x'],
    ['JWT_ISSUER', 'https://login.example.com'],
    ['JWT_EXPIRES_IN', '15m'],
    ['TOKEN_URL', 'https://login.example.com/token'],
    ['PASSWORD_RESET_URL', 'https://example.com/reset'],
    ['TOKEN_REFRESH_BEFORE', '90s'],
    ['MAX_TOKENS', '4096'],
    ['REQUIRE_PASSWORD', 'true'],
    ['TOKENIZERS_PARALLELISM', 'false'],
    ['PARTITION_KEY', 'id'],
    ['ROUTING_KEY', 'orders.created'],
    ['KEY', 'x'],
    ['PWD', '/app'],
    ['BYPASS_CACHE', 'x'],
    ['COMPASS', 'north'],
    ['MONKEY', 'x'],
    ['SECRETARY_EMAIL', 'secretary@example.com'],
    ['PASSENGER_APP_ENV', 'production'],
  ])('%s=%s', (key, value) => {
    expect(credentialHint(key, value)).toBeUndefined();
  });
});

describe('by its shape, a value looks like', () => {
  test.each<[what: string, value: string]>([
    ['a URL with a password', 'postgres://lulu:hunter2@db:5432/lulu'],
    ['a URL with a password', 'redis://:hunter2@cache'],
    ['a URL with a password', 'amqp://u:1234@mq'],
    ['a URL with a password', 'postgres://u:p/w#x@db'],
    ['a data source name with a password', 'lulu:hunter2@tcp(db:3306)/lulu'],
    ['a connection string with a password', 'host=db user=lulu password=hunter2'],
    ['a connection string with a password', 'Server=db;User Id=lulu;Pwd=hunter2;'],
    ['a connection string with a password', 'AccountName=lulu;AccountKey=aGVsbG8=;'],
    ['a connection string with a password', 'jdbc:postgresql://db/lulu?user=lulu&password=hunter2'],
    ['a connection string with a password', '-Xmx1g -Dspring.datasource.password=hunter2'],
    ['a connection string with a password', '{"user": "lulu", "password": "hunter2"}'],
    ['a private key in PEM', pem('PRIVATE KEY')],
    ['a private key in PEM', pem('RSA PRIVATE KEY').replace(/\n/g, '\\n')],
    ['a private key in PEM', pem('OPENSSH PRIVATE KEY')],
    ['a private key in PEM', pem('PGP PRIVATE KEY BLOCK')],
    ['a private key in PEM', pem('CERTIFICATE') + pem('PRIVATE KEY')],
    ['a private key in PEM in base64', base64(pem('EC PRIVATE KEY'))],
    ['a URL with a password in base64', base64('postgres://lulu:hunter2@db/lulu')],
    ['an AWS access key', `AK${'IA'}IOSFODNN7EXAMPLE`],
    ['an AWS access key', `key=AS${'IA'}IOSFODNN7EXAMPLE,`],
    ['a GitHub token', `ghp_${random(36)}`],
    ['a GitHub token', `github_${'pat'}_${random(60)}`],
    ['a GitLab token', `gl${'pat'}-${random(20)}`],
    ['a Slack token', `xox${'b'}-123456789012-${random(12)}`],
    ['a Stripe key', `sk_${'live'}_${random(24)}`],
    ['a Google key', `AI${'za'}${random(35)}`],
    ['an npm token', `npm_${random(36)}`],
    ['a SendGrid key', `SG.${random(22)}.${random(43)}`],
    ['an API key', `sk-${random(48)}`],
    ['an API key', `sk-${'proj'}-${random(48)}`],
    ['a Twilio key', `SK${hex(32)}`],
    ['a Vault token', `hvs.${random(24)}`],
    [
      'a JSON Web Token',
      `${base64('{"alg":"HS256"}').replace(/=/g, '')}.${base64('{"sub":"1"}').replace(/=/g, '')}.${random(20)}`,
    ],
    ['a bearer token', `Authorization: Bearer ${random(20)}`],
    ['a password of basic authentication', `Basic ${base64('lulu:hunter2')}`],
    ['a registry password', `{"auths":{"r.example.com":{"auth":"${base64('lulu:hunter2')}"}}}`],
    ['a password hash', `lulu:$2y$10$${random(53)}`],
    ['a webhook URL', `https://hooks.slack.com/services/T${'0'.repeat(8)}/B0/x`],
    ['a signed URL', `https://store.example.com/a?sv=1&sig=${random(40)}`],
  ])('%s: %s', (what, value) => {
    expect(credentialHint('SETTING', value)).toBe(`its value looks like ${what}`);
  });

  test.each([
    'postgres://lulu@db:5432/lulu',
    'http://host:8080/path?x=@y',
    'postgres://lulu:${DB_PASSWORD}@db/lulu',
    'postgres://lulu:$(DB_PASSWORD)@db/lulu',
    'oci://registry:5000/lulu/api@sha256:0a0a',
    'mongodb://a:27017,b:27017/lulu?appName=@x',
    'https://user:@host',
    'git@github.com:example/lulu.git',
    'host=db password=${DB_PASSWORD}',
    'https://example.com/?fields=password,token',
    pem('CERTIFICATE'),
    pem('PUBLIC KEY'),
    base64(pem('CERTIFICATE')),
    base64('nothing to see here'),
    'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    'Basic Authentication',
    'Bearer authentication',
    'sk-learn-some-long-model-name',
    'Shop <shop@example.com>',
    '10.0.0.1:6379',
    'Mon: 08:00-12:00',
  ])('nothing: %s', (value) => {
    expect(credentialHint('SETTING', value)).toBeUndefined();
  });

  test('is told in a moment, whatever the value', () => {
    const parts = [
      '://a:',
      'eyJ',
      'A',
      '-----BEGIN ',
      'password=',
      'Bearer 1',
      'Basic a',
      'x:',
      'sk-',
      ' ',
      '1',
      '$2y$',
      '{{',
      '/a',
    ];
    const started = Date.now();
    for (const part of parts) credentialHint('SETTING', `${part.repeat(131_000 / part.length)}!`);
    expect(Date.now() - started).toBeLessThan(5000);
  });
});

describe('no message tells a value', () => {
  const write = inEmptyFolder();
  const values = fc.stringMatching(/^[a-z0-9]{12,40}$/).map((text) => `hunter2${text}`);
  /** Ways to get a value wrong, in an env file. */
  const lines: ((value: string) => string)[] = [
    (value) => `PASSWORD=${value}`,
    (value) => `A=postgres://u:${value}@h`,
    (value) => value,
    (value) => `A B=${value}`,
    (value) => `A=${value}#${value}`,
    (value) => `A="${value}`,
    (value) => `A="${value}" ${value}`,
    (value) => `A="${value}\\"${value}"`,
    (value) => `A=1${value}\nA=2${value}`,
    (value) => `A=${value}\0`,
    (value) => `A=\u00a0${value}`,
    (value) => `LOG_LEVEL=${value}`,
    (value) => `${value}/+/${value}==`,
    (value) => `export ${value}`,
  ];

  test('of an env file', () => {
    fc.assert(
      fc.property(values, fc.subarray(lines, { minLength: 1 }), (value, chosen) => {
        const { place, lines: told } = collecting();
        const text = chosen.map((line) => line(value)).join('\n');
        parseEnvText(place, 'a.env', text);
        resolveConfig(place, [Config.logs(), Config.fromEnvFile(write('a.env', text), { overrides: true })]);
        expect(told.join('\n')).not.toContain('hunter2');
      }),
    );
  });

  test('of an object or a literal', () => {
    fc.assert(
      fc.property(values, (value) => {
        const { place, lines: told } = collecting();
        const record = {
          PASSWORD: value,
          A: `postgres://u:${value}@h`,
          B: `${value}\0`,
          C: { value },
          D: [value],
          E: () => value,
        } as never;
        const resolved = resolveConfig(place, [Config.fromObject(record), Config.fromObject(record)]);
        checkLiterals(place, record);
        checkContract(place, resolved, { secrets: [], literals: record });
        expect(told.length).toBeGreaterThan(10);
        expect(told.join('\n')).not.toContain('hunter2');
      }),
    );
  });
});
