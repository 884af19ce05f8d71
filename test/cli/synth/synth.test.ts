import { cpSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, REPOSITORY } from '../../synth/support';
import { app, Project, removeFolders } from './project';

afterAll(removeFolders);

/** The examples of this repository, as a user's project. */
function examples(): Project {
  const project = new Project({});
  for (const part of ['apps', 'config']) {
    cpSync(join(REPOSITORY, part), join(project.folder, part), { recursive: true });
  }
  return project;
}

const committed = filesOf(join(REPOSITORY, 'dist'));

test('app files give what cdk8s synth gives, byte by byte; another time nothing is touched', async () => {
  const project = examples();
  // Another test holds what is committed against cdk8s synth.
  const first = await project.synth('', {});
  expect(first).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('✓ lulu 1.5.0\n') as string });
  expect(project.files()).toEqual(committed);
  const file = join(project.folder, 'dist/staging/lulu/Service.lulu-api.yaml');
  const { ino, mtimeMs } = statSync(file);
  const second = await project.synth('', {});
  expect(second.stderr).toBe('= nothing changed: api-status, checkout, hermes, lulu, memcached, shop\n');
  expect(statSync(file)).toMatchObject({ ino, mtimeMs });
});

test('shards together are one run, byte by byte', async () => {
  const project = examples();
  const told = [];
  for (const shard of ['1/3', '2/3', '3/3']) {
    const { code, stdout } = await project.synth(`--shard ${shard} --json`, {});
    expect(code).toBe(0);
    told.push(...(JSON.parse(stdout) as { applications: { application: string }[] }).applications);
  }
  expect(project.files()).toEqual(committed);
  const names = told.map(({ application }) => application).sort();
  expect(names).toEqual(['api-status', 'checkout', 'hermes', 'lulu', 'memcached', 'shop']);
});

test('two app files that make one application are told, whichever shards they are in', async () => {
  const counter = "import { appendFileSync } from 'node:fs';\nappendFileSync('ran', 'bystander\\n');";
  const files = ['one', 'two', 'three', 'four'].map((name) => [`apps/${name}.ts`, app('shop')] as const);
  const project = new Project({
    ...Object.fromEntries(files),
    'apps/bystander.ts': app('bystander', { before: counter }),
    'apps/fails.ts': `throw new Error('shop'); // new Application("shop"`,
  });
  const outcomes = [await project.synth('--shard 1/2'), await project.synth('--shard 2/2')];
  const together = outcomes.map(({ stderr }) => stderr).join('');
  expect(together.match(/^\[shop\] name: .*$/gm)).toEqual([
    expect.stringMatching(
      /: (?:apps\/\w+\.ts(?: and )?){4} make it; give each application a name of its own \(TF2605\)$/,
    ),
    expect.stringMatching(/\(TF2605\)$/),
  ]);
  // What is wrong with an app file is for its own shard to tell, and who cannot make it is not run.
  expect(together.match(/TF2604/g)).toHaveLength(1);
  expect(readFileSync(join(project.folder, 'ran'), 'utf8')).toBe('bystander\n');
  expect(Object.keys(project.files()).some((path) => path.includes('shop'))).toBe(false);
});

describe('what changed', () => {
  let project: Project;
  beforeAll(async () => {
    project = new Project({
      'apps/lulu.ts': app('lulu'),
      'apps/team.ts': app('shop') + app('cart').replace(/^import.*$/gm, ''),
    });
    await project.synth();
    project.write({ 'dist/staging/lulu/notes.txt': 'mine', 'dist/staging/other/x.yaml': 'mine' });
  });

  test('is told object by object; what is in the way of the next release goes', async () => {
    const told = `lulu 1.0.1
  staging: 1 object changed, 1 removed
    Deployment lulu-api: image 1.0.0 → 1.0.1
    - notes.txt
`;
    const before = project.files();
    const dry = await project.synth('lulu --dry-run', { VERSION: '1.0.1' });
    expect(dry).toEqual({ code: 0, stdout: '', stderr: `✓ would be written: ${told}` });
    expect(project.files()).toEqual(before);
    // An empty variable is as good as none.
    const wet = await project.synth('lulu', { VERSION: '1.0.1', CDK8S_OUTDIR: '' });
    expect(wet).toEqual({ code: 0, stdout: '', stderr: `✓ ${told}` });
    const expected = Object.keys(before).filter((path) => path !== 'staging/lulu/notes.txt');
    expect(Object.keys(project.files())).toEqual(expected);
    expect(project.files()['staging/lulu/Deployment.lulu-api.yaml']).toContain('lulu/api:1.0.1');
    expect(project.files()['lulu.json']).toContain('"version": "1.0.1"');
  });

  test('is told as data, of one application of a file with several, in a folder of its own', async () => {
    const { code, stdout, stderr } = await project.synth('cart --json', { VERSION: '2', CDK8S_OUTDIR: 'elsewhere' });
    expect(stderr).toBe('✓ cart 2\n  staging: 9 objects added\n');
    expect(JSON.parse(stdout)).toMatchObject({
      dryRun: false,
      applications: [
        {
          application: 'cart',
          version: '2',
          environments: [{ environment: 'staging', unchanged: 0, objects: { length: 9 } }],
        },
      ],
    });
    expect(code).toBe(0);
    expect(readFileSync(join(project.folder, 'elsewhere/cart.json'), 'utf8')).toContain('"version": "2"');
    expect(Object.keys(project.files('elsewhere')).some((path) => path.includes('shop'))).toBe(false);
  });
});

