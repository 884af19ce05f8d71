import { Application, type Environment, Platform, type PlatformProps, type TwelveFactorError } from '../../lib';
import { untyped } from '../errors/support';

type Name = 'staging' | 'production';

/** What a function finds in each environment. */
function inEach<T>(find: (env: Environment<Name>) => T, props: Partial<PlatformProps<Name>> = {}): Record<string, T> {
  const platform = new Platform<Name>({
    registry: 'registry.example.com/team',
    environments: {
      staging: { domain: 'staging.example.com' },
      production: { domain: 'example.com', protected: true },
    },
    ...props,
  });
  const found: Record<string, T> = {};
  new Application('lulu', { platform, version: '1.5.0' }, (_, env) => void (found[env.name] = find(env))).render();
  return found;
}

describe('env', () => {
  test('knows its name, branch, domain, namespace, registry, Kubernetes minor, protection, version and build', () => {
    const known = inEach((env) => [
      env.name,
      env.branch,
      env.domain,
      env.namespace,
      env.registry,
      env.kubernetesMinor,
      env.protected,
      env.version,
      env.build,
    ]);
    expect(known).toEqual({
      staging: [
        'staging',
        'staging',
        'staging.example.com',
        'lulu-staging',
        'registry.example.com/team',
        27,
        false,
        '1.5.0',
        '1.5.0',
      ],
      production: [
        'production',
        'production',
        'example.com',
        'lulu-production',
        'registry.example.com/team',
        27,
        true,
        '1.5.0',
        '1.5.0',
      ],
    });
  });

  test('says otherwise where the environment does, and as the platform where it does not', () => {
    const known = inEach(
      (env) => [env.branch, env.namespace, env.registry, env.kubernetesMinor, env.namespaceOf('shop')],
      {
        registry: 'registry.example.com',
        namespace: (application) => application,
        environments: {
          staging: {
            branch: 'env/staging',
            namespace: (application, name) => `${name}-${application}`,
            registry: 'localhost:5000',
            kubernetes: '1.30',
          },
          production: {},
        },
      },
    );
    expect(known).toEqual({
      staging: ['env/staging', 'staging-lulu', 'localhost:5000', 30, 'staging-shop'],
      production: ['production', 'lulu', 'registry.example.com', 27, 'shop'],
    });
  });

  test.each(['network', 'monitorLabels', 'namespaceLabels', 'namespaceAnnotations'])(
    'is there as well where %s of the platform is null, from plain JavaScript',
    (name) => {
      expect(inEach((env) => env.domain, { [name]: untyped(null) })).toHaveProperty('production', 'example.com');
    },
  );

  test('is asked for environments in the order of the platform', () => {
    expect(Object.keys(inEach(() => 0))).toEqual(['staging', 'production']);
  });
});

describe('env.choose', () => {
  test('gives what is chosen for the environment, or else the default', () => {
    expect(inEach((env) => env.choose({ production: 5, default: 1 }))).toEqual({ staging: 1, production: 5 });
    expect(inEach((env) => env.choose({ production: 5, staging: 2 }))).toEqual({ staging: 2, production: 5 });
  });

  test('gives what is chosen even where it is nothing', () => {
    expect(inEach((env) => env.choose({ production: undefined, default: 1 }))).toEqual({
      staging: 1,
      production: undefined,
    });
    expect(inEach((env) => env.choose({ production: 0, staging: null }))).toEqual({ staging: null, production: 0 });
  });

  test('does not take what every object has for a choice', () => {
    const platform = new Platform({ environments: { constructor: {}, staging: {} } });
    const application = new Application('lulu', { platform, version: '1' }, (_, env) => {
      env.choose<number>(untyped({ staging: 1 }));
    });
    expect(() => application.render()).toThrow('[lulu/constructor] env.choose: nothing is chosen for constructor');
  });

  test('does not compile with a misspelt environment, or with one left out and no default', () => {
    const caught: unknown[] = [];
    const attempt = (choose: () => unknown) => {
      try {
        choose();
      } catch (error) {
        caught.push((error as TwelveFactorError).code);
      }
    };
    inEach((env) => {
      // @ts-expect-error there is no environment of that name
      attempt(() => env.choose({ prodution: 5, default: 1 }));
      // @ts-expect-error what of production?
      attempt(() => env.choose({ staging: 1 }));
      // @ts-expect-error nothing is chosen at all
      attempt(() => env.choose({}));
      // What compiles: all of them, or some and a default.
      const all: number = env.choose({ staging: 1, production: 2 });
      const some: number = env.choose({ default: 1 });
      expect(all + some).toBeGreaterThan(0);
    });
    // And plain JavaScript is told: in staging all but the second, in production all.
    expect(caught).toEqual(Array(5).fill('TF1010'));
  });
});

describe('env.image', () => {
  const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

  test.each([
    ['lulu/api', 'registry.example.com/team/lulu/api:1.5.0'],
    ['lulu/api:7f3c2d1', 'registry.example.com/team/lulu/api:7f3c2d1'],
    [`lulu/api@${digest}`, `registry.example.com/team/lulu/api@${digest}`],
  ])('of %s is %s', (name, image) => {
    expect(inEach((env) => env.image(name))).toEqual({ staging: image, production: image });
  });

  test('is one of Docker Hub where the platform has no registry', () => {
    expect(inEach((env) => env.image('lulu/api'), { registry: undefined })['staging']).toBe('lulu/api:1.5.0');
  });
});
