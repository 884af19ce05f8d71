import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Application, Platform, ReleaseTask, Scaling, WebService } from '../../lib';
import { image } from '../service/support';

const platform = new Platform({
  registry: 'registry.example.com',
  environments: { staging: {}, production: { protected: true }, demo: {} },
});

const application = (version?: string, outdir?: string, build?: string) =>
  new Application('lulu', { platform, version, outdir, build }, (chart, env) => {
    new WebService(chart, 'api', {
      image: env.image('lulu/api'),
      port: 8080,
      scaling: env.choose({ production: Scaling.between(2, 4), default: Scaling.fixed(1) }),
    });
  });

/** Runs with other environment variables. */
function withVariables<T>(variables: Record<string, string | undefined>, act: () => T): T {
  const before = { ...process.env };
  try {
    for (const [name, value] of Object.entries(variables)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    return act();
  } finally {
    process.env = before;
  }
}

describe('rendering', () => {
  test('gives every environment of the platform, in its order, and writes nothing', () => {
    const { application: name, version, environments } = application('1.5.0').render();
    expect([name, version]).toEqual(['lulu', '1.5.0']);
    expect([...environments.keys()]).toEqual(['staging', 'production', 'demo']);
    for (const { files } of environments.values()) {
      expect(files.map(({ path }) => path)).toEqual(files.map(({ path }) => path).sort());
    }
  });

  test('gives the same bytes fifty times over', () => {
    const render = () => [...application('1.5.0').render().environments.values()];
    const [first] = [render()];
    for (let run = 0; run < 50; run++) {
      expect(render().map(({ digest }) => digest)).toEqual(first.map(({ digest }) => digest));
    }
  });

  test('does what it renders twice in the same way, as often as it is asked', () => {
    const lulu = application('1.5.0');
    expect(lulu.render().environments).toEqual(lulu.render().environments);
  });

  test('keeps environments apart: what one is asked for is not in another', () => {
    const { environments } = application('1.5.0').render();
    const kinds = (name: 'staging' | 'production') =>
      environments.get(name)!.files.map(({ path }) => path.split('.')[0]);
    expect(kinds('production')).toContain('HorizontalPodAutoscaler');
    expect(kinds('staging')).not.toContain('HorizontalPodAutoscaler');
  });

  test('is given a chart in the namespace of the environment', () => {
    const namespaces: (string | undefined)[] = [];
    new Application('lulu', { platform, version: '1' }, (chart) => void namespaces.push(chart.namespace)).render();
    expect(namespaces).toEqual(['lulu-staging', 'lulu-production', 'lulu-demo']);
  });
});

const deploymentOf = (lulu: Application<'staging' | 'production' | 'demo'>) => {
  const { files } = lulu.render().environments.get('production')!;
  return files.find(({ path }) => path.startsWith('Deployment'))!.content;
};
const imageOf = (...lulu: Parameters<typeof deploymentOf>) => /image: (.+)/.exec(deploymentOf(...lulu))![1];

describe('the version', () => {
  test('is that of the pipeline, unless the app file has one', () => {
    withVariables({ VERSION: '2.0.0' }, () => {
      expect(imageOf(application())).toBe('registry.example.com/lulu/api:2.0.0');
      expect(imageOf(application('1.5.0'))).toBe('registry.example.com/lulu/api:1.5.0');
    });
  });
});

describe('the build', () => {
  const repository = 'registry.example.com/lulu/api';

  test('is what the version says, unless the pipeline has one, or the app file', () => {
    withVariables({ BUILD: undefined }, () => expect(imageOf(application('1.5.0-2'))).toBe(`${repository}:1.5.0-2`));
    withVariables({ BUILD: '' }, () => expect(imageOf(application('1.5.0-2'))).toBe(`${repository}:1.5.0-2`));
    withVariables({ BUILD: '1.5.0' }, () => {
      expect(imageOf(application('1.5.0-2'))).toBe(`${repository}:1.5.0`);
      expect(imageOf(application('1.5.0-2', undefined, '1.4.9'))).toBe(`${repository}:1.4.9`);
    });
  });

  test('may be a digest, and leaves the labels to the version', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const lulu = application('1.5.0-2', undefined, digest);
    expect(imageOf(lulu)).toBe(`${repository}@${digest}`);
    expect(deploymentOf(lulu).match(/app.kubernetes.io\/version: .+/g)).toEqual([
      'app.kubernetes.io/version: "1.5.0-2"',
      'app.kubernetes.io/version: "1.5.0-2"',
    ]);
  });

  test('is that of an image without a tag, also where env.image does not name it', () => {
    const { environments } = new Application('lulu', { platform, version: '2', build: '1' }, (chart) => {
      new WebService(chart, 'api', { image: 'ghcr.io/lulu/api', port: 8080 });
      new ReleaseTask(chart, 'migrate', { image: 'ghcr.io/lulu/api:0' });
    }).render();
    const texts = environments.get('staging')!.files.map(({ content }) => content);
    expect(texts.join('').match(/image: .+/g)).toEqual(['image: ghcr.io/lulu/api:1', 'image: ghcr.io/lulu/api:0']);
    // A task runs once in each release, whatever its build.
    expect(environments.get('staging')!.files.map(({ path }) => path)).toContain('Job.lulu-migrate-2.yaml');
  });

  test('that can move is no build of a protected environment', () => {
    expect(() => application('1.5.0', undefined, 'latest').render()).toThrow('TF1004');
  });
});

describe('the output', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'application-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const written = ['demo', 'lulu.json', 'production', 'staging'];

  test('is in the folder that cdk8s says, unless the app file says one', () => {
    withVariables({ CDK8S_OUTDIR: join(folder, 'cdk8s') }, () => {
      application('1.5.0').synth();
      application('1.5.0', join(folder, 'own')).synth();
    });
    expect(readdirSync(join(folder, 'cdk8s')).sort()).toEqual(written);
    expect(readdirSync(join(folder, 'own')).sort()).toEqual(written);
  });

  test.each([undefined, ''])('is in dist where nobody says: CDK8S_OUTDIR is %j', (CDK8S_OUTDIR) => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      withVariables({ CDK8S_OUTDIR }, () => application('1.5.0').synth());
    } finally {
      process.chdir(before);
    }
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(written);
  });
});

describe('an image', () => {
  test('by tag or digest runs in a protected environment, and any tag in another one', () => {
    const only = (name: string, props: object, reference: string) =>
      new Application(
        'lulu',
        { platform: new Platform({ environments: { [name]: props } }), version: '1' },
        (chart) => {
          new WebService(chart, 'api', { image: reference, port: 8080 });
        },
      ).render();
    expect(() => only('production', { protected: true }, image)).not.toThrow();
    expect(() => only('production', { protected: true }, `a/b:latest@sha256:${'0'.repeat(64)}`)).not.toThrow();
    expect(() => only('staging', {}, 'a/b:latest')).not.toThrow();
    expect(() => only('production', { protected: true }, 'a/b:Latest')).toThrow('TF1004');
  });
});

test.each<[string, unknown[], string]>([
  ['props', ['lulu'], 'no Platform is given'],
  ['a platform', ['lulu', {}, () => undefined], 'no Platform is given'],
  ['a function', ['lulu', { platform: new Platform({ environments: { production: {} } }) }], 'is missing'],
])('an application from plain JavaScript without %s is told so', (_, given, told) => {
  const Untyped = Application as unknown as new (...args: unknown[]) => Application;
  const render = () => new Untyped(...given).render();
  expect(render).toThrow(told);
  expect(render).toThrow('(TF1017)');
});
