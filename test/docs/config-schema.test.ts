import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { renderSchema, SCHEMA_FILE } from '../../scripts/docs/config-schema';
import { ROOT } from '../../scripts/docs/project';
import { EVERYTHING } from '../release/policies/support';

const text = readFileSync(join(ROOT, SCHEMA_FILE), 'utf8');
const check = new Ajv({ strict: false }).compile(JSON.parse(text) as object);

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

test('it is in the package', () => {
  const { files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { files: string[] };
  expect(files).toContain(SCHEMA_FILE.split('/')[0]);
});
