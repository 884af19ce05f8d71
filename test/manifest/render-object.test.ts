import { ApiObject, App, Chart, type IResolver, JsonPatch, Lazy } from 'cdk8s';
import { IntOrString, KubeService } from 'cdk8s-plus-27/lib/imports/k8s';
import * as fc from 'fast-check';
import { objectRenderer } from '../../lib/manifest/render-object';
import { toYaml } from '../../lib/manifest/yaml';

// What cdk8s makes of an object is what is right; these objects are rendered both ways.

function chartOf(resolvers: IResolver[] = []): Chart {
  return new Chart(new App({ resolvers }), 'lulu', { namespace: 'lulu-production', labels: { env: 'production' } });
}

function rendered(object: ApiObject): string {
  return JSON.stringify(objectRenderer(App.of(object))(object).object);
}

function byCdk8s(object: ApiObject): string {
  const { apiVersion, kind, metadata, ...rest } = object.toJson() as Record<string, unknown>;
  return JSON.stringify({ apiVersion, kind, metadata, ...rest });
}

const key = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: fc.constantFrom(...'abcAB01/.-'), minLength: 1, maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('0', '00', '9', '10', '4294967294', '4294967295', '1e3', '-1', '~'),
  },
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(undefined, null, '', 'text', 0, 1.5, true, false),
    fc.array(
      fc.oneof(
        { maxDepth: 3 },
        tie('any').filter((item) => item != null),
        fc.constant({}),
      ),
      { maxLength: 3 },
    ),
    fc.dictionary(key, tie('any'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any;

test('an object of plain data is what cdk8s makes of it, whatever is in it', () => {
  const metadata = fc.record(
    {
      labels: fc.dictionary(key, fc.string(), { noNullPrototype: true }),
      annotations: fc.dictionary(key, fc.string(), { noNullPrototype: true }),
      finalizers: fc.array(fc.string(), { maxLength: 2 }),
      namespace: fc.constantFrom('other', undefined),
      generateName: fc.constantFrom('thing-', undefined),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.dictionary(key, value, { maxKeys: 4, noNullPrototype: true }),
      metadata,
      fc.boolean(),
      (fields, own, more) => {
        const props = { ...fields, apiVersion: 'v1', kind: 'Thing', metadata: { name: 'thing', ...own } };
        const object = new ApiObject(chartOf(), 'thing', props);
        object.metadata.addLabel('added', 'later');
        if (more) object.metadata.add('anything', { more: ['than', 'that'], none: undefined });
        expect(rendered(object)).toBe(byCdk8s(object));
        const { object: data, content } = objectRenderer(App.of(object))(object);
        expect(content).toBe(toYaml(data));
      },
    ),
  );
});

test('what produces its value when it is asked is asked', () => {
  const props = { apiVersion: 'v1', kind: 'Thing', spec: { replicas: Lazy.any({ produce: () => 3 }) as unknown } };
  expect(rendered(new ApiObject(chartOf(), 'thing', props))).toMatch(/"spec":{"replicas":3}/);
  const token = { resolve: () => 'later' };
  expect(rendered(new ApiObject(chartOf(), 'token', { ...props, spec: { list: [token] } }))).toMatch(/\["later"\]/);
  const object = new ApiObject(chartOf(), 'labelled', { apiVersion: 'v1', kind: 'Thing' });
  object.metadata.add('labels-of-somebody', { is: token });
  expect(rendered(object)).toMatch(/"labels-of-somebody":{"is":"later"}/);
});

test("an app's own resolvers see every value", () => {
  const shouts: IResolver = {
    resolve: (context) => {
      if (context.value === 'quiet') context.replaceValue('LOUD');
    },
  };
  const object = new ApiObject(chartOf([shouts]), 'thing', { apiVersion: 'v1', kind: 'Thing', spec: { a: ['quiet'] } });
  expect(rendered(object)).toMatch(/"spec":{"a":\["LOUD"\]}/);
});

test('patches are applied in their order, and what they add is sorted', () => {
  const object = new ApiObject(chartOf(), 'thing', { apiVersion: 'v1', kind: 'Thing', spec: { b: 1 } });
  object.addJsonPatch(JsonPatch.remove('/metadata/namespace'), JsonPatch.add('/spec/a', { d: 1, c: 2 }));
  object.addJsonPatch(JsonPatch.replace('/spec/b', 2));
  expect(rendered(object)).toMatch(/"metadata":{"labels":.*"spec":{"a":{"c":2,"d":1},"b":2}}$/);
  expect(rendered(object)).not.toMatch(/namespace/);
  object.addJsonPatch(JsonPatch.test('/spec/b', 3));
  expect(messageOf(() => rendered(object))).toBe(messageOf(() => object.toJson()));
});

test('an object that renders itself does', () => {
  const service = new KubeService(chartOf(), 'service', {
    metadata: { name: 'api' },
    spec: { clusterIp: 'None', ports: [{ port: 80, targetPort: IntOrString.fromString('http') }] },
  });
  expect(rendered(service)).toMatch(/"spec":{"clusterIP":"None","ports":\[{"port":80,"targetPort":"http"}\]}/);
});

test('a key may be called as what every object inherits', () => {
  const object = new ApiObject(chartOf(), 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: { constructor: 'x' } });
  expect(rendered(object)).toMatch(/"data":{"constructor":"x"}/);
});

test('minus zero is zero, as it is written', () => {
  const object = new ApiObject(chartOf(), 'thing', { apiVersion: 'v1', kind: 'Thing', spec: { replicas: -0 } });
  const { object: data, content } = objectRenderer(App.of(object))(object);
  expect(data['spec']).toEqual({ replicas: 0 });
  expect(content).toMatch(/^ {2}replicas: 0$/m);
});

test('data that is not plain is told as cdk8s tells it', () => {
  for (const field of [new Date(0), new Map()]) {
    const object = new ApiObject(chartOf(), 'thing', { apiVersion: 'v1', kind: 'Thing', spec: { field } });
    const told = messageOf(() => object.toJson());
    expect(messageOf(() => rendered(object))).toBe(told);
    expect(told).toMatch(/^Failed serializing/);
  }
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
}
