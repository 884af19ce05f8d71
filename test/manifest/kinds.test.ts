import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as k8s from 'cdk8s-plus-27/lib/imports/k8s';
import { API_VERSIONS } from '../../lib/manifest/kinds';

interface Generated {
  readonly GVK?: { readonly apiVersion: string; readonly kind: string };
}

const IMPORTS = join(__dirname, '../../lib/imports');

/** Every kind of the generated code: Kubernetes' own, and those of `lib/imports`. */
function generatedKinds(): Set<string> {
  const modules = readdirSync(IMPORTS).map((file) =>
    jest.requireActual<Record<string, Generated>>(join(IMPORTS, file)),
  );
  const classes = [k8s as Record<string, Generated>, ...modules].flatMap((module) => Object.values(module));
  return new Set(classes.flatMap(({ GVK }) => (GVK ? [`${GVK.apiVersion} ${GVK.kind}`] : [])));
}

test.each(Object.entries(API_VERSIONS))('%s has an API version that the generated code knows: %s', (kind, version) => {
  expect(generatedKinds()).toContain(`${version} ${kind}`);
});

test('every field that the generated code spells otherwise than Kubernetes is known to the types of manifests', () => {
  const sources = [
    readFileSync(require.resolve('cdk8s-plus-27/lib/imports/k8s.js'), 'utf8'),
    ...readdirSync(IMPORTS).map((file) => readFileSync(join(IMPORTS, file), 'utf8')),
  ];
  const fields = sources.flatMap((source) => [...source.matchAll(/^\s+'([\w$-]+)':.*?\bobj\.(\w+)/gm)]);
  const respelled = fields.filter(
    ([, own, generated]) => own !== generated && !/^(x-kubernetes-.*|openAPIV3Schema|\$.*)$/.test(own!),
  );
  const known = readFileSync(join(__dirname, '../../lib/manifest/spelled.ts'), 'utf8');
  expect(respelled.length).toBeGreaterThan(20);
  for (const [, own, generated] of respelled) {
    expect(known).toContain(`  ${generated}: '${own}';\n`);
  }
});
