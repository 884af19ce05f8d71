import { bindSecrets, Secrets } from '../../lib/config';
import { collecting, inEmptyFolder, service, throwing } from './support';

const target = { instance: 'lulu-api', labels: { env: 'staging' }, namespace: 'lulu' };
const cipher = (letter: string) => `Ag${letter.repeat(400)}`;

/** What kubeseal writes, with some of it replaced. */
function sealed(
  changes: { metadata?: string; data?: string; template?: string; kind?: string; more?: string } = {},
): string {
  return `---
apiVersion: ${changes.kind === 'Secret' ? 'v1' : 'bitnami.com/v1alpha1'}
kind: ${changes.kind ?? 'SealedSecret'}
metadata:
  creationTimestamp: null
${changes.metadata ?? '  name: lulu-secret\n  namespace: lulu'}
spec:
  encryptedData:
${changes.data ?? `    DATABASE_PASSWORD: ${cipher('B')}\n    API_TOKEN: ${cipher('C')}`}
${changes.template ?? '  template:\n    metadata:\n      creationTimestamp: null\n      name: lulu-secret\n      namespace: lulu\n    type: Opaque'}
${changes.more ?? ''}`;
}

describe('a sealed secret', () => {
  const write = inEmptyFolder();
  const bind = (content: string, namespace = 'lulu') => {
    const { scope } = service(namespace);
    return bindSecrets(scope, throwing(), { ...target, namespace }, [
      Secrets.sealed(write('secrets/lulu.yaml', content)),
    ])[0]!;
  };

  test('is rendered under its own name, and declares its keys', () => {
    const bound = bind(sealed());
    expect(bound).toMatchObject({
      name: 'lulu-secret',
      keys: ['DATABASE_PASSWORD', 'API_TOKEN'],
      envFrom: [{ secretRef: { name: 'lulu-secret', optional: false } }],
    });
    expect(bound.objects.map((object) => object.toJson() as unknown)).toEqual([
      {
        apiVersion: 'bitnami.com/v1alpha1',
        kind: 'SealedSecret',
        metadata: { name: 'lulu-secret', namespace: 'lulu', labels: { env: 'staging' } },
        spec: {
          encryptedData: { API_TOKEN: cipher('C'), DATABASE_PASSWORD: cipher('B') },
          template: { type: 'Opaque' },
        },
      },
    ]);
  });

  test('keeps labels, annotations and templates', () => {
    const template =
      '  template:\n    immutable: true\n    data:\n      URL: postgres://lulu:{{ index . "DATABASE_PASSWORD" }}@db\n    metadata:\n      annotations: { a: "1" }\n      labels: { b: "2" }';
    const bound = bind(sealed({ template }));
    expect(bound.keys).toContain('URL');
    expect(bound.objects[0]!.toJson()).toMatchObject({
      spec: {
        template: {
          immutable: true,
          data: { URL: expect.stringContaining('{{') as string },
          metadata: { annotations: { a: '1' }, labels: { b: '2' } },
        },
      },
    });
  });

  test('for the whole cluster goes into any namespace', () => {
    const metadata =
      '  name: lulu-secret\n  namespace: elsewhere\n  annotations:\n    sealedsecrets.bitnami.com/cluster-wide: "true"';
    expect(bind(sealed({ metadata })).objects[0]!.toJson()).toMatchObject({ metadata: { namespace: 'lulu' } });
  });

  test('keeps its namespace where the chart has none', () => {
    const { scope } = service();
    const secret = Secrets.sealed(write('lulu.yaml', sealed()));
    const [bound] = bindSecrets(scope, throwing(), { ...target, namespace: undefined }, [secret]);
    expect(bound!.objects[0]!.toJson()).toMatchObject({ metadata: { namespace: 'lulu' } });
  });

  test('of two services is one object', () => {
    const { scope, chart } = service('lulu');
    const secret = Secrets.sealed(write('lulu.yaml', sealed()));
    const first = bindSecrets(scope, throwing(), target, [secret]);
    const second = bindSecrets(chart, throwing(), { ...target, instance: 'lulu-mailer' }, [secret]);
    expect([first[0]!.objects.length, second[0]!.objects.length]).toEqual([1, 0]);
    expect(second[0]).toMatchObject({ name: 'lulu-secret', keys: first[0]!.keys });
    expect(bindSecrets(service('lulu').scope, throwing(), target, [secret])[0]!.objects).toHaveLength(1);
  });

  const asWritten = 'give what "kubeseal --format yaml" writes (TF1121)';
  test.each<[what: string, content: string, line: string]>([
    [
      'a plain Secret',
      sealed({ kind: 'Secret' }),
      'holds a plain Secret; seal it with kubeseal, and take the plain one out of git: its values count as known (TF1121)',
    ],
    ['another kind', sealed({ kind: 'ConfigMap' }), `is no SealedSecret of bitnami.com/v1alpha1; ${asWritten}`],
    ['nothing', '# later\n', 'holds 0 documents; give one SealedSecret to a file (TF1121)'],
    ['two documents', `${sealed()}\n${sealed()}`, 'holds 2 documents; give one SealedSecret to a file (TF1121)'],
    ['a list', '- hunter2', `the document is no mapping; ${asWritten}`],
    ['broken YAML', 'a: "hunter2\nb: [', `is no valid YAML (MISSING_CHAR in line 2); ${asWritten}`],
    [
      'a key twice',
      sealed({ data: `    A: ${cipher('B')}\n    A: ${cipher('C')}` }),
      `is no valid YAML (DUPLICATE_KEY in line 11); ${asWritten}`,
    ],
    [
      'a tag',
      sealed({ data: '    A: !!js/function hunter2' }),
      `is no valid YAML (TAG_RESOLVE_FAILED in line 10); ${asWritten}`,
    ],
    [
      'an alias',
      sealed({ metadata: '  name: &a lulu-secret\n  namespace: *a' }),
      `is no YAML that could be read; ${asWritten}`,
    ],
    [
      'a value that is not encrypted',
      sealed({ data: '    A: hunter2' }),
      `spec.encryptedData has "A", which is not encrypted; ${asWritten}`,
    ],
    [
      'a value in plain base64',
      sealed({ data: `    A: ${Buffer.from('hunter2'.repeat(60)).toString('base64')}` }),
      `spec.encryptedData has "A", which is not encrypted; ${asWritten}`,
    ],
    [
      'a value that is no string',
      sealed({ data: '    A: 1' }),
      `a value of spec.encryptedData is no string; ${asWritten}`,
    ],
    ['no value', sealed({ data: '    {}' }), `has no key in spec.encryptedData; ${asWritten}`],
    [
      'plain data beside it',
      sealed({ more: 'stringData:\n  A: hunter2' }),
      `the document has a field that no SealedSecret has: "stringData"; ${asWritten}`,
    ],
    [
      'a credential in its template',
      sealed({ template: '  template:\n    data:\n      URL: postgres://lulu:hunter2@db' }),
      'spec.template.data has "URL", which looks like a URL with a password; seal it, and write {{ index . "key" }} in its place (TF1121)',
    ],
    ['no name', sealed({ metadata: '  namespace: lulu' }), `has no usable metadata.name; ${asWritten}`],
    ['deep nesting', '['.repeat(20_000), `is no valid YAML (RESOURCE_EXHAUSTION in line 1); ${asWritten}`],
  ])('is refused for %s', (_, content, line) => {
    const { place, lines } = collecting();
    const [bound] = bindSecrets(service('lulu').scope, place, target, [
      Secrets.sealed(write('secrets/lulu.yaml', content)),
    ]);
    expect(lines).toEqual([`[lulu/staging/api] secrets/lulu.yaml: ${line}`]);
    expect(lines[0]).not.toContain('hunter2');
    expect(bound).toMatchObject({ objects: [], isUnreadable: true });
  });

  test('is refused for a missing file', () => {
    expect(() => bindSecrets(service().scope, throwing(), target, [Secrets.sealed('none.yaml')])).toThrow(
      '[lulu/staging/api] none.yaml: does not exist; create it with kubeseal, or correct the path, which is relative to the current folder (TF1120)',
    );
  });

  test('is refused in another namespace', () => {
    expect(() => bind(sealed(), 'other')).toThrow(
      '[lulu/staging/api] secrets secrets/lulu.yaml: is sealed for namespace "lulu", and this one is "other"; seal it again: kubeseal --namespace other (TF1122)',
    );
  });

  test('is refused where another one has its name', () => {
    const { scope, chart } = service('lulu');
    bindSecrets(scope, throwing(), target, [Secrets.sealed(write('a.yaml', sealed()))]);
    const other = Secrets.sealed(write('b.yaml', sealed({ data: `    A: ${cipher('D')}` })));
    expect(() => bindSecrets(chart, throwing(), target, [other])).toThrow(
      '[lulu/staging/api] secrets b.yaml: another sealed secret is named "lulu-secret" too; seal one of them under another name (TF1123)',
    );
  });
});