test('app files may be ES modules, wait at their top level, and import by tsconfig paths; lines are those of the source', async () => {
  const project = new Project({
    'package.json': '{ "type": "module" }',
    'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "paths": { "@shared/*": ["./shared/*"] } } }',
    'shared/port.ts': `import { readFileSync } from 'node:fs';
export const port: number = Number(readFileSync(new URL('./port.txt', import.meta.url), 'utf8'));
`,
    'shared/port.txt': '9191',
    'apps/esm.ts': app('esm', { before: "import { port } from '@shared/port';", port: 'port' }).replace(
      '/platform',
      '/platform.js',
    ),
    'apps/waits.mts': app('waits', {
      before: "import { port } from '../shared/port.js';\nconst later = await Promise.resolve(port);",
      port: 'later',
    }).replace('/platform', '/platform.js'),
    'apps/wrong.ts': `interface Never { readonly a: string }

export const broken: Never = JSON.parse('{"a"');
`,
  });
  const { code, stderr } = await project.synth();
  expect(stderr.split('\n').slice(0, 4)).toEqual([
    '✓ esm 1.0.0',
    '  staging: 9 objects added',
    '✓ waits 1.0.0',
    '  staging: 9 objects added',
  ]);
  expect(stderr).toMatch(/^\[apps\/wrong\.ts:3:\d+\] SyntaxError: .*JSON.*; correct it \(TF2604\)$/m);
  expect(code).toBe(2);
  const files = project.files();
  expect(files['staging/esm/Deployment.esm-api.yaml']).toContain('containerPort: 9191');
  expect(files['staging/waits/Deployment.waits-api.yaml']).toContain('containerPort: 9191');
});

test('modules of the project are fresh for each app file, so that one alone gives what it gives among all', async () => {
  const count = 'let count = 8080;\nexport const next = (): number => count++;\n';
  const counted = (name: string) => app(name, { before: "import { next } from '../shared/count';", port: 'next()' });
  const project = new Project({
    'shared/count.ts': count,
    'apps/one.ts': counted('one'),
    'apps/two.ts': counted('two'),
  });
  await project.synth();
  const all = project.files();
  rmSync(join(project.folder, 'dist'), { recursive: true });
  await project.synth('apps/two.ts');
  const alone = project.files();
  expect(Object.keys(alone)).toContain('two.json');
  expect(all).toMatchObject(alone);
});

test('with --check, types are checked by the compiler of the project', async () => {
  const project = new Project(
    {
      'tsconfig.json':
        '{ "compilerOptions": { "noEmit": true, "types": [], "strict": false, "skipLibCheck": true }, "include": ["apps", "*.d.ts"] }',
      'package.d.ts': "declare module 'cdk8s-twelve-factor';",
      'apps/lulu.ts': app('lulu', { before: "const wrong: number = 'text';" }),
    },
    ['cdk8s', 'constructs', 'typescript'],
  );
  const outcome = await project.synth('--check --json');
  expect(outcome.code).toBe(2);
  expect(outcome.stderr).toMatch(/^apps\/lulu\.ts\(3,7\): error TS2322: .*$/m);
  expect(outcome.stderr).toContain('✓ lulu 1.0.0\n');
  expect(JSON.parse(outcome.stdout)).toMatchObject({ applications: [{}], error: { code: 'TF2610' } });
  project.write({ 'apps/lulu.ts': app('lulu') });
  expect(await project.synth('--check')).toEqual({ code: 0, stdout: '', stderr: '= nothing changed: lulu\n' });
});

test('rules that are broken, and stop nothing, are told', async () => {
  const within = "new WebService(chart, 'old', { image: 'registry.example.com/old:latest', port: 8080 });";
  const project = new Project({ 'apps/lulu.ts': app('lulu', { within }) });
  const { code, stderr } = await project.synth();
  expect(stderr).toMatch(
    /^warning: \[lulu\/staging\/old\] Deployment\/lulu-old .*tag latest can move to another build; .* \(TF3101\)$/m,
  );
  expect(code).toBe(0);
});

test('what taking the place of what is there does beyond its objects is told, as words and as data', async () => {
  const project = new Project({ 'apps/lulu.ts': app('lulu') });
  await project.synth();
  project.write({ 'apps/lulu.ts': app('lulu').replace(', { platform }', ', { platform, ownsNamespace: false }') });
  const warning =
    'Namespace lulu-staging would go, and with it all that is in it; see "Changing the namespace" in docs/application.md';
  const { code, stdout, stderr } = await project.synth('--json');
  expect({ code, lines: stderr.split('\n') }).toEqual({
    code: 0,
    lines: expect.arrayContaining([`[lulu/staging] warning: ${warning}`]) as string[],
  });
  expect(JSON.parse(stdout)).toMatchObject({ applications: [{ environments: [{ warnings: [warning] }] }] });
});
