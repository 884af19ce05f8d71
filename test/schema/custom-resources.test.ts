import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readCustomResources, schemasOf } from '../../lib/schema';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crds-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const definition = (openAPIV3Schema: unknown, group = 'example.com', kind = 'Lulu') => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `x.${group}` },
  spec: { group, names: { kind }, versions: [{ name: 'v1', schema: { openAPIV3Schema } }] },
});

const spec = (properties: unknown, other: object = {}) => ({
  type: 'object',
  properties: { spec: { type: 'object', properties, ...other } },
});

/** Writes files, and gives what is told of an object by what they define. */
function problems(files: Record<string, unknown>, object: object): string[] {
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : stringify(content));
  }
  const { customResources, faults } = readCustomResources(folder, (file) => file.slice(folder.length + 1));
  expect(faults).toEqual([]);
  const given = { apiVersion: 'example.com/v1', kind: 'Lulu', metadata: { name: 'a' }, ...object };
  return schemasOf(30, customResources)
    .problems(given)
    .map(({ code, path, given: what }) => `${code} ${path.join('.')}: ${what}`);
}

test.each<[string, unknown, object, string[]]>([
  ['a field that it has', spec({ a: { type: 'string' } }), { spec: { a: 'x' } }, []],
  [
    'a field that it lacks',
    spec({ a: { type: 'string' } }),
    { spec: { b: 1 } },
    ['TF3301 spec.b: there is no field "b"'],
  ],
  [
    'any field where it keeps them',
    spec({ a: {} }, { 'x-kubernetes-preserve-unknown-fields': true }),
    { spec: { b: 1 } },
    [],
  ],
  [
    'a number or text',
    spec({ a: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] } }),
    { spec: { a: true } },
    ['TF3302 spec.a: true is a boolean'],
  ],
  ['null where it may be', spec({ a: { type: 'string', nullable: true } }), { spec: { a: null } }, []],
  [
    'a pattern',
    spec({ a: { type: 'string', pattern: '^[a-z]+$' } }),
    { spec: { a: 'A' } },
    ['TF3306 spec.a: it must match pattern "^[a-z]+$"'],
  ],
  [
    'a pattern of Go that JavaScript lacks',
    spec({ a: { type: 'string', pattern: '(?i)^a$' } }),
    { spec: { a: 'b' } },
    [],
  ],
  [
    'an open bound',
    spec({ a: { type: 'number', minimum: 0, exclusiveMinimum: true } }),
    { spec: { a: 0 } },
    ['TF3306 spec.a: it must be > 0'],
  ],
  [
    'alternatives, which name no fields',
    spec(
      { a: { type: 'string' }, b: { type: 'string' } },
      { oneOf: [{ required: ['a'] }, { required: ['b'], properties: { b: { enum: ['x'] } } }] },
    ),
    { spec: { b: 'y' } },
    ['TF3306 spec: it fits none of the alternatives, or several'],
  ],
  [
    'a map',
    spec({ a: { type: 'object', additionalProperties: { type: 'integer' } } }),
    { spec: { a: { x: 1, y: 'z' } } },
    ['TF3302 spec.a.y: "z" is text'],
  ],
  ['a format that nobody knows', spec({ a: { type: 'string', format: 'lulu' } }), { spec: { a: 'x' } }, []],
  [
    'metadata as any object has it',
    spec({}),
    { metadata: { name: 'a', labels: 1 } },
    ['TF3302 metadata.labels: 1 is a number'],
  ],
])('an object is held to its definition: %s', (_, schema, object, told) => {
  expect(problems({ 'lulu.yaml': definition(schema) }, object)).toEqual(told);
});

test('definitions given count more than those in crds/', () => {
  const traefik = { ...definition(spec({ a: { type: 'string' } }), 'traefik.io', 'IngressRoute') };
  const version = { ...traefik.spec.versions[0]!, name: 'v1alpha1' };
  const given = { ...traefik, spec: { ...traefik.spec, versions: [version] } };
  const object = { apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', spec: { a: 'x' } };
  expect(problems({ 'a.yaml': given }, object)).toEqual([]);
});

test.each<[string, unknown, string]>([
  [
    'an old definition',
    { ...definition(spec({})), apiVersion: 'apiextensions.k8s.io/v1beta1' },
    'TF3321 1:1 it is of "apiextensions.k8s.io/v1beta1"',
  ],
  ['one without a schema', definition(undefined), 'TF3321 1:1 a version of Lulu has no schema'],
  ['one without a group', { ...definition(spec({})), spec: {} }, 'TF3321 1:1 it has no group, kind or versions'],
  ['bad YAML', 'a: b: c', 'TF3401 1:5 bad indentation of a mapping entry'],
])('%s is told', (_, content, told) => {
  writeFileSync(join(folder, 'a.yaml'), typeof content === 'string' ? content : stringify(content));
  const { faults } = readCustomResources(folder);
  expect(faults.map(({ code, position, given }) => `${code} ${position?.line}:${position?.column} ${given}`)).toEqual([
    told,
  ]);
});

test('a schema that is none is told where an object would need it', () => {
  const told = problems({ 'a.yaml': definition({ type: 'object', properties: { a: { type: 'lulu' } } }) }, { a: 1 });
  expect(told).toEqual([
    expect.stringMatching(/^TF3321 kind: its schema in a\.yaml cannot be used: type must be JSONType/),
  ]);
});

test('other objects beside definitions are passed over, and a folder that is not there is told', () => {
  expect(
    problems({ 'a.yaml': 'apiVersion: v1\nkind: Namespace\n', 'b.yaml': definition(spec({})) }, { spec: {} }),
  ).toEqual([]);
  expect(readCustomResources(join(folder, 'missing')).faults).toMatchObject([{ code: 'TF3412' }]);
});
