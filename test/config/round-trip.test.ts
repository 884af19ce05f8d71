import fc from 'fast-check';
import { Config, bindConfig, resolveConfig } from '../../lib/config';
import { parseEnvText } from '../../lib/config/env-file';
import { service, throwing } from './support';

/** A value as an env file can hold it; `undefined` where dotenv has no way to write it. */
function quote(value: string): string | undefined {
  if (/^[\x21-\x7e]*$/.test(value) && !/[#]|^['"`]/.test(value)) return value;
  if (value.endsWith('\\')) return undefined;
  for (const mark of ["'", '`']) {
    if (!value.includes(mark) && !value.includes('\r')) return mark + value + mark;
  }
  if (value.includes('"') || /\\[nr]/.test(value)) return undefined;
  return `"${value.replace(/\n/g, '\\n').replace(/\r/g, '\\r')}"`;
}

const names = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,20}$/).filter((name) => name !== '__proto__');
const hostile = fc.constantFrom(
  "'",
  '"',
  '`',
  '#',
  '\\',
  '\\n',
  '\n',
  '\r',
  ' ',
  '\t',
  '=',
  '$A',
  '${A}',
  '$(A)',
  '\u2028',
  '\u0085',
  '\ufeff',
  'yes',
  '0o17',
  '---',
  '@',
  ':',
  '😀',
);
const values = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.array(hostile, { maxLength: 8 }).map((parts) => parts.join('')),
  )
  .filter((value) => !value.includes('\0'));
const records = fc.dictionary(names, values, { noNullPrototype: true });

test('values that are written to an env file are read back as they were', () => {
  fc.assert(
    fc.property(records, (record) => {
      const writable = Object.entries(record).filter(([, value]) => quote(value) !== undefined);
      const text = writable.map(([key, value]) => `${key}=${quote(value)}\n`).join('');
      const read = parseEnvText(throwing(), 'a.env', text).map(({ key, value }) => [key, value]);
      expect(read).toEqual(writable);
    }),
    { numRuns: 2000 },
  );
});

test('values given in code reach the ConfigMap as they are', () => {
  fc.assert(
    fc.property(records, (record) => {
      const plain = Object.fromEntries(
        Object.entries(record).map(([key, value]) => [`X${key.replace(/[^a-z]/g, '')}Q`, value]),
      );
      const resolved = resolveConfig(throwing(), [Config.fromObject(plain)]);
      const { configMap } = bindConfig(service().scope, throwing(), { instance: 'lulu-api', labels: {} }, resolved);
      const rendered = configMap?.toJson() as { data?: unknown } | undefined;
      expect(rendered?.data ?? {}).toEqual(plain);
    }),
  );
});
