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
