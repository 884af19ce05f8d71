import { ApiObject } from 'cdk8s';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application, CronTask, Health, Platform, ReleaseTask, WebService } from '../../lib';
import { describeBundle, digestOf } from '../../lib/manifest';

const platform = new Platform({ registry: 'registry.example.com', environments: { staging: {}, production: {} } });

const bundle = new Application('lulu', { platform, version: '1.5.0' }, (chart, env) => {
  const health = Health.none({ because: 'it can not be asked' });
  const sidecars = [{ name: 'proxy', image: 'docker.io/library/envoy:1.30', health }];
  new WebService(chart, 'api', { image: env.image('lulu/api'), port: 8080, sidecars });
  new CronTask(chart, 'report', { image: env.image('lulu/report'), schedule: '@daily' });
  new ReleaseTask(chart, 'migrate', { image: env.choose({ production: 'lulu/migrate:7', default: 'lulu/migrate:8' }) });
  const init = {
    initContainers: [{ name: 'init', image: 'busybox:1.36' }],
    containers: [{ name: 'main', image: 'a/b:1' }],
  };
  new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'by-hand' }, spec: init });
}).render();

const versionOf = (file: string) => (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;

describe('the descriptor of a bundle', () => {
  const descriptor = describeBundle(bundle);

  test('names what it describes, and the versions of what rendered it', () => {
    const modules = join(__dirname, '../../node_modules');
    expect(descriptor).toMatchObject({
      schema: 1,
      application: 'lulu',
      version: '1.5.0',
      renderer: {
        'cdk8s-twelve-factor': versionOf(join(__dirname, '../../package.json')),
        cdk8s: versionOf(join(modules, 'cdk8s/package.json')),
        'cdk8s-plus-27': versionOf(join(modules, 'cdk8s-plus-27/package.json')),
      },
    });
  });

  test('names every image of every environment once, wherever its container is', () => {
    expect(descriptor.images).toEqual([
      'a/b:1',
      'busybox:1.36',
      'docker.io/library/envoy:1.30',
      'lulu/migrate:7',
      'lulu/migrate:8',
      'registry.example.com/lulu/api:1.5.0',
      'registry.example.com/lulu/report:1.5.0',
    ]);
  });

  test('has a digest for each environment, in their order', () => {
    expect(Object.keys(descriptor.environments)).toEqual(['staging', 'production']);
    for (const [name, { digest }] of Object.entries(descriptor.environments)) {
      expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(digest).toBe(digestOf(bundle.environments.get(name)!.files));
    }
  });

  test('knows neither the clock nor the machine', () => {
    expect(JSON.stringify(describeBundle(bundle))).toBe(JSON.stringify(descriptor));
    expect(JSON.stringify(descriptor)).not.toContain(process.cwd());
  });
});

describe('the digest of a tree', () => {
  const files = [
    { path: 'A.a.yaml', content: 'one\n' },
    { path: 'B.b.yaml', content: 'zwölf\n' },
  ];

  test('can be computed by anybody: paths, lengths in bytes and bytes, with zeros between', () => {
    const framed = Buffer.from('A.a.yaml\x004\0one\nB.b.yaml\x007\0zwölf\n');
    expect(digestOf(files)).toBe(`sha256:${createHash('sha256').update(framed).digest('hex')}`);
  });

  test('covers names as well as bytes', () => {
    const [a, b] = files as [(typeof files)[0], (typeof files)[0]];
    const digests = [
      files,
      [a],
      [b, a],
      [a, { ...b, path: 'C.b.yaml' }],
      [a, { ...b, content: 'zwölf' }],
      [{ path: a.path, content: `${a.content}${b.path}\x007\0${b.content}` }],
    ].map(digestOf);
    expect(new Set(digests).size).toBe(digests.length);
  });
});
