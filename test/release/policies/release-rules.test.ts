import fc from 'fast-check';
import { gte } from 'semver';
import type { PipelineFacts } from '../../../lib/release/policies';
import { live, policiesOf, rule, told } from './support';

const release = (origin: { branch?: string; tag?: string }) => ({
  release: { version: '1.5.0', tree: 'tree-1.5.0', origin },
});

describe('branches and tags', () => {
  const policies = rule("branches: ['release/*', hotfix], tags: ['v*']");

  test.each([
    [{ branch: 'release/1.5' }],
    [{ branch: 'hotfix' }],
    [{ tag: 'v1.5.0' }],
    [{ branch: 'master', tag: 'v1.5.0' }],
    [{ branch: 'release/1.5', tag: 'nightly' }],
  ])('%j may', (origin) => {
    expect(told(release(origin), policies)).toEqual([]);
  });

  test.each([
    [{ branch: 'master' }],
    [{ branch: 'release' }],
    [{ branch: 'release/1.5/try' }],
    [{ branch: 'Release/1.5' }],
    [{ branch: 'my-release/1.5' }],
    [{ branch: 'v1.5.0' }],
    [{ tag: 'release/1.5' }],
    [{ tag: 'x-v1' }],
  ])('%j may not', (origin) => {
    expect(told(release(origin), policies)).toHaveLength(1);
  });

  test('what is said names both, and that no time helps', () => {
    expect(told(release({ branch: 'master', tag: 'nightly' }), policies)).toEqual([
      '1.5.0 was built from the branch master, the tag nightly; never never for 1.5.0: release another version, built from the branch release/* or hotfix or the tag v*',
    ]);
    expect(told(release({}), policies)[0]).toMatch(/^it is not known from what 1\.5\.0 was built; never/);
  });

  test('a branch with brackets or pluses is itself', () => {
    for (const branch of ['fix[1]', 'a+b', 'x(y)', '!no', 'q?']) {
      expect(told(release({ branch }), rule(`branches: [${JSON.stringify(branch)}]`))).toEqual([]);
    }
  });

  test.each(['release/.*', '^release', 'v\\d+', 'release/.+', 'v1$', '/release/'])(
    'the regular expression %s is told',
    (text) => {
      expect(() => rule(`branches: [${JSON.stringify(text)}]`)).toThrow(/it is a pattern and no regular expression/);
    },
  );

  test('** is a slash too, a star alone is none', () => {
    expect(told(release({ branch: 'a/b/c' }), rule("branches: ['a/**']"))).toEqual([]);
    expect(told(release({ branch: 'a/b/c' }), rule("branches: ['a/*']"))).toHaveLength(1);
    expect(told(release({ branch: 'x/y' }), rule("branches: ['*']"))).toHaveLength(1);
  });
});

describe('promoteFrom', () => {
  const policies = rule('promoteFrom: staging');

  test('only what is live there is put there, by its bytes', () => {
    expect(told({ live: live({ staging: { lulu: '1.5.0' } }) }, policies)).toEqual([]);
    expect(told({ live: live({ staging: { lulu: '1.6.0' } }) }, policies)).toEqual([
      'staging has 1.6.0; when 1.5.0 is live on staging',
    ]);
    expect(told({ live: live({ qa: { lulu: '1.5.0' }, staging: { shop: '1.5.0' } }) }, policies)).toEqual([
      'nothing is live on staging; when 1.5.0 is live on staging',
    ]);
    const other = new Map([['staging', new Map([['lulu', { version: '1.5.0', tree: 'another' }]])]]);
    expect(told({ live: other }, policies)).toEqual([
      'staging has other bytes of 1.5.0; when 1.5.0 is live on staging',
    ]);
  });

  test('what is there already may go on, whatever staging has by now', () => {
    expect(told({ isPut: false, live: live({ staging: { lulu: '1.6.0' } }) }, policies)).toEqual([]);
  });
});

