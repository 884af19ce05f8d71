import { mkdirSync } from 'node:fs';
import { bindConfig, checkLiterals, Config, resolveConfig } from '../../lib/config';
import { errorCodes } from '../../lib/errors/codes';
import { configCodes } from '../../lib/errors/config-codes';
import { collecting, inEmptyFolder, service, throwing } from './support';

const anything = (value: unknown) => value as never;

describe('config is refused with one line', () => {
  const write = inEmptyFolder();

  test.each<[what: string, config: () => Config | Config[], line: string]>([
    [
      'a missing file',
      () => Config.fromEnvFile('config/lulu/staging.env'),
      'config/lulu/staging.env: does not exist; create it, or correct the path, which is relative to the current folder (TF1101)',
    ],
    [
      'a folder',
      () => (mkdirSync('a.env'), Config.fromEnvFile('a.env')),
      'a.env: is a folder; create it, or correct the path, which is relative to the current folder (TF1101)',
    ],
    [
      'no regular file',
      () => Config.fromEnvFile('/dev/zero'),
      'zero: is no regular file; create it, or correct the path, which is relative to the current folder (TF1101)',
    ],
    [
      'a path with NUL',
      () => Config.fromEnvFile('a\0b'),
      'a\\u{0}b: cannot be read (ERR_INVALID_ARG_VALUE); create it, or correct the path, which is relative to the current folder (TF1101)',
    ],
    [
      'no path',
      () => Config.fromEnvFile(anything(undefined)),
      'config: undefined is no path of a file; create it, or correct the path, which is relative to the current folder (TF1101)',
    ],
    [
      'a huge file',
      () => Config.fromEnvFile(write('a.env', '#'.repeat(5_000_000))),
      'a.env: has 5000000 bytes, and 4194304 is the most; create it, or correct the path, which is relative to the current folder (TF1101)',
    ],
    [
      'Latin-1',
      () => Config.fromEnvFile(write('a.env', Buffer.from('A=\xe9', 'latin1'))),
      'a.env: is not UTF-8; save it as UTF-8 text (TF1102)',
    ],
    [
      'UTF-16',
      () => Config.fromEnvFile(write('a.env', Buffer.from('\ufeffA=1', 'utf16le'))),
      'a.env: is not UTF-8; save it as UTF-8 text (TF1102)',
    ],
    [
      'a malformed line',
      () => Config.fromEnvFile(write('a.env', 'A=1\nB\n')),
      'a.env:2: has no "="; write KEY=value, or begin a comment with "#" (TF1103)',
    ],
    [
      'a bad name',
      () => Config.fromObject({ 'a.b': '1' }),
      'Config.fromObject: "a.b" is no name of an environment variable; use letters, digits and underscores, not beginning with a digit (TF1104)',
    ],
    [
      'a name that no key may have',
      () => Config.fromObject({ ['A'.repeat(254)]: '1' }),
      'Config.fromObject: key 1, a name of 254 characters, is too long for a key; use 253 at most (TF1104)',
    ],
    [
      'the name __proto__',
      () => Config.fromObject(anything(JSON.parse('{"__proto__":"1"}'))),
      'Config.fromObject: "__proto__" is no name of an environment variable; use letters, digits and underscores, not beginning with a digit (TF1104)',
    ],
    [
      'a key from two sources',
      () => [Config.fromEnvFile(write('a.env', '\nA=1')), Config.fromObject({ A: '2' })],
      "config A: comes from a.env:2 and again from Config.fromObject; drop one of them, or give the later source overrides: ['A'] (TF1108)",
    ],
    [
      'an override of another key',
      () => [Config.fromObject({ A: '1' }), Config.fromObject({ A: '2' }, { overrides: ['B'] })],
      "config A: comes from Config.fromObject and again from Config.fromObject; drop one of them, or give the later source overrides: ['A'] (TF1108)",
    ],
    [
      'a key of the log convention',
      () => Config.merge(Config.fromObject({ LOG_LEVEL: 'info' }), Config.logs()),
      "config LOG_LEVEL: comes from Config.fromObject and again from Config.logs; drop one of them, or give the later source overrides: ['LOG_LEVEL'] (TF1108)",
    ],
    [
      'NaN',
      () => Config.fromObject({ A: NaN }),
      'Config.fromObject: A is NaN; give a string, a finite number or a boolean (TF1109)',
    ],
    [
      'Infinity',
      () => Config.fromObject({ A: -Infinity }),
      'Config.fromObject: A is -Infinity; give a string, a finite number or a boolean (TF1109)',
    ],
    [
      'an object',
      () => Config.fromObject({ A: anything({ b: 1 }) }),
      'Config.fromObject: A is an object; give a string, a finite number or a boolean (TF1109)',
    ],
    [
      'a list',
      () => Config.fromObject({ A: anything([1]) }),
      'Config.fromObject: A is a list; give a string, a finite number or a boolean (TF1109)',
    ],
    [
      'undefined',
      () => Config.fromObject({ A: anything(undefined) }),
      'Config.fromObject: A is undefined; give a string, a finite number or a boolean (TF1109)',
    ],
    [
      'a function',
      () => Config.fromObject({ A: anything(() => 1) }),
      'Config.fromObject: A is a function; give a string, a finite number or a boolean (TF1109)',
    ],
    [
      'null for a record',
      () => Config.fromObject(anything(null)),
      "Config.fromObject: the config is no record; give one: { KEY: 'value' } (TF1109)",
    ],
    [
      'a record for a config',
      () => [anything({ A: '1' })],
      'config: something given is no Config; use Config.fromEnvFile, Config.fromObject or Config.logs (TF1109)',
    ],
    [
      'NUL',
      () => Config.fromObject({ A: '\0' }),
      'Config.fromObject: A has a NUL character; remove it: an environment variable ends there (TF1110)',
    ],
    [
      'half a character',
      () => Config.fromObject({ A: 'x\ud83d' }),
      'Config.fromObject: A has half of a surrogate pair; give whole Unicode characters (TF1110)',
    ],
    [
      'more than Linux takes',
      () => Config.fromObject({ A: 'x'.repeat(131_070) }),
      'Config.fromObject: A has 131073 bytes with its name; keep it within 131072, or mount it as a file: Linux starts no process with a longer variable (TF1110)',
    ],
    [
      'more than a ConfigMap takes',
      () => Config.fromObject(Object.fromEntries([...'ABCDEFGHI'].map((key) => [key, 'x y '.repeat(32_000)]))),
      'config: all values together have 1152000 bytes; keep them within 1048576, or mount large data as files (TF1111)',
    ],
    [
      'a credential by name',
      () => Config.fromEnvFile(write('a.env', 'DATABASE_PASSWORD=hunter2')),
      "config DATABASE_PASSWORD: a.env:1 looks like a credential: its name says PASSWORD; keep it in a Secret (Secrets.existing, Secrets.external, Secrets.sealed), or give the reason why it is none: allow: { DATABASE_PASSWORD: '...' } (TF1113)",
    ],
    [
      'a credential by value',
      () => Config.fromObject({ DATABASE: 'postgres://lulu:hunter2@db/lulu' }),
      "config DATABASE: Config.fromObject looks like a credential: its value looks like a URL with a password; keep it in a Secret (Secrets.existing, Secrets.external, Secrets.sealed), or give the reason why it is none: allow: { DATABASE: '...' } (TF1113)",
    ],
    [
      'an allowance without reason',
      () => Config.fromObject({ A_TOKEN: 'x' }, { allow: { A_TOKEN: ' ' } }),
      'config allow: "A_TOKEN" has no reason; say why it is no credential (TF1114)',
    ],
    [
      'an allowance for nothing',
      () => Config.fromObject({ A: 'x' }, { allow: { B_TOKEN: 'reason' } }),
      'config allow: "B_TOKEN" is no key of it; remove the allowance (TF1114)',
    ],
    [
      'an allowance that is not needed',
      () => Config.fromObject({ A: 'x' }, { allow: { A: 'reason' } }),
      'config allow: "A" does not look like a credential; remove the allowance (TF1114)',
    ],
    [
      'an unknown log level',
      () => Config.logs({ level: anything('verbose') }),
      'Config.logs level: "verbose" is unknown; use one of trace, debug, info, warn, error, fatal (TF1115)',
    ],
    [
      'an unknown log format',
      () => Config.logs({ format: anything('xml') }),
      'Config.logs format: "xml" is unknown; use one of json, logfmt, text (TF1115)',
    ],
  ])('for %s', (_, config, line) => {
    const { place, lines } = collecting();
    const configs = [config()].flat();
    resolveConfig(place, configs);
    expect(lines).toEqual([`[lulu/staging/api] ${line}`]);
    expect(() => resolveConfig(throwing(), configs)).toThrow(lines[0]);
  });

  test('where the name of an immutable ConfigMap is too long', () => {
    const { place, lines } = collecting();
    const instance = `lulu-${'x'.repeat(50)}`;
    bindConfig(
      service().scope,
      place,
      { instance, labels: {} },
      resolveConfig(place, [Config.fromObject({ A: '1' }).immutable()]),
    );
    expect(lines).toEqual([
      expect.stringContaining('has 66 characters; give shorter names: at most 63 characters together (TF1002)'),
    ]);
  });

  test('where a literal is bad', () => {
    const { place, lines } = collecting();
    checkLiterals(
      place,
      { 'a-b': '1', N: anything(1), Z: '\0', DB_PASSWORD: 'hunter2', FORM_TOKEN: 'csrf' },
      { FORM_TOKEN: 'a field', OLD: 'gone' },
    );
    expect(lines).toEqual([
      '[lulu/staging/api] env: "a-b" is no name of an environment variable; use letters, digits and underscores, not beginning with a digit (TF1104)',
      '[lulu/staging/api] env: N is no string; give a string (TF1109)',
      '[lulu/staging/api] env: Z has a NUL character; remove it: an environment variable ends there (TF1110)',
      "[lulu/staging/api] env DB_PASSWORD: looks like a credential: its name says PASSWORD; keep it in a Secret (Secrets.existing, Secrets.external, Secrets.sealed), or give the reason why it is none: in Config.fromObject allow: { DB_PASSWORD: '...' } (TF1113)",
      '[lulu/staging/api] env allow: "OLD" is no key of it; remove the allowance (TF1114)',
    ]);
  });
});

test('an unreadable file is told alone, not what would have been in it', () => {
  const { place, lines } = collecting();
  const resolved = resolveConfig(place, [
    Config.fromEnvFile('none.env', { required: ['A'], allow: { A_TOKEN: 'reason' } }),
  ]);
  expect(lines).toHaveLength(1);
  expect(resolved.isComplete).toBe(false);
});

test('every code of config has a page', () => {
  for (const [code, { title, remedy }] of Object.entries(configCodes)) {
    expect(code).toMatch(/^TF11\d\d$/);
    expect(title).not.toMatch(/[.;]$/);
    expect(remedy).toMatch(/\.$/);
    expect(errorCodes).toHaveProperty(code);
  }
});
