import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { copyOfRepository, filesOf, type Outcome, removeFolders, REPOSITORY, run, write } from './support';

const TS_NODE = join(REPOSITORY, 'node_modules/.bin/ts-node');

afterAll(removeFolders);

const app = (name: string, port: string) => `
import { Application, WebService } from 'cdk8s-twelve-factor';
import { platform } from './platform';
new Application('${name}', { platform, version: '1.0.0' }, (chart, env) => {
  new WebService(chart, 'api', { image: env.image('${name}/api'), port: ${port} });
  new WebService(chart, 'admin', { image: env.image('${name}/admin'), port: ${port} });
}).synth();
`;

describe('an app file alone', () => {
  test('renders its application and nothing else, as it is committed', async () => {
    const copy = copyOfRepository('apps', 'config');
    const outcome = await run(`${TS_NODE} apps/lulu.ts`, copy);
    expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' });
    const committed = Object.entries(filesOf(join(REPOSITORY, 'dist')));
    const ofLulu = committed.filter(([path]) => /^(lulu\.json|[a-z]+\/lulu\/.+)$/.test(path));
    expect(filesOf(join(copy, 'dist'))).toEqual(Object.fromEntries(ofLulu));
  }, 60_000);
});

describe('what the function of an application throws', () => {
  const described = (body: string) => `
import { ApiObject, Chart, Size } from 'cdk8s';
import { Application } from 'cdk8s-twelve-factor';
import { platform } from './platform';
const half = (size: number) => Size.mebibytes(size / 2);
new Application('first', { platform, version: '1.0.0' }, (chart) => {
  ${body}
}).synth();
new Application('second', { platform, version: '1.0.0' }, () => undefined).synth();
`;
  async function thrownBy(body: string) {
    const copy = copyOfRepository('apps/platform.ts');
    write(copy, { 'apps/own.ts': described(body) });
    const outcome = await run(`${TS_NODE} apps/own.ts`, copy);
    return { ...outcome, files: ['first', 'second'].filter((name) => existsSync(join(copy, `dist/${name}.json`))) };
  }

  test.each([
    [
      'half(-4);',
      '[apps/own.ts:5:37] Error: Storage amounts cannot be negative. Received: -2, called at apps/own.ts:7:3; correct it (TF2604)',
    ],
    [
      "new Chart(chart, 'x'); new Chart(chart, 'x');",
      "[apps/own.ts:7:26] Error: There is already a Construct with name 'x' in Chart [first]; correct it (TF2604)",
    ],
  ])('is told with its place where cdk8s refuses what it is given: %s', async (body, told) => {
    expect(await thrownBy(body)).toEqual({
      code: 1,
      stdout: '',
      stderr: `${told}\nfirst: 1 problem, nothing of it is written\n`,
      files: ['second'],
    });
  });

  test.each([
    ['of the language', '(chart as unknown as { no: { thing: string } }).no.thing;', 'TypeError: Cannot read'],
    ['of the language in cdk8s', "new ApiObject(chart, 'x', undefined as never);", 'TypeError: Cannot read'],
    ['of the app file itself', "throw new Error('mine');", 'Error: mine'],
  ])('keeps its stack where it is an error %s', async (_, body, told) => {
    const { code, stderr, files } = await thrownBy(body);
    expect(stderr).toContain(told);
    expect(stderr).toMatch(/^    at .*apps\/own\.ts:7:\d+\)?$/m);
    expect(stderr).toMatch(/^    at .*render-environment\.ts:\d+:\d+\)?$/m);
    expect([code, files]).toEqual([1, []]);
  });
});

describe('one broken environment of one application', () => {
  const earlier = {
    'broken.json': 'earlier descriptor',
    'staging/broken/Deployment.broken-api.yaml': 'earlier staging',
    'production/broken/Deployment.broken-api.yaml': 'earlier production',
  };
  const others = {
    'README.md': 'kept by hand',
    'staging/neighbour/Service.x.yaml': 'of another repository',
    'staging/after-like/Service.x.yaml': 'of an application with a longer name',
  };
  const stale = {
    'staging/after/Deployment.after-gone.yaml': 'of a service that was removed',
    'staging/after/blue/Deployment.after-gone.yaml': 'of a slot that was removed',
  };
  let copy: string;
  let outcome: Outcome;

  beforeAll(async () => {
    copy = copyOfRepository('apps/index.ts', 'apps/platform.ts');
    write(copy, {
      'apps/after.ts': app('after', '8080'),
      'apps/before.ts': app('before', '8080'),
      'apps/broken.ts': app('broken', `env.choose({ staging: 70_000, production: 0 })`),
    });
    write(join(copy, 'dist'), { ...earlier, ...others, ...stale });
    outcome = await run(`${TS_NODE} apps/index.ts`, copy);
  }, 60_000);

  test('is told with all that is wrong in all environments at once, without a stack, and the exit code says so', () => {
    const wrong = (env: string, service: string, port: number) =>
      `[broken/${env}/${service}] port "http": ${port} is no port; give a whole number from 1 to 65535 (TF1012)\n`;
    expect(outcome).toEqual({
      code: 1,
      stdout: '',
      stderr:
        wrong('staging', 'api', 70_000) +
        wrong('staging', 'admin', 70_000) +
        wrong('production', 'api', 0) +
        wrong('production', 'admin', 0) +
        'broken: 4 problems, nothing of it is written\n',
    });
  });

  test('leaves what the application wrote earlier as it was', () => {
    const files = filesOf(join(copy, 'dist'));
    const ofBroken = Object.keys(files).filter((path) => /^(.*\/)?broken[./]/.test(path));
    expect(Object.fromEntries(ofBroken.map((path) => [path, files[path]]))).toEqual(earlier);
  });

  test('does not keep applications before and after it from being written', () => {
    const paths = Object.keys(filesOf(join(copy, 'dist')));
    for (const name of ['before', 'after']) {
      expect(paths).toContain(`${name}.json`);
      expect(paths).toContain(`staging/${name}/Deployment.${name}-api.yaml`);
      expect(paths).toContain(`production/${name}/Deployment.${name}-admin.yaml`);
    }
  });

  test('files of removed objects are gone from the applications that are written, and files of others are not', () => {
    const files = filesOf(join(copy, 'dist'));
    expect(Object.keys(files).filter((path) => path.includes('gone'))).toEqual([]);
    expect(files).toMatchObject(others);
  });

  test('leaves no temporary file behind', () => {
    expect(Object.keys(filesOf(join(copy, 'dist'))).filter((path) => path.startsWith('.'))).toEqual([]);
  });
});
