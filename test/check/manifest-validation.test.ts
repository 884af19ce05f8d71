import { join } from 'node:path';
import { ManifestValidation } from '../../lib';
import { copyOfRepository, removeFolders as removeCopies, run, write } from '../synth/support';
import { DANGLING, folderWith, removeFolders, SERVICE } from './support';

afterAll(() => {
  removeFolders();
  removeCopies();
});

interface Violation {
  readonly ruleName: string;
  readonly fix: string;
  readonly violatingResources: readonly { readonly resourceName: string; readonly manifestPath: string }[];
}

/** What is reported of a folder's files. */
async function reported(files: Readonly<Record<string, string>>, props = {}) {
  const folder = folderWith(files);
  const violations: Violation[] = [];
  let status: string | undefined;
  const report = {
    addViolation: (violation: Violation) => void violations.push(violation),
    submit: (given: string) => void (status = given),
  };
  const manifests = Object.keys(files).filter((file) => file.endsWith('.yaml'));
  await new ManifestValidation(props).validate({ manifests: manifests.map((file) => join(folder, file)), report });
  return { status, violations };
}

describe('as a validation of cdk8s', () => {
  it('what is right succeeds, by environment where a descriptor tells', async () => {
    const descriptor = JSON.stringify({
      schema: 1,
      application: 'shop',
      environments: { staging: {}, production: {} },
    });
    const trees = { 'dist/staging/shop/a.yaml': SERVICE, 'dist/production/shop/blue/a.yaml': SERVICE };
    expect(await reported({ ...trees, 'dist/shop.json': descriptor })).toEqual({ status: 'success', violations: [] });
  });

  it('what is wrong fails, and names rule, object and file', async () => {
    const { status, violations } = await reported({ 'dist/api.yaml': DANGLING });
    expect(status).toBe('failure');
    expect(violations).toMatchObject([
      { ruleName: 'TF3001', violatingResources: [{ resourceName: 'api', locations: ['spec.selector'] }] },
    ]);
  });

  it('is not about other JSON of the project', async () => {
    const files = { 'dist/staging/shop/a.yaml': SERVICE, 'tsconfig.json': '// no JSON\n{}', 'dist/other.json': '{' };
    expect(await reported(files)).toEqual({ status: 'success', violations: [] });
  });

  it.each([
    [{ kubernetes: [1.27] }, /kubernetes: 1\.27 is no minor .* in quotes \(TF2502\)/],
    [{ kubernetes: '1.27' }, /kubernetes: it is no list; give a list of text/],
    [{ kubernets: ['1.27'] }, /properties: there is no "kubernets"; give failOn, kubernetes, crds, severity/],
    [{ crds: 'crds' }, /crds: it is no list/],
    [{ failOn: 'errors' }, /failOn: "errors" is no level; give error, warning or note/],
  ])('does not take %j', async (props, told) => {
    await expect(reported({ 'dist/api.yaml': SERVICE }, props)).rejects.toThrow(told);
  });

  it('takes the minor of an environment', async () => {
    const files = {
      'dist/shop.json': JSON.stringify({ application: 'shop', environments: { staging: {} } }),
      'dist/staging/shop/a.yaml': SERVICE,
    };
    expect((await reported(files, { kubernetes: ['staging=1.34'] })).status).toBe('success');
    await expect(reported(files, { kubernetes: ['stagin=1.34'] })).rejects.toThrow('environment "stagin"');
  });

  it('takes severities, and what fails', async () => {
    const severity = { TF3001: 'warning' };
    expect((await reported({ 'dist/api.yaml': DANGLING }, { severity })).status).toBe('success');
    expect((await reported({ 'dist/api.yaml': DANGLING }, { severity, failOn: 'warning' })).status).toBe('failure');
  });
});

it('makes cdk8s synth fail', async () => {
  const project = copyOfRepository('crds', 'schemas');
  write(project, {
    'cdk8s.yaml': [
      'language: typescript',
      'app: node app.js',
      'output: dist',
      'validations:',
      '  - { package: ./plugin, version: 0.1.0, class: ManifestValidation }',
    ].join('\n'),
    'plugin/index.js': "require('ts-node/register/transpile-only'); module.exports = require('../lib');",
    'app.js': [
      "const { App, ApiObject, Chart } = require('cdk8s');",
      'const app = new App();',
      "const chart = new Chart(app, 'chart');",
      "new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api' }, spec: { selector: { app: 'api' }, ports: [{ port: 80 }] } });",
      'app.synth();',
    ].join('\n'),
  });
  const { code, stdout } = await run('npx cdk8s synth --no-check-upgrade', project);
  expect(stdout).toMatch(/TF3001[\s\S]*chart\/service/);
  expect(code).toBe(2);
});
