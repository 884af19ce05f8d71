import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesOf, type Outcome, removeFolders, REPOSITORY, run, write } from '../synth/support';
import { install, pack, packageJsonOf, packagesIn } from './support';

const PACKAGE = 'node_modules/cdk8s-twelve-factor';
const TSC = join(REPOSITORY, 'node_modules/typescript/bin/tsc');

/** An app file, the same in TypeScript and in JavaScript. */
const app = (outdir: string) => `
const platform = new Platform({
  registry: 'registry.example.com',
  environments: { staging: {}, production: { domain: 'example.com', protected: true } },
});
new Application('lulu', { platform, version: '1.5.0', outdir: '${outdir}' }, (chart, env) => {
  new WebService(chart, 'api', {
    image: env.image('lulu/api'),
    port: 8080,
    config: Config.fromEnvFile('lulu.env'),
    secrets: [Secrets.existing('lulu-secret')],
    scaling: env.choose({ production: Scaling.between(5, 20, { cpu: 65 }), default: Scaling.fixed(1) }),
    shutdown: Shutdown.graceful({ grace: Duration.minutes(1) }),
  });
}).synth();
`;
const NAMES = '{ Application, Config, Platform, Scaling, Secrets, Shutdown, WebService }';
const IMPORTS = `import { Duration } from 'cdk8s';\nimport ${NAMES} from 'cdk8s-twelve-factor';\n`;
const REQUIRES = `const { Duration } = require('cdk8s');\nconst ${NAMES} = require('cdk8s-twelve-factor');\n`;

/** A test of such an application, that needs no runner. */
const kit = `
import { Application, Platform, Scaling, WebService } from 'cdk8s-twelve-factor';
import { diff, Manifests } from 'cdk8s-twelve-factor/testing';
const platform = new Platform({ environments: { staging: {}, production: {} } });
const application = new Application('lulu', { platform, version: '1.5.0' }, (chart, env) => {
  const scaling = env.choose({ production: Scaling.fixed(5), default: Scaling.fixed(1) });
  new WebService(chart, 'api', { image: 'lulu/api', port: 8080, scaling });
});
const { staging, production } = Manifests.all(application);
const replicas: number | undefined = production.find('Deployment', 'lulu-api').spec.replicas;
if (replicas !== 5) throw new Error('it has ' + replicas);
diff(staging, production, { ignore: ['namespaces', 'scaling'] }).expectOnly([]);
let told = '';
try { staging.find('Service', 'api'); }
catch (error) { told = (error as Error).message; }
if (!told.includes('there are Service/lulu-api (TF3502)')) throw new Error(told);
`;

/** As strict as it gets, with the types of all dependencies. */
const compilerOptions = { target: 'es2022', lib: ['es2022'], types: [], strict: true, skipLibCheck: false };
const config = (options: object) =>
  JSON.stringify({ compilerOptions: { ...compilerOptions, ...options }, files: ['app.ts', 'kit.ts', 'misspelt.ts'] });

let project: string;
let files: Record<string, string>;

