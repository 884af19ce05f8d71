import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parsePlatform } from '../../../lib/release/platform-config';

const root = join(__dirname, '..', '..', '..');
const pack = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { exports: object };
const ajv = addFormats(new Ajv({ strict: true, allowUnionTypes: true }));
const validate = ajv.compile(JSON.parse(readFileSync(join(root, 'schemas', 'twelve.schema.json'), 'utf8')) as object);
const head = 'schema: 1\nenvironments:\n  staging: {}\n  production: { flow: pullRequest }\n';

/** The first block of YAML on a page of the documentation that has a text in it. */
function exampleIn(page: string, wanted: string): string {
  const blocks = readFileSync(join(root, 'docs', page), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g);
  return [...blocks].map(([, text]) => text as string).find((text) => text.includes(wanted)) ?? '';
}

test('the package lets it be named', () => {
  expect(pack.exports).toHaveProperty(['./schemas/*'], './schemas/*');
});

test.each([
  ['the least', head],
  ['the forge of its page', exampleIn('forges.md', 'forge:')],
  ['the policies of their page', `${head}${exampleIn('policies.md', 'policies:')}`],
  ['a main with pull requests', `${head}main: { flow: pullRequest }\nkeep: 5\n`],
  ['labels of all letters', `${head}forge: { labels: ['team: pc', 'cC{p}'] }\n`],
])('%s is good for twelve, and for an editor', (_, text) => {
  expect(() => parsePlatform(text)).not.toThrow();
  validate(parse(text));
  expect(validate.errors ?? []).toEqual([]);
});

test.each([
  ['a key that is not known', `${head}polices: {}\n`],
  ['another schema', head.replace('schema: 1', 'schema: 2')],
  ['no environments', 'schema: 1\n'],
  ['a flow that there is not', head.replace('pullRequest', 'pr')],
  ['a name that is none', head.replace('staging', 'Staging')],
  ['a number of releases that is none', `${head}keep: 0\n`],
  ['a rule that there is not', `${head}policies: { a: { environments: [production], soke: {} } }\n`],
  ['a list that is none', `${head}policies: { a: { environments: production, promoteFrom: staging } }\n`],
  ['a time that is none', `${head}policies: { a: { environments: [production], soak: { on: staging, for: 12 h } } }\n`],
  [
    'a day that there is not',
    `${head}policies: { a: { environments: [production], freeze: [{ days: [sunday], zone: Etc/UTC, reason: x }] } }\n`,
  ],
  [
    'a window without a reason',
    `${head}policies: { a: { environments: [production], freeze: [{ days: [sun], zone: Etc/UTC }] } }\n`,
  ],
  ['a version that is a number', `${head}policies: { a: { environments: [production], requires: { auth: 1.0 } } }\n`],
  ['a forge that there is not', `${head}forge: { kind: bitbucket }\n`],
  ['an address that is none', `${head}forge: { url: git.example.com }\n`],
  ['a repository without a path', `${head}forge: { repository: platform }\n`],
  ['a label with a comma', `${head}forge: { labels: ['a,b'] }\n`],
  ['a reviewer that is none', `${head}forge: { reviewers: { '*': ['@eve'] } }\n`],
])('%s is bad for twelve, and for an editor', (_, text) => {
  expect(() => parsePlatform(text)).toThrow('TF2204');
  expect(validate(parse(text))).toBe(false);
});
