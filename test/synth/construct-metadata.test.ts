import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application, WebService, Worker } from '../../lib';
import { image, platform } from '../errors/support';
import { emptyFolder, removeFolders } from './support';

const FLAG = 'CDK8S_RECORD_CONSTRUCT_METADATA';

beforeEach(() => void (process.env[FLAG] = 'true'));
afterEach(() => void delete process.env[FLAG]);
afterAll(removeFolders);

const application = (name: string, service: string) => (outdir: string) =>
  new Application(name, { platform, version: '1', outdir }, (chart) => {
    new WebService(chart, service, { image, port: 8080 });
    new Worker(chart, 'mailer', { image });
  }).synth();

const lulu = application('lulu', 'api');
const shop = application('shop', 'web');

function metadataOf(...synths: readonly ((outdir: string) => void)[]): string {
  const outdir = emptyFolder();
  synths.forEach((synth) => synth(outdir));
  return readFileSync(join(outdir, 'construct-metadata.json'), 'utf8');
}

test('one file names the construct of every object of every application and environment', () => {
  const { version, resources } = JSON.parse(metadataOf(lulu, shop)) as {
    version: string;
    resources: Record<string, { path: string }>;
  };
  expect(version).toBe('1.0.0');
  expect(resources).toMatchObject({
    'lulu-mailer': { path: 'lulu/mailer' },
    'shop-mailer': { path: 'shop/mailer' },
  });
  expect(resources['lulu-staging']!.path).toMatch(/^lulu\/.+\/Namespace$/);
  expect(resources['lulu-production']).toEqual(resources['lulu-staging']);
});

test('objects of one name are found by what their constructs have in common', () => {
  const { resources } = JSON.parse(metadataOf(lulu)) as { resources: Record<string, { path: string }> };
  // Deployment, Service and all the others of the service are called like it.
  expect(resources['lulu-api']).toEqual({ path: 'lulu/api' });
});

test('neither the order of applications nor another run changes a byte', () => {
  const expected = metadataOf(lulu, shop);
  expect(metadataOf(shop, lulu)).toBe(expected);
  expect(metadataOf(lulu, shop, lulu)).toBe(expected);
});

test('without validations nothing is recorded', () => {
  delete process.env[FLAG];
  const outdir = emptyFolder();
  lulu(outdir);
  expect(existsSync(join(outdir, 'construct-metadata.json'))).toBe(false);
});
