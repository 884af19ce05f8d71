import { readBundle } from '../../../lib/release/bundle';
import { Dist, type HostileBundle, manifest, testHostile, told } from './support';

function content(what: string, text: string, ...lines: readonly string[]): HostileBundle {
  return {
    what,
    make: (dist) => dist.write('staging/lulu/x.yaml', text),
    told: lines.map((line) => `[lulu/staging] x.yaml: ${line}`),
  };
}

const no = (field: string) => `${field} is missing or not as it has to be;`;
const apiVersion = `${no('apiVersion')} give "v1", or a group and a version as in "apps/v1" (TF2023)`;
const kind = `${no('kind')} give letters and digits, beginning with a capital, as in "Deployment" (TF2023)`;
const name = `${no('metadata.name')} give the name of the object (TF2023)`;
const notAnObject = 'it is not an object; a manifest has apiVersion, kind and metadata (TF2023)';
const list = 'it is a list of objects; write a file for each object (TF2024)';
const secret =
  'it has a Secret with its values, and would be committed to git; use Secrets.existing, Secrets.external or Secrets.sealed (TF2025)';

const objects: readonly HostileBundle[] = [
  content('text', 'hello\n', notAnObject),
  content('null', '~\n', notAnObject),
  content('a list of YAML', '- a: 1\n', notAnObject),
  content('an object of something else', 'a: 1\n', apiVersion, kind, name),
  content('an empty object', '{}\n', apiVersion, kind, name),
  ...['v2', '/v1', 'apps/', 'apps/v1/x', 'Apps/v1', '1', 'apps/V1', '[v1]'].map((value) =>
    content(`the apiVersion ${value}`, manifest('Service', 'x').replace('v1', value), apiVersion),
  ),
  ...['service', 'Ser vice', '../Service', '1', '', '{}'].map((value) =>
    content(`the kind ${JSON.stringify(value)}`, manifest(value, 'x'), kind),
  ),
  content('a name that is a number', manifest('Service', '1'), name),
  content('an empty name', manifest('Service', '""'), name),
  content('a name to be generated', manifest('Service', 'x').replace('name', 'generateName'), name),
  content('metadata that is a list', 'apiVersion: v1\nkind: Service\nmetadata: []\n', name),
  content(
    'a namespace that is a number',
    manifest('Service', 'x', '  namespace: 1\n'),
    `${no('metadata.namespace')} give text, or leave it out (TF2023)`,
  ),
];

const lists: readonly HostileBundle[] = [
  content('a List', 'apiVersion: v1\nkind: List\nitems: []\n', list),
  content('a list of a kind', 'apiVersion: v1\nkind: ConfigMapList\nmetadata: {name: x}\nitems: []\n', list),
  // kubectl asks for `items`, whatever the kind.
  content('what everything takes for a list', `${manifest('Service', 'x')}items: []\n`, list),
  content(
    'a Secret in a List',
    'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  metadata: {name: x}\n  stringData: {a: s3cr3t}\n',
    secret,
    list,
  ),
];

const secrets: readonly HostileBundle[] = [
  content('a Secret with data (X8)', manifest('Secret', 'x', 'data:\n  a: czNjcjN0\n'), secret),
  content('a Secret with stringData (X8)', manifest('Secret', 'x', 'stringData:\n  a: s3cr3t\n'), secret),
  content('a Secret with empty data (X8)', manifest('Secret', 'x', 'data: {}\n'), secret),
  content(
    'a Secret as JSON (X8)',
    '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"x"},"data":{"a":"eA=="}}',
    secret,
  ),
  content(
    'a Secret with escapes (X8)',
    'apiVersion: v1\nkind: "S\\x65cret"\nmetadata: {name: x}\n"d\\u0061ta": {a: eA==}\n',
    secret,
  ),
  content(
    'a Secret in an object that makes others (X8)',
    'apiVersion: kubernetes.crossplane.io/v1alpha2\nkind: Object\nmetadata:\n  name: x\nspec:\n  forProvider:\n    manifest:\n      apiVersion: v1\n      kind: Secret\n      stringData:\n        a: s3cr3t\n',
    secret,
  ),
  content(
    'a Secret of no group (X8)',
    '{apiVersion: /v1, kind: Secret, metadata: {name: x}, data: {}}',
    secret,
    apiVersion,
  ),
];