beforeAll(async () => {
  project = await install(await pack());
  files = filesOf(join(project, PACKAGE));
  write(project, {
    'package.json': JSON.stringify({ private: true }),
    'lulu.env': 'DATABASE_HOST=db.example.com\n',
    'app.ts': `${IMPORTS}${app('dist/ts')}`,
    'misspelt.ts': `${IMPORTS}${app('dist/ts').replace('{ production: Scaling', '{ prodution: Scaling')}`,
    'kit.ts': kit,
    'app.cjs': `${REQUIRES}${app('dist/cjs')}`,
    'app.mjs': `${IMPORTS}${app('dist/mjs')}`,
    'node20.json': config({ module: 'node20', outDir: 'node20' }),
    'node10.json': config({ module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0', noEmit: true }),
  });
}, 120_000);

afterAll(removeFolders);

describe('the package', () => {
  test('is the build, its schemas, its documentation and its licence, and nothing else', () => {
    const others = Object.keys(files).filter(
      (path) => !/^(build\/.+\.(js|d\.ts)|docs\/.+\.(md|svg)|crds\/.+\.yaml|schemas\/.+\.json)$/.test(path),
    );
    expect(others).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(Object.keys(files).filter((path) => /\.test\.|^test\//.test(path))).toEqual([]);
    expect(files['LICENSE']).toContain('Apache License');
  });

  test('has types for all of its code, and no map to sources that are not in it', () => {
    const scripts = Object.keys(files).filter((path) => path.endsWith('.js'));
    expect(scripts).toContain('build/index.js');
    expect(scripts.filter((path) => !(path.replace(/js$/, 'd.ts') in files))).toEqual([]);
    expect(Object.keys(files).filter((path) => /sourceMappingURL|\.map$/.test(files[path]! + path))).toEqual([]);
  });

  test('declares every package that it loads, and loads every package that it declares', () => {
    const { dependencies, peerDependencies } = packageJsonOf(project);
    const code = Object.entries(files).filter(([path]) => path.startsWith('build/'));
    const loaded = new Set(code.flatMap(([, text]) => packagesIn(text)).filter((name) => !name.startsWith('node:')));
    expect([...loaded].sort()).toEqual(Object.keys({ ...dependencies, ...peerDependencies }).sort());
  });

  // The engine in `/release` talks to git, so that its types do.
  test('has constructs and a test kit whose types need no types of Node.js', () => {
    const reached = new Set(['build/index.d.ts', 'build/testing/index.d.ts']);
    for (const path of reached) {
      const text = files[path] ?? '';
      for (const [, target = ''] of text.matchAll(/from '(\.[^']+)'/g)) {
        const base = join(dirname(path), target);
        reached.add(`${base}.d.ts` in files ? `${base}.d.ts` : join(base, 'index.d.ts'));
      }
    }
    expect(reached.size).toBeGreaterThan(50);
    expect([...reached].filter((path) => /from 'node:|\bNodeJS\.|\bBuffer\b/.test(files[path] as string))).toEqual([]);
  });
});

describe('in an empty project', () => {
  let node20: Outcome;
  let node10: Outcome;

  beforeAll(async () => {
    const check = (name: string) => run(`node ${TSC} -p ${name}.json --pretty false`, project);
    [node20, node10] = await Promise.all([check('node20'), check('node10')]);
  }, 120_000);

  test.each([
    ['node20', () => node20],
    ['commonjs and node10', () => node10],
  ])('its types hold for module %s, and a misspelt environment does not compile', (_, outcome) => {
    // The one error of all, in the types of all dependencies as well.
    const errors = outcome()
      .stdout.split('\n')
      .filter((line) => line.includes('error TS'));
    expect(errors).toEqual([expect.stringMatching(/^misspelt\.ts\(\d+,\d+\): error TS\d+: .*prodution/)]);
  });

  test('it renders the same from TypeScript, from CommonJS and from ES modules', async () => {
    const outcomes = await Promise.all(
      ['node20/app.js', 'app.cjs', 'app.mjs'].map((file) => run(`node ${file}`, project)),
    );
    expect(outcomes).toEqual(outcomes.map(() => ({ code: 0, stdout: '', stderr: '' })));
    const [ts, cjs, mjs] = ['ts', 'cjs', 'mjs'].map((name) => filesOf(join(project, 'dist', name)));
    expect(cjs).toEqual(ts);
    expect(mjs).toEqual(ts);
    expect(Object.keys(ts!).filter((path) => path.startsWith('staging/lulu/'))).toHaveLength(9);
    expect(ts!['production/lulu/HorizontalPodAutoscaler.lulu-api.yaml']).toContain('averageUtilization: 65\n');
    const { version } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as { version: string };
    expect(JSON.parse(ts!['lulu.json']!)).toMatchObject({ renderer: { 'cdk8s-twelve-factor': version } });
  });

  test('the test kit looks into what is rendered', async () => {
    expect(await run('node node20/kit.js', project)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('a synthesis loads what it uses: no engine, no git, no forge, no parser, and none of the generated code', async () => {
    const script = "require('./app.cjs'); console.log(JSON.stringify(Object.keys(require.cache)));";
    write(project, { 'loaded.cjs': script });
    const { stdout } = await run('node loaded.cjs', project);
    const paths = JSON.parse(stdout) as string[];
    // What a package brings along counts as its own.
    const packages = paths.flatMap((path) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
    expect([...new Set(packages)].sort()).toEqual([
      'cdk8s',
      'cdk8s-twelve-factor',
      'constructs',
      'dotenv',
      'fastest-levenshtein',
    ]);
    const own = paths.flatMap((path) => /\/cdk8s-twelve-factor\/build\/(\w+)/.exec(path)?.[1] ?? []);
    expect([...new Set(own)].sort()).toEqual([
      'check',
      'config',
      'credentials',
      'errors',
      'index',
      'manifest',
      'platform',
      'policy',
      'props',
      'rollout',
      'service',
      'traffic',
    ]);
  });

  test('what is inside of it cannot be loaded', async () => {
    const script = `
      for (const path of ['/package.json', '/testing', '/build/index.js', '/build/manifest', '/lib/index.ts']) {
        try { require('cdk8s-twelve-factor' + path); console.log(path, 'loaded'); }
        catch ({ code }) { console.log(path, code); }
      }`;
    write(project, { 'inside.cjs': script });
    const { stdout } = await run('node inside.cjs', project);
    expect(stdout.trim().split('\n')).toEqual([
      '/package.json loaded',
      '/testing loaded',
      '/build/index.js ERR_PACKAGE_PATH_NOT_EXPORTED',
      '/build/manifest ERR_PACKAGE_PATH_NOT_EXPORTED',
      '/lib/index.ts ERR_PACKAGE_PATH_NOT_EXPORTED',
    ]);
  });
});
