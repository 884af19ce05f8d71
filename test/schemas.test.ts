import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Schemas, SCHEMAS } from './support/schemas';
import { GOLDEN, readTree, REPOSITORY } from './support/trees';

const isHere = existsSync(SCHEMAS);
const there = isHere ? '' : ' [SKIPPED: ../shared/schemas is not there]';
if (!isHere) {
  console.warn(
    'The manifests are NOT validated: the schemas are not there. They belong beside the repository, in ../shared/schemas.',
  );
}
const describeWithSchemas = isHere ? describe : describe.skip;

/** Environments that say how new they are, and so have what older ones do not know. */
const NEWER: Readonly<Record<string, string>> = { 'test/golden/full/staging': '1.30' };

const FILES = ['dist', 'test/golden'].flatMap((folder) =>
  [...readTree(join(REPOSITORY, folder))].map(([path, text]) => ({
    path: `${folder}/${path}`,
    object: parse(text) as unknown,
  })),
);

describeWithSchemas(`every object is valid, and has no unknown field${there}`, () => {
  it.each(['dist/staging/', 'dist/production/', 'test/golden/'])('of which there are many in %s', (folder) => {
    expect(FILES.filter(({ path }) => path.startsWith(folder)).length).toBeGreaterThan(50);
  });

  it.each(['1.27', '1.36'])('in Kubernetes %s', (version) => {
    expect(problemsOf(version, ({ path }) => sinceOf(path) <= version)).toEqual([]);
  });

  it.each(Object.entries(NEWER))('in %s, in its own Kubernetes %s', (folder, version) => {
    expect(problemsOf(version, ({ path }) => path.startsWith(folder))).toEqual([]);
  });
});

describeWithSchemas(`the validation notices${there}`, () => {
  const schemas = isHere ? new Schemas('1.27') : undefined;
  const deployment = () => objectAt('minimal/Deployment.lulu-api.yaml');

  it('a misspelt field', () => {
    const object = deployment();
    object['spec'] = { ...(object['spec'] as object), replica: 3 };
    expect(schemas?.problems(object)).toEqual([
      '/spec must NOT have additional properties: {"additionalProperty":"replica"}',
    ]);
  });

  it('a value of the wrong type', () => {
    const object = deployment();
    object['spec'] = { ...(object['spec'] as object), replicas: '3' };
    expect(schemas?.problems(object)).toEqual(['/spec/replicas must be integer: {"type":"integer"}']);
  });

  it('an unknown kind', () => {
    const object = { ...deployment(), kind: 'Deploymend' };
    expect(schemas?.problems(object)).toEqual(['no schema for apps/v1 Deploymend in 1.27']);
  });

  it('a version of an API that is gone', () => {
    const object = { ...deployment(), apiVersion: 'extensions/v1beta1' };
    expect(schemas?.problems(object)).toEqual(['no schema for extensions/v1beta1 Deployment in 1.27']);
  });

  it('a field that only a newer Kubernetes has', () => {
    const object = objectAt('full/staging/Deployment.full-api.yaml');
    expect(schemas?.problems(object).join()).toContain(
      'preStop must NOT have additional properties: {"additionalProperty":"sleep"}',
    );
    expect(new Schemas('1.30').problems(object)).toEqual([]);
  });

  it.each([
    'relaxed/production/IngressRoute.relaxed-edge.yaml',
    'relaxed/production/SealedSecret.relaxed-license.yaml',
    'relaxed/production/Certificate.relaxed-edge-tls.yaml',
    'relaxed/production/ServiceMonitor.relaxed-edge.yaml',
    'full/production/ExternalSecret.full-api-payment.yaml',
    'canary-traefik/production/TraefikService.canary-traefik-api.yaml',
    'canary-gateway-api/production/HTTPRoute.canary-gateway-api-api.yaml',
    'progressive/production/Canary.progressive-by-traefik.yaml',
    'progressive/production/MetricTemplate.progressive-by-traefik-errors.yaml',
    'progressive/production/VirtualService.progressive-by-gloo.yaml',
    'progressive/production/Upstream.progressive-by-gloo.yaml',
    'delegated/production/RouteTable.delegated-api.yaml',
  ])('misspelt fields in %s, the object of a CRD', (path) => {
    const object = objectAt(path);
    const misspelt = {
      ...object,
      spec: { ...(object['spec'] as object), sepc: 1 },
      metadata: { name: 'x', lables: {} },
      speck: {},
    };
    const unknown = schemas
      ?.problems(misspelt)
      .map((problem) => problem.replace(' must NOT have additional properties', ''));
    expect(unknown?.sort()).toEqual([
      '/: {"additionalProperty":"speck"}',
      '/metadata: {"additionalProperty":"lables"}',
      '/spec: {"additionalProperty":"sepc"}',
    ]);
  });
});

function problemsOf(version: string, isMeant: (file: { path: string }) => boolean): string[] {
  const schemas = new Schemas(version);
  return FILES.filter(isMeant).flatMap(({ path, object }) =>
    schemas.problems(object).map((problem) => `${path}: ${problem}`),
  );
}

function sinceOf(path: string): string {
  return Object.entries(NEWER).find(([folder]) => path.startsWith(folder))?.[1] ?? '1.27';
}

function objectAt(path: string): Record<string, unknown> {
  return parse(readTree(GOLDEN).get(path) ?? '') as Record<string, unknown>;
}
