import { Config, Secrets, WebService } from 'cdk8s-twelve-factor';
import { Manifests } from 'cdk8s-twelve-factor/testing';
import { application, told } from './support';

const configMap = (name: string, data: object, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'lulu' },
  data,
  ...more,
});

/** The variables of a container in a pod, beside other objects. */
function variables(container: object, ...others: object[]) {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'lulu', namespace: 'lulu' },
    spec: { containers: [{ name: 'api', ...container }] },
  };
  const manifests = Manifests.of([pod, ...others]);
  return manifests.environmentOf(manifests.container('Pod'));
}

const fromMap = (name: string, more: object = {}) => ({ configMapRef: { name, ...more } });
const fromSecret = (name: string, more: object = {}) => ({ secretRef: { name, ...more } });
const literal = (name: string, value: string) => ({ name, value });

test('a web service sees its config, its literals as they were written, and its secrets as references', () => {
  const lulu = application((chart, env) => {
    new WebService(chart, 'api', {
      image: 'registry.example.com/lulu:1.5.0',
      port: 8080,
      config: Config.fromObject({ DATABASE_HOST: `db.${env.domain}` }),
      secrets: [
        Secrets.existing('lulu-secret'),
        Secrets.external({ store: 'vault', path: `lulu/${env.name}`, keys: ['TOKEN'] }),
      ],
      env: { PRICE: '$(DATABASE_HOST) costs $$5' },
    });
  });
  const staging = Manifests.of(lulu, 'staging');
  expect(staging.environmentOf(staging.container('Deployment', 'lulu-api'))).toEqual({
    DATABASE_HOST: 'db.staging.example.com',
    PRICE: '$(DATABASE_HOST) costs $$5',
    TOKEN: expect.stringMatching(/^Secret\/lulu-api-secret\S*#TOKEN$/) as string,
    'Secret/lulu-secret': '*',
  });
});

describe('of several sources', () => {
  const [one, two] = [configMap('one', { A: 'one', B: 'one' }), configMap('two', { B: 'two' })];

  test('the later one wins, and a variable of its own wins over all', () => {
    expect(variables({ envFrom: [fromMap('one'), fromMap('two')] }, one, two)).toEqual({ A: 'one', B: 'two' });
    expect(variables({ envFrom: [fromMap('two'), fromMap('one')] }, one, two)).toEqual({ A: 'one', B: 'one' });
    expect(variables({ envFrom: [fromMap('one')], env: [literal('B', 'own')] }, one)).toMatchObject({ B: 'own' });
    expect(variables({ env: [literal('A', '1'), literal('A', '2')] })).toEqual({ A: '2' });
  });

  test('a prefix is put before each key', () => {
    const envFrom = [
      { ...fromMap('two'), prefix: 'DB_' },
      { ...fromSecret('s'), prefix: 'S_' },
    ];
    expect(variables({ envFrom }, two)).toEqual({ DB_B: 'two', 'Secret/s': 'S_*' });
  });

  test('keys that are no names are left out, as are bytes', () => {
    const odd = configMap('odd', { '1st': '1', 'app.name': '2', A: '3' }, { binaryData: { B: 'AA==' } });
    expect(variables({ envFrom: [fromMap('odd')] }, odd)).toEqual({ 'app.name': '2', A: '3' });
  });

  test('a ConfigMap of another namespace, or of the cluster, has keys that are not known', () => {
    const other = { ...one, metadata: { name: 'one', namespace: 'other' } };
    expect(variables({ envFrom: [fromMap('one'), fromMap('two', { optional: true })] }, other)).toEqual({
      'ConfigMap/one': '*',
      'ConfigMap/two': '* (optional)',
    });
  });
});

describe('a value', () => {
  test('has what it refers to, of variables before it alone', () => {
    const env = [literal('A', 'a'), literal('B', '$(A)-$(C)-$$(A)-$'), literal('C', 'c$(B)')];
    expect(variables({ env })).toEqual({ A: 'a', B: 'a-$(C)-$(A)-$', C: 'ca-$(C)-$(A)-$' });
  });

  test('refers to what comes from ConfigMaps as text, and to secrets as references', () => {
    const env = [
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 's', key: 'password' } } },
      literal('URL', 'postgres://lulu:$(PASSWORD)@$(HOST)/'),
    ];
    expect(variables({ envFrom: [fromMap('one')], env }, configMap('one', { HOST: 'db' }))).toEqual({
      HOST: 'db',
      PASSWORD: 'Secret/s#password',
      URL: 'postgres://lulu:$(Secret/s#password)@db/',
    });
  });

  test('from the pod is a reference', () => {
    const env = [
      { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'MEMORY', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } } },
      { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', containerName: 'api', divisor: '0' } } },
    ];
    expect(variables({ env })).toEqual({
      POD: 'fieldRef/metadata.name',
      MEMORY: 'resourceFieldRef/limits.memory in 1Mi',
      CPU: 'resourceFieldRef/api#limits.cpu',
    });
  });
});

describe('a key', () => {
  const keyRef = (key: string, more: object = {}) => [
    { name: 'A', valueFrom: { configMapKeyRef: { name: 'one', key, ...more } } },
  ];
  const one = configMap('one', { key: 'value' });

  test('gives its value', () => {
    expect(variables({ env: keyRef('key') }, one)).toEqual({ A: 'value' });
    expect(variables({ env: keyRef('key') })).toEqual({ A: 'ConfigMap/one#key' });
  });

  test('that is missing and optional leaves what was there', () => {
    const envFrom = [fromMap('two')];
    const two = configMap('two', { A: 'before' });
    expect(variables({ envFrom, env: keyRef('kye', { optional: true }) }, one, two)).toEqual({ A: 'before' });
  });

  test('that is missing lets no pod start', () => {
    expect(told(() => variables({ env: keyRef('kye') }, one))).toBe(
      '[manifests/Pod/lulu] variable A: its key kye is not in ConfigMap/one; the pod would not start: there are key (TF3505)',
    );
  });
});

describe('keys of a Secret are known where what makes it tells them', () => {
  const made = (kind: string, name: string, more: object) => ({
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace: 'lulu' },
    ...more,
  });
  const external = (spec: object) => made('ExternalSecret', 'made', { spec: { target: { name: 's' }, ...spec } });
  const known = { A: 'Secret/s#A' };

  test.each([
    ['the Secret itself', made('Secret', 's', { data: { A: 'c2VjcmV0' } }), known],
    ['a SealedSecret', made('SealedSecret', 's', { spec: { encryptedData: { A: 'x' } } }), known],
    ['an ExternalSecret with keys', external({ data: [{ secretKey: 'A' }] }), known],
    ['not an ExternalSecret of all keys', external({ dataFrom: [{ extract: { key: 'x' } }] }), { 'Secret/s': '*' }],
  ])('%s', (_, object, expected) => {
    expect(variables({ envFrom: [fromSecret('s')] }, object)).toEqual(expected);
  });
});

test('a container of other manifests is none of these', () => {
  const manifests = Manifests.of([]);
  expect(told(() => manifests.environmentOf({ name: 'api' }))).toBe(
    '[manifests] environmentOf: no pod here has this container; give what `container` gives (TF3504)',
  );
});
