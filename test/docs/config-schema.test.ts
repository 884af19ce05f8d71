import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { renderSchema, SCHEMA_FILE } from '../../scripts/docs/config-schema';
import { ROOT } from '../../scripts/docs/project';
import { parsePlatform } from '../../lib/release/platform-config';
import { EVERYTHING } from '../release/policies/support';
import { page } from './support';

const text = readFileSync(join(ROOT, SCHEMA_FILE), 'utf8');
const check = addFormats(new Ajv({ strict: false })).compile(JSON.parse(text) as object);

test('the JSON Schema of twelve.yaml is that of the parser', () => {
  expect(renderSchema()).toBe(text);
});

test('it takes a file with every rule', () => {
  expect([check(parse(EVERYTHING)), check.errors]).toEqual([true, null]);
});

test.each([
  ['an unknown key', EVERYTHING.replace('keep:', 'keeep:')],
  ['a flow that there is not', EVERYTHING.replace('flow: pullRequest', 'flow: pr')],
  ['a day that there is not', EVERYTHING.replace('[sat, sun]', '[sat, sunday]')],
  ['an unknown rule', EVERYTHING.replace('soak:', 'soaks:')],
])('%s is marked', (_, wrong) => {
  expect(wrong).not.toBe(EVERYTHING);
  expect(check(parse(wrong))).toBe(false);
});

test('the examples of the page are files that are read', () => {
  const examples = [...page('docs/policies.md').text.matchAll(/^```yaml\n((?:policies|main):\n[^]*?)^```$/gm)];
  expect(examples).toHaveLength(2);
  for (const [, example = ''] of examples) {
    const file = `schema: 1\nenvironments:\n  staging: {}\n  production: {}\n${example}`;
    expect([check(parse(file)), check.errors]).toEqual([true, null]);
    expect(() => parsePlatform(file)).not.toThrow();
  }
});

test('it is in the package', () => {
  const { files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { files: string[] };
  expect(files).toContain(SCHEMA_FILE.split('/')[0]);
});
