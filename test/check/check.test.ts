import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { write } from '../synth/support';
import { DANGLING, folderWith, removeFolders, SERVICE, twelveCheck } from './support';

afterAll(removeFolders);

/** What a Service that selects nothing is told, as far as it concerns this. */
const TOLD = /^k8s\/api\.yaml:8:\d+: error: Service\/api spec\.selector.*: no pod here has app=api; .* \(TF3001\)$/m;

describe('twelve check', () => {
  it('passes what is right, and says how much it looked at', async () => {
    const cwd = folderWith({ 'dist/search.yaml': SERVICE, 'dist/other.json': '{ "name": "package" }' });
    expect(await twelveCheck(cwd)).toEqual({
      code: 0,
      out: '',
      err: '1 object in 2 files: 0 errors, 0 warnings.\n',
    });
    expect((await twelveCheck(cwd, ['--notes'])).out).toMatch(/^dist\/search\.yaml:3:1: note: .* \(TF3203\)\n$/);
  });

  it('tells what is wrong with its line, and ends with 3', async () => {
    const cwd = folderWith({ 'k8s/search.yaml': SERVICE, 'k8s/api.yaml': DANGLING });
    const { code, out } = await twelveCheck(cwd, ['k8s']);
    expect(code).toBe(3);
    expect(out).toMatch(TOLD);
  });

  it('reads standard input', async () => {
    const { code, out } = await twelveCheck(folderWith({}), ['-'], { stdin: `${SERVICE}---\n${DANGLING}` });
    expect(code).toBe(3);
    expect(out).toMatch(/^-:17:\d+: error: Service\/api/m);
  });

  it('names a file that is not there, and what is no YAML, and goes on', async () => {
    const cwd = folderWith({ 'a.yaml': 'a: [', 'b.yaml': DANGLING });
    const { code, out } = await twelveCheck(cwd, ['a.yaml', 'b.yaml', 'c.yaml']);
    expect(code).toBe(3);
    expect(out.match(/^[abc]\.yaml/gm)).toEqual(expect.arrayContaining(['a.yaml', 'b.yaml', 'c.yaml']));
    expect(out).toMatch(/^c\.yaml:1:1: error: it is not there; .* \(TF3412\)$/m);
  });

  it('knows what a minor of Kubernetes has, and names the minors in which something is wrong', async () => {
    const old = SERVICE.replace('v1\n', 'policy/v1beta1\n').replace('Service', 'PodDisruptionBudget');
    const cwd = folderWith({ 'dist/old.yaml': old });
    const { out } = await twelveCheck(cwd, ['--kubernetes', '1.27,1.34']);
    expect(out).toMatch(/policy\/v1beta1.*policy\/v1.*TF33/);
    expect(await twelveCheck(cwd, ['--kubernetes', '1.5'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /^kubernetes: "1\.5" is no minor .* give minors from 1\.27 to 1\.\d\d \(TF2502\)$/m,
      ) as string,
    });
  });

  it('tells a misspelt field once, not again as one that is missing', async () => {
    const misspelt = DANGLING.replace('selector:', 'selektor:');
    const { out } = await twelveCheck(folderWith({ 'dist/a.yaml': misspelt }));
    expect(out).toContain('spec.selektor');
    expect(out).not.toContain('TF3001');
  });

  it('checks what a descriptor tells of by environment, so that names may be the same in two', async () => {
    const descriptor = JSON.stringify({
      schema: 1,
      application: 'shop',
      environments: { staging: {}, production: {} },
    });
    const trees = { 'dist/staging/shop/a.yaml': SERVICE, 'dist/production/shop/a.yaml': SERVICE };
    expect(await twelveCheck(folderWith({ ...trees, 'dist/shop.json': descriptor }))).toMatchObject({
      code: 0,
      out: '',
    });
  });
});

