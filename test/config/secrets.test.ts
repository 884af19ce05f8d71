import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { bindSecret, bindSecrets, type BoundSecret, type SecretBindingProps, Secrets } from '../../lib/config';
import { collecting, service, throwing } from './support';

const target: SecretBindingProps = { instance: 'lulu-api', labels: { 'app.kubernetes.io/instance': 'lulu-api' } };
const anything = (value: unknown) => value as never;

function bind(secret: Secrets, index = 0): BoundSecret {
  return bindSecret(service().scope, throwing(), target, secret, index);
}

describe('a secret', () => {
  test('that exists is environment, and must exist', () => {
    expect(bind(Secrets.existing('lulu-secret', { keys: ['DATABASE_PASSWORD'] }))).toMatchObject({
      name: 'lulu-secret',
      keys: ['DATABASE_PASSWORD'],
      objects: [],
      isEnvironment: true,
      envFrom: [{ secretRef: { name: 'lulu-secret', optional: false } }],
      volumes: [],
      volumeMounts: [],
    });
  });

  test('of cdk8s-plus is referred to by its name', () => {
    const { chart, scope } = service();
    const secret = Secrets.from(kplus.Secret.fromSecretName(chart, 'existing', 'lulu-secret'), { keys: ['A'] });
    expect(bindSecret(scope, throwing(), target, secret, 0)).toMatchObject({ name: 'lulu-secret', keys: ['A'] });
  });

  test('as files is mounted to be read by the group of the pod, and is no environment', () => {
    expect(bind(Secrets.existing('lulu-tls', { keys: ['tls.key'] }).asFiles('/var/run/secrets/lulu'), 2)).toMatchObject(
      {
        isEnvironment: false,
        envFrom: [],
        volumes: [{ name: 'secret-2', secret: { secretName: 'lulu-tls', defaultMode: 0o440, optional: false } }],
        volumeMounts: [{ name: 'secret-2', mountPath: '/var/run/secrets/lulu', readOnly: true }],
      },
    );
  });

  test('may be used both ways, and by several services', () => {
    const secret = Secrets.existing('lulu-secret');
    expect(bindSecrets(service().scope, throwing(), target, [secret, secret.asFiles('/secrets')])).toHaveLength(2);
  });
});

describe('an external secret', () => {
  test('takes all that the store has at a path', () => {
    const bound = bind(Secrets.external({ store: 'vault', path: 'secret/lulu/production' }));
    expect(bound).toMatchObject({
      name: 'lulu-api-secret',
      keys: undefined,
      envFrom: [{ secretRef: { name: 'lulu-api-secret', optional: false } }],
    });
    expect(bound.objects.map((object) => object.toJson() as unknown)).toEqual([
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name: 'lulu-api-secret', labels: target.labels },
        spec: {
          secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
          target: { name: 'lulu-api-secret', creationPolicy: 'Owner' },
          dataFrom: [{ extract: { key: 'secret/lulu/production' } }],
        },
      },
    ]);
  });

  test('takes the declared keys alone, under their names in the store', () => {
    const spec = (keys: string[] | Record<string, string>) =>
      bind(Secrets.external({ store: 's', path: 'p', keys })).objects[0]!.toJson() as unknown;
    expect(spec(['A'])).toMatchObject({ spec: { data: [{ secretKey: 'A', remoteRef: { key: 'p', property: 'A' } }] } });
    expect(spec({ A: 'a', B: 'b' })).toMatchObject({
      spec: {
        data: [
          { secretKey: 'A', remoteRef: { key: 'p', property: 'a' } },
          { secretKey: 'B', remoteRef: { key: 'p', property: 'b' } },
        ],
      },
    });
    expect(bind(Secrets.external({ store: 's', path: 'p', keys: { A: 'a' } })).keys).toEqual(['A']);
  });

  test.each([
    [Duration.hours(1), '1h0m0s'],
    [Duration.seconds(90), '1m30s'],
    [Duration.days(2), '48h0m0s'],
    [Duration.seconds(0), '0s'],
    [Duration.millis(100), '1s'],
  ])('is refreshed every %s', (refreshInterval, written) => {
    const { objects } = bind(Secrets.external({ store: 's', path: 'p', storeKind: 'SecretStore', refreshInterval }));
    expect(objects[0]!.toJson()).toMatchObject({
      spec: { refreshInterval: written, secretStoreRef: { kind: 'SecretStore' } },
    });
  });

  test('is named by its position or by the name given', () => {
    const external = (name?: string) => Secrets.external({ store: 's', path: 'p', name });
    const bound = bindSecrets(service().scope, throwing(), target, [external(), external(), external('payment')]);
    expect(bound.map(({ name }) => name)).toEqual(['lulu-api-secret', 'lulu-api-secret-2', 'lulu-api-payment']);
  });
});