describe('requires', () => {
  const policies = rule('requires: { auth: 2.3.0, mail: 1.0.0 }');
  const on = (auth: string, mail = '1.0.0') => ({
    live: live({ production: { auth, mail }, staging: { auth: '9.0.0' } }),
  });

  test.each(['2.3.0', '2.3.1', '2.10.0', '3.0.0', '2.3.0+build.5'])('auth %s is enough', (version) => {
    expect(told(on(version), policies)).toEqual([]);
  });

  test.each(['2.2.9', '1.99.0', '2.3.0-rc.1'])('auth %s is not', (version) => {
    expect(told(on(version), policies)).toEqual([
      `auth on production is ${version}; when auth 2.3.0 or newer is live on production`,
    ]);
  });

  test('all that is missing is told at once, and other environments do not count', () => {
    expect(told({ live: live({ production: { auth: '2.2.0' }, staging: { mail: '1.0.0' } }) }, policies)).toEqual([
      'auth on production is 2.2.0, mail is not on production; when auth 2.3.0 or newer, mail 1.0.0 or newer are live on production',
    ]);
  });

  test('a version that can not be compared is not enough, and says so', () => {
    expect(told(on('build-77'), policies)[0]).toMatch(/^auth on production is build-77, which is no semantic version;/);
  });

  test('a version that is none in full is told', () => {
    for (const text of ['"2.3"', 'v2.3.0', '">=2.3.0"', 'latest']) {
      expect(() => rule(`requires: { auth: ${text} }`)).toThrow(
        /it has to be a semantic version in full, such as 2\.3\.0/,
      );
    }
  });

  test('it is as semver says, for all versions', () => {
    const part = fc.integer({ min: 0, max: 12 });
    const version = fc
      .tuple(part, part, part, fc.constantFrom('', '-rc.1', '-rc.10'))
      .map(([a, b, c, more]) => `${a}.${b}.${c}${more}`);
    fc.assert(
      fc.property(version, version, (wanted, there) => {
        const denials = told({ live: live({ production: { auth: there } }) }, rule(`requires: { auth: ${wanted} }`));
        expect(denials.length === 0).toBe(gte(there, wanted));
      }),
    );
  });
});

describe('approvals', () => {
  const policies = policiesOf(`release-managers:
  environments: [production]
  approvals:
    people: [ada@example.com, '*@ops.example.com']
    pipelines:
      - { provider: github, repository: example/platform, branches: [main], workflow: release }
      - { provider: gitlab, users: [grace] }
`);
  const github: PipelineFacts = {
    provider: 'github',
    repository: 'example/platform',
    branch: 'main',
    workflow: 'release',
  };
  const eve = 'Eve <eve@example.com>';

  test.each(['Ada Lovelace <ada@example.com>', 'ADA <Ada@Example.com>', 'Bea <bea@ops.example.com>'])(
    '%s may',
    (actor) => {
      expect(told({ actor }, policies)).toEqual([]);
    },
  );

  test.each([
    eve,
    'ada@example.com <eve@example.com>',
    'Bea <bea@ops.example.com.evil.org>',
    'B <bea@x.ops.example.com.>',
  ])('%s may not', (actor) => {
    expect(told({ actor }, policies)).toEqual([
      `${actor} may not; never never by this person: ask one of ada@example.com, *@ops.example.com, a pipeline of github (repository example/platform, branches main, workflow release), a pipeline of gitlab (users grace)`,
    ]);
  });

  test('a pipeline may if all is so that is said of it', () => {
    expect(told({ actor: eve, pipeline: github }, policies)).toEqual([]);
    expect(told({ actor: eve, pipeline: { provider: 'gitlab', user: 'grace' } }, policies)).toEqual([]);
  });

  test.each([
    ['another repository', { ...github, repository: 'evil/platform' }],
    ['another branch', { ...github, branch: 'try' }],
    ['a tag in place of the branch', { ...github, branch: undefined, tag: 'main' }],
    ['another workflow', { ...github, workflow: 'test' }],
    ['no workflow', { ...github, workflow: undefined }],
    ['another provider', { ...github, provider: 'gitlab' as const }],
    ['another user', { provider: 'gitlab' as const, user: 'eve' }],
  ])('a pipeline with %s may not', (_, pipeline) => {
    const given = Object.fromEntries(Object.entries(pipeline).filter(([, value]) => value !== undefined));
    expect(told({ actor: eve, pipeline: given as never }, policies)).toHaveLength(1);
  });
});