describe('an environment with a Kubernetes of its own', () => {
  const sleeping = (container = 'lifecycle: { preStop: { sleep: { seconds: 5 } } }') =>
    `apiVersion: batch/v1
kind: Job
metadata: { name: task, namespace: shop }
spec: { template: { spec: { restartPolicy: Never, containers: [{ name: task, image: task:1, ${container} }] } } }
`;
  const descriptor = JSON.stringify({ application: 'shop', environments: { staging: {}, production: {} } });
  const files = {
    'dist/shop.json': descriptor,
    'dist/staging/shop/a.yaml': sleeping(),
    'dist/production/shop/a.yaml': sleeping('env: []'),
  };
  const schemaFindings = async (given: Readonly<Record<string, string>>, ...minors: string[]) => {
    const { out, err } = await twelveCheck(folderWith(given), ['dist', '--kubernetes', ...minors]);
    return { told: out.match(/^.*\(TF33\d\d\)$/gm) ?? [], err };
  };

  it('is checked for that, and not for those of others', async () => {
    expect((await schemaFindings(files, '1.27,1.34')).told).toEqual([
      expect.stringMatching(/^dist\/staging\/shop\/a\.yaml:.* \(in Kubernetes 1\.27\); /),
    ]);
    expect((await schemaFindings(files, 'staging=1.34,production=1.27')).told).toEqual([]);
    expect((await schemaFindings(files, 'staging=1.27', '--kubernetes', '1.34')).told).toHaveLength(1);
    const both = await schemaFindings(files, 'staging=1.27,staging=1.28,1.34');
    expect(both.told).toEqual([expect.stringContaining('(in Kubernetes 1.27, 1.28)')]);
  });

  it('leaves what is in none to the minors of all, else to the newest', async () => {
    const others = { ...files, 'k8s/a.yaml': sleeping(), 'k8s/b.yaml': sleeping() };
    const all = async (minors: string) =>
      (await twelveCheck(folderWith(others), ['dist', 'k8s', '--kubernetes', minors])).out.match(/^k8s.*TF33/gm);
    expect(await all('staging=1.34')).toBeNull();
    expect(await all('staging=1.34,1.27')).toHaveLength(2);
  });

  it.each([
    [
      files,
      'stagin=1.34',
      /^kubernetes: no descriptor .* environment "stagin"; give one of production, staging \(TF2502\)$/m,
    ],
    [{ 'dist/a.yaml': SERVICE }, 'staging=1.34', /"staging"; check the folder that has the descriptors, such as dist/],
    [files, '=1.34', /^kubernetes: "=1\.34" names no environment; give it as in staging=1\.34 \(TF2502\)$/m],
    [files, 'staging=1.5', /^kubernetes: "staging=1\.5" is no minor that is known here; give minors from 1\.27/m],
  ])('is one that a descriptor tells of, with a minor that is known', async (given, minors, told) => {
    expect((await schemaFindings(given, minors)).err).toMatch(told);
  });
});

describe('what is in the way of checks in practice', () => {
  it('YAML of something else is told once, with what to do', async () => {
    const values = 'replicaCount: 1\nimage: { repository: api }\nservice: { port: 80 }\n';
    const { code, out } = await twelveCheck(folderWith({ 'chart/values.yaml': values }), ['chart', '--notes']);
    expect(out).toBe(
      'chart/values.yaml:1:1: error: it is no Kubernetes object: it has neither apiVersion nor kind; name manifests alone, and of a chart what "helm template" renders (TF3310)\n',
    );
    expect(code).toBe(3);
  });

  it('an empty pipe fails: what writes to it may have failed', async () => {
    const { code, out } = await twelveCheck(folderWith({}), ['-']);
    expect(out).toMatch(/^-:1:1: error: there is nothing in it; .* \(TF3413\)$/m);
    expect(code).toBe(3);
  });

  it('what kustomize reads is no object, a file that is named twice is one, and typed lists are opened', async () => {
    const list =
      'apiVersion: v1\nkind: ServiceList\nitems:\n- metadata: { name: a, namespace: b }\n  spec: { sepc: 1 }\n';
    const cwd = folderWith({
      'k8s/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
      'k8s/a.yaml': SERVICE,
      'list.yaml': list,
    });
    expect(await twelveCheck(cwd, ['k8s', './k8s/a.yaml'])).toMatchObject({ code: 0, out: '' });
    expect((await twelveCheck(cwd, ['list.yaml'])).out).toMatch(/^list\.yaml:5:11: error: Service\/a spec\.sepc/m);
  });

  it('minors may be given one by one', async () => {
    const { out } = await twelveCheck(folderWith({ 'dist/a.yaml': DANGLING.replace('spec:', 'sepc: 1\nspec:') }), [
      ...['--kubernetes', '1.27', '--kubernetes', '1.34'],
    ]);
    expect(out).toContain('(in Kubernetes 1.27, 1.34)');
  });

  it('a rule of a team that throws is told with its place', async () => {
    const rules = `exports.rules = [{ code: 'A', title: 'a', severity: 'error', remedy: 'a', check: () => { throw new Error('oops'); } }];`;
    const cwd = folderWith({ 'dist/a.yaml': SERVICE, 'rules.cjs': rules });
    const { code, err } = await twelveCheck(cwd, ['--rules', 'rules.cjs']);
    expect(err).toMatch(/^--rules: A of rules\.cjs throws Error: oops \(.*rules\.cjs:1:\d+\)?.*; mend it \(TF2502\)$/m);
    expect(code).toBe(2);
  });
});