const twins: readonly HostileBundle[] = [
  content(
    'an object that is in another file too',
    manifest('Service', 'lulu-api'),
    'it is the same object as Service.lulu-api.yaml; rename one of them, or remove it (TF2026)',
  ),
  {
    what: 'an object that is there in two versions of its group',
    make: (dist) =>
      dist.write(
        'production/lulu/green/x.yaml',
        'apiVersion: apps/v1beta1\nkind: Deployment\nmetadata:\n  name: lulu-api-blue\n',
      ),
    told: '[lulu/production] green/x.yaml: it is the same object as blue/Deployment.lulu-api-blue.yaml; rename one of them, or remove it (TF2026)',
  },
];

describe('of objects', () => testHostile(objects));
describe('of lists', () => testHostile(lists));
describe('of secrets', () => testHostile(secrets));
describe('of twins', () => testHostile(twins));

test.each([
  ['a Secret without values', manifest('Secret', 'x', 'type: kubernetes.io/service-account-token\n')],
  [
    'a sealed secret and its template',
    'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata:\n  name: x\nspec:\n  encryptedData: {a: AgBy}\n  template: {data: {b: "{{ .a }}"}}\n',
  ],
  [
    'a reference to a secret',
    'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata:\n  name: x\nspec: {ref: {kind: Secret, data: x}}\n',
  ],
  ['a kind that ends in List and is none', 'apiVersion: example.com/v1\nkind: AllowList\nmetadata: {name: x}\n'],
  ['the same name in another namespace', manifest('Service', 'lulu-api', '  namespace: other\n')],
  ['the same name in another group', 'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: lulu-api}\n'],
  ['keys that JavaScript objects inherit', manifest('ConfigMap', 'x', 'data: {constructor: a, toString: b}\n')],
  ['a comment, and a document mark', `--- # by hand\n${manifest('Service', 'x')}...\n`],
])('%s is no fault', (_, text) => {
  const dist = new Dist();
  dist.write('staging/lulu/x.yaml', text);
  dist.seal();
  expect(told(() => readBundle(dist.folder, 'lulu'))).toEqual([]);
  dist.remove();
});

test('what a file says is in no message', () => {
  const texts = [
    manifest('Secret', 's3cr3t', 'stringData:\n  s3cr3t: s3cr3t\n'),
    's3cr3t: s3cr3t\ns3cr3t: s3cr3t\n',
    's3cr3t: !s3cr3t x\n',
    's3cr3t: [s3cr3t\n',
    's3cr3t: "s3cr3t',
    's3cr3t\ns3cr3t: s3cr3t\n- s3cr3t',
    's3cr3t: @s3cr3t\n',
    '%s3cr3t s3cr3t\n',
    '? {s3cr3t: s3cr3t}\n',
    '[s3cr3t]: s3cr3t',
    "'s3cr3t': 's3cr3t' s3cr3t",
    's3cr3t: |s3cr3t\n s3cr3t',
    's3cr3t: "\\s3cr3t"',
    '--- s3cr3t\n--- s3cr3t',
    'apiVersion: s3cr3t\nkind: s3cr3t\nmetadata: s3cr3t\n',
  ];
  const dist = new Dist();
  texts.forEach((text, index) => dist.write(`staging/lulu/x${index}.yaml`, text));
  const lines = told(() => readBundle(dist.folder, 'lulu'));
  expect(new Set(lines.map((line) => /x\d+/.exec(line)?.[0])).size).toBe(texts.length);
  expect(lines.join()).not.toContain('s3cr3t');
  dist.write('lulu.json', '{"s3cr3t": s3cr3t}');
  expect(told(() => readBundle(dist.folder, 'lulu')).join()).not.toContain('s3cr3t');
  dist.remove();
});