describe('a secret is refused', () => {
  const external = (props: object) => Secrets.external({ store: 'vault', path: 'p', ...props });

  test.each<[what: string, secrets: Secrets[], line: string]>([
    [
      'for its name',
      [Secrets.existing('Lulu_Secret')],
      'secrets: "Lulu_Secret" is no DNS name; use lower-case letters, digits, hyphens and dots, at most 253 characters (TF1116)',
    ],
    [
      'for no name',
      [Secrets.existing(anything(undefined))],
      'secrets: undefined is no DNS name; use lower-case letters, digits, hyphens and dots, at most 253 characters (TF1116)',
    ],
    [
      'for a key that is no variable',
      [Secrets.existing('s', { keys: ['tls.key'] })],
      'secrets s: "tls.key" cannot be an environment variable; use letters, digits and underscores, 253 at most, or mount the secret with asFiles (TF1117)',
    ],
    [
      'for a key that is no file',
      [Secrets.existing('s', { keys: ['../x'] }).asFiles('/s')],
      'secrets s: a name of 4 characters cannot be a file of it; use letters, digits, "-", "_" and ".", 253 at most (TF1117)',
    ],
    [
      'for a relative path',
      [Secrets.existing('s').asFiles('secrets')],
      'secrets s: "secrets" is no mount path; give an absolute path below "/", without ":", ".." or a slash at the end (TF1118)',
    ],
    [
      'for the root',
      [Secrets.existing('s').asFiles('/')],
      'secrets s: "/" is no mount path; give an absolute path below "/", without ":", ".." or a slash at the end (TF1118)',
    ],
    [
      'for a way out',
      [Secrets.existing('s').asFiles('/a/../b')],
      'secrets s: "/a/../b" is no mount path; give an absolute path below "/", without ":", ".." or a slash at the end (TF1118)',
    ],
    [
      'for a path taken',
      [Secrets.existing('s').asFiles('/a'), Secrets.existing('t').asFiles('/a')],
      'secrets t: "/a" meets "/a" of secret "s"; mount each secret at a path of its own (TF1118)',
    ],
    [
      'for a path inside of another',
      [
        Secrets.existing('s').asFiles('/a'),
        Secrets.existing('t').asFiles('/a/b'),
        Secrets.existing('u').asFiles('/ab'),
      ],
      'secrets t: "/a/b" meets "/a" of secret "s"; mount each secret at a path of its own (TF1118)',
    ],
    [
      'for its store',
      [external({ store: 'My Vault' })],
      'secrets lulu-api-secret store: "My Vault" is no DNS name; use lower-case letters, digits, hyphens and dots, at most 253 characters (TF1116)',
    ],
    [
      'for its path',
      [external({ path: ' ' })],
      'secrets lulu-api-secret path: " " is no path; give the path or name under which the store keeps the secret (TF1119)',
    ],
    [
      'for the kind of its store',
      [external({ storeKind: 'Vault' })],
      'secrets lulu-api-secret storeKind: "Vault" is unknown; use ClusterSecretStore or SecretStore (TF1119)',
    ],
    [
      'for a property without name',
      [external({ keys: { A: '' } })],
      "secrets lulu-api-secret keys: A has no name in the store; give it: { KEY: 'property' } (TF1117)",
    ],
    [
      'for an empty list of keys',
      [external({ keys: [] })],
      'secrets lulu-api-secret keys: no key is declared; declare one, or leave keys out to take all (TF1117)',
    ],
    [
      'for its own name',
      [external({ name: 'A' })],
      'secrets name: "A" is not a DNS label; use lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit (TF1001)',
    ],
    [
      'for the length of its name',
      [external({ name: 'x'.repeat(60) })],
      `secrets: "lulu-api-${'x'.repeat(60)}" has 69 characters; give shorter names: at most 63 characters together (TF1002)`,
    ],
    [
      'for being given twice',
      [Secrets.existing('s'), Secrets.existing('s')],
      'secrets s: is given twice; remove one of them, or give an external secret another name (TF1123)',
    ],
    [
      'for the name of another that is files',
      [external({ name: 'a' }), external({ name: 'a' }).asFiles('/a')],
      'secrets lulu-api-a: is given twice; remove one of them, or give an external secret another name (TF1123)',
    ],
    [
      'for the name of another',
      [external({ name: 'a' }), external({ name: 'a' })],
      'secrets lulu-api-a: is given twice; remove one of them, or give an external secret another name (TF1123)',
    ],
  ])('%s', (_, secrets, line) => {
    const { place, lines } = collecting();
    bindSecrets(service().scope, place, target, secrets);
    expect(lines).toEqual([`[lulu/staging/api] ${line}`]);
    expect(() => bindSecrets(service().scope, throwing(), target, secrets)).toThrow(lines[0]);
  });
});