describe('how much a finding matters', () => {
  it('is set by --severity, and --fail-on says from where on it fails', async () => {
    const cwd = folderWith({ 'dist/api.yaml': DANGLING });
    const asWarning = ['--severity', 'TF3001=warning'];
    const others = (await twelveCheck(cwd, ['--json', ...asWarning])).out.match(/"severity": "error"/g);
    expect(others).toBeNull();
    expect((await twelveCheck(cwd, asWarning)).code).toBe(0);
    expect((await twelveCheck(cwd, [...asWarning, '--fail-on', 'warning'])).code).toBe(3);
  });

  it.each([
    ['TF9=off', /no rule has the code "TF9"/],
    ['toString=off', /no rule has the code "toString"/],
    ['TF3301=off', /^severity: TF3301 \("A field is unknown"\) is told by no rule, .*; leave it out: .* \(TF2502\)$/m],
    ['TF3405=note', /^severity: TF3405 \("A key is there twice"\) is told by no rule/m],
    ['TF3001', /TF3001 can't be ""; give error, warning, note, off/],
    ['TF3001=loud', /TF3001 can't be "loud"/],
  ])('is not %s', async (setting, told) => {
    const { code, err } = await twelveCheck(folderWith({ 'dist/a.yaml': SERVICE }), ['--severity', setting]);
    expect(err).toMatch(told);
    expect(code).toBe(2);
  });
});

describe('rules of a team', () => {
  const rules = `exports.rules = [{
    code: 'ACME-OWNER', title: 'No owner', severity: 'error', remedy: 'give the label owner',
    check: (manifests, tell) => manifests.all.forEach((one) => one.labels.owner || tell(one.at('metadata', 'labels'), 'there is no owner')),
  }];`;

  it('are loaded from a module', async () => {
    const { code, out } = await twelveCheck(folderWith({ 'dist/a.yaml': SERVICE, 'rules.cjs': rules }), [
      '--rules',
      'rules.cjs',
    ]);
    expect(out).toBe(
      'dist/a.yaml:3:1: error: Service/search metadata.labels: there is no owner; give the label owner (ACME-OWNER)\n',
    );
    expect(code).toBe(3);
  });

  it.each([
    ['a module that is not there', {}, /rules\.cjs can't be loaded/],
    ['a module of something else', { 'rules.cjs': 'exports.rules = [1]' }, /exports no list of rules/],
  ])('are not %s', async (_, files, told) => {
    const { code, err } = await twelveCheck(folderWith({ 'dist/a.yaml': SERVICE, ...files }), ['--rules', 'rules.cjs']);
    expect(err).toMatch(told);
    expect(code).toBe(2);
  });
});

describe('definitions of custom resources', () => {
  const definition = (type: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: lulus.example.com }
spec:
  group: example.com
  names: { kind: Lulu }
  versions:
    - name: v1
      schema: { openAPIV3Schema: { type: object, properties: { spec: { type: ${type} } } } }
`;
  const lulu = 'apiVersion: example.com/v1\nkind: Lulu\nmetadata: { name: a, namespace: b }\nspec: text\n';

  it('are named by their path in the folder that it runs in, however they are given', async () => {
    const cwd = folderWith({ 'dist/a.yaml': lulu, 'crds/lulu.yaml': definition('7') });
    for (const crds of ['crds', './crds/lulu.yaml', join(cwd, 'crds')]) {
      const { out } = await twelveCheck(cwd, ['--crds', crds]);
      expect(out).toMatch(/^dist\/a\.yaml:2:1: error: Lulu\/a kind: its schema in crds\/lulu\.yaml cannot be used/);
    }
  });

  it('are named as they are given where they are elsewhere', async () => {
    const cwd = folderWith({ 'here/dist/a.yaml': lulu, 'crds/lulu.yaml': 'a: [' });
    const told = async (crds: string) => (await twelveCheck(join(cwd, 'here'), ['--crds', crds])).err;
    expect(await told('../crds')).toMatch(/^\[crds\] \.\.\/crds\/lulu\.yaml:1: .* \(TF3401\)$/m);
    expect(await told(join(cwd, 'crds'))).toContain(`[crds] ${join(cwd, 'crds/lulu.yaml')}:1: `);
  });

  it('have to be some', async () => {
    const cwd = folderWith({ 'dist/a.yaml': lulu, 'crds/lulu.yaml': definition('object'), 'charts/a.yaml': SERVICE });
    const { code, err } = await twelveCheck(cwd, ['--crds', 'crds', '--crds', 'charts']);
    expect(err).toBe(
      '[crds] charts: it has no CustomResourceDefinition; give files of them, as their projects publish them (TF3322)\n',
    );
    expect(code).toBe(2);
  });
});

describe('the findings', () => {
  it('go to a file, in any format', async () => {
    const cwd = folderWith({ 'dist/api.yaml': DANGLING });
    expect(await twelveCheck(cwd, ['--format', 'sarif', '--output', 'out.sarif'])).toMatchObject({ code: 3, out: '' });
    expect(JSON.parse(readFileSync(join(cwd, 'out.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect((await twelveCheck(cwd, ['--format', 'junit'])).out).toContain('<testcase name="dist/api.yaml"');
  });

  it('are in SARIF by their place in the repository that it runs in', async () => {
    const cwd = folderWith({ '.git/HEAD': '', 'deploy/k8s/api.yaml': DANGLING });
    const { out } = await twelveCheck(join(cwd, 'deploy'), ['k8s', '--format', 'sarif']);
    expect(out).toContain('"uri": "deploy/k8s/api.yaml"');
    const elsewhere = folderWith({ 'deploy/k8s/api.yaml': DANGLING });
    expect((await twelveCheck(join(elsewhere, 'deploy'), ['k8s', '--format', 'sarif'])).out).toContain(
      '"uri": "k8s/api.yaml"',
    );
  });

  it('are told in one format: --json contradicts all but its own', async () => {
    const cwd = folderWith({ 'dist/api.yaml': DANGLING });
    for (const format of ['sarif', 'text']) {
      const { code, err } = await twelveCheck(cwd, ['--json', '--format', format]);
      expect(err).toBe(`--json: it contradicts --format ${format}; give one of the two (TF2503)\n`);
      expect(code).toBe(2);
    }
    const { out } = await twelveCheck(cwd, ['--json', '--format', 'json']);
    expect(out).toBe((await twelveCheck(cwd, ['--json'])).out);
    expect(JSON.parse(out)).toMatchObject({ files: 1 });
  });
});

describe('with --server', () => {
  function withKubectl(script: string) {
    const cwd = folderWith({ 'dist/a.yaml': SERVICE, 'bin/kubectl': `#!/bin/sh\n${script}\n` });
    chmodSync(join(cwd, 'bin/kubectl'), 0o755);
    return { cwd, env: { PATH: `${join(cwd, 'bin')}:/usr/bin:/bin` } };
  }

  it('the cluster is asked too, by a dry run, and what it refuses is told', async () => {
    const refusal =
      'Error from server (Invalid): error when creating \\"dist/a.yaml\\": Service \\"search\\" is invalid';
    const { cwd, env } = withKubectl(`echo "$@" > asked; echo "${refusal}" >&2; exit 1`);
    const { code, out } = await twelveCheck(cwd, ['--server'], { env });
    expect(out).toBe('dist/a.yaml:1:1: error: Service "search" is invalid; see what the cluster says (TF3330)\n');
    expect(code).toBe(3);
    expect(readFileSync(join(cwd, 'asked'), 'utf8')).toBe(
      'apply --dry-run=server --output=name --filename dist/a.yaml\n',
    );
  });

  it('nothing is told if it takes all', async () => {
    const { cwd, env } = withKubectl('echo service/search; echo "Warning: old" >&2');
    expect(await twelveCheck(cwd, ['--server'], { env })).toMatchObject({ code: 0, out: '' });
  });

  it('it is asked about objects alone, and about what is piped in', async () => {
    const { cwd, env } = withKubectl('cat > piped; case "$*" in *json*) echo "error: no object" >&2; exit 1;; esac');
    write(cwd, { 'dist/shop.json': '{ "application": "shop", "environments": {} }' });
    expect(
      await twelveCheck(cwd, ['dist', '-', '--server'], { env, stdin: SERVICE.replace('search', 'find') }),
    ).toMatchObject({
      code: 0,
      out: '',
    });
    expect(readFileSync(join(cwd, 'piped'), 'utf8')).toContain('name: find');
  });

  it('a kubectl that is killed is no consent; what goes on for lines is one finding', async () => {
    const killed = withKubectl('kill -9 $$');
    expect((await twelveCheck(killed.cwd, ['--server'], { env: killed.env })).out).toContain(
      'kubectl ended with SIGKILL',
    );
    const long = withKubectl(
      `printf 'The Service "search" is invalid: \\n* spec.a: wrong\\n* spec.b: wrong\\n' >&2; exit 1`,
    );
    const { out } = await twelveCheck(long.cwd, ['--server'], { env: long.env });
    expect(out.trimEnd().split('\n')).toEqual([expect.stringMatching(/spec\.a: wrong \* spec\.b: wrong; .*TF3330/)]);
  });

  it('there has to be a kubectl', async () => {
    const cwd = folderWith({ 'dist/a.yaml': SERVICE });
    const { code, err } = await twelveCheck(cwd, ['--server'], { env: { PATH: join(cwd, 'nowhere') } });
    expect(err).toMatch(/^--server: kubectl is not there; .* \(TF3331\)$/m);
    expect(code).toBe(2);
  });
});
