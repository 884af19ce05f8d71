import fc from 'fast-check';
import { Place, type Problem } from '../../lib/errors';
import { resolveImage } from '../../lib/manifest';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

function resolve(
  image: string,
  rules: { build?: string; protected?: boolean } = {},
): { image: string; codes: string[] } {
  const problems: Problem[] = [];
  const place = new Place('lulu/production/api', (problem) => problems.push(problem));
  const resolved = resolveImage(place, 'image', image, { protected: false, ...rules });
  return { image: resolved, codes: problems.map(({ code }) => code) };
}

describe('an image reference', () => {
  test.each([
    'nginx',
    'library/nginx',
    'docker.io/library/nginx',
    'localhost/nginx',
    'localhost:5000/nginx',
    'registry:5000/nginx',
    'Registry.Example.com:5000/team/sub/name',
    'gcr.io/a/b_c/d__e/f.g/h---i',
    '10.0.0.1:5000/nginx',
  ])('may be %s, with a tag, a digest or both', (name) => {
    for (const reference of [`${name}:1.5.0`, `${name}:v1_2-rc.3`, `${name}@${DIGEST}`, `${name}:1.5.0@${DIGEST}`]) {
      expect(resolve(reference, { build: '9', protected: true })).toEqual({ image: reference, codes: [] });
    }
    expect(resolve(name, { build: '9', protected: true })).toEqual({ image: `${name}:9`, codes: [] });
    expect(resolve(name, { build: DIGEST, protected: true })).toEqual({ image: `${name}@${DIGEST}`, codes: [] });
  });

  test.each([
    '',
    ' ',
    'nginx ',
    'Nginx',
    'nginx:',
    'nginx:-1',
    'nginx:.1',
    `nginx:${'t'.repeat(129)}`,
    'nginx@sha256:abc',
    `nginx@sha512:${'0'.repeat(128)}`,
    `nginx@${DIGEST.toUpperCase()}`,
    '/nginx',
    'nginx/',
    'a//b',
    'a/../b',
    'a/-b',
    'a/b-',
    'https://registry.example.com/nginx',
    'registry.example.com:port/nginx',
    'nginx:1:2',
    'nginx\n',
    'nginx:1\n',
    '$(IMAGE)',
    '--help',
  ])('is not %j', (reference) => {
    expect(resolve(reference, { build: '9' }).codes).toEqual(['TF1003']);
  });
});

describe('a tag', () => {
  test.each(['latest', 'LATEST', 'stable', 'master', 'main', 'edge', 'nightly', 'develop'])(
    '%s can move, which a protected environment refuses',
    (tag) => {
      expect(resolve(`nginx:${tag}`, { protected: true }).codes).toEqual(['TF1004']);
      expect(resolve('nginx', { build: tag, protected: true }).codes).toEqual(['TF1004']);
      expect(resolve(`nginx:${tag}`).codes).toEqual([]);
      expect(resolve(`nginx:${tag}@${DIGEST}`, { protected: true }).codes).toEqual([]);
    },
  );

  test('that is not there is refused in a protected environment where no build takes its place', () => {
    expect(resolve('nginx', { protected: true }).codes).toEqual(['TF1004']);
    expect(resolve('nginx')).toEqual({ image: 'nginx', codes: [] });
  });

  test.each(['latest-1.5.0', '1-stable', 'mainline', 'v1', '20240101'])('%s is one of its own', (tag) => {
    expect(resolve(`nginx:${tag}`, { protected: true }).codes).toEqual([]);
  });

  test('that a build cannot be is told', () => {
    expect(resolve('nginx', { build: '1.5.0+build' }).codes).toEqual(['TF1003']);
  });
});

const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const component = fc.tuple(
  word,
  fc.array(fc.tuple(fc.constantFrom('.', '_', '__', '-', '--'), word), { maxLength: 2 }),
);
const path = fc.array(
  component.map(([first, rest]) => first + rest.map(([separator, next]) => separator + next).join('')),
  { minLength: 1, maxLength: 3 },
);
const host = fc.constantFrom(
  '',
  'localhost/',
  'localhost:5000/',
  'registry.example.com/',
  'r.example.com:443/',
  '10.0.0.1:80/',
);
const tag = fc.stringMatching(/^[A-Za-z0-9_][-A-Za-z0-9_.]{0,20}$/);
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);

test('every reference by the grammar is taken as it is, and only one without tag and digest takes the build', () => {
  fc.assert(
    fc.property(host, path, fc.option(tag), fc.option(digest), (registry, names, tagged, digested) => {
      const reference = `${registry}${names.join('/')}${tagged ? `:${tagged}` : ''}${digested ? `@${digested}` : ''}`;
      const { image, codes } = resolve(reference, { build: '1.5.0' });
      expect(codes).toEqual([]);
      expect(image).toBe(tagged || digested ? reference : `${reference}:1.5.0`);
    }),
    { numRuns: 300 },
  );
});

test('no text makes it fail in another way, or takes long', () => {
  const began = performance.now();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(['', 'TF1003']).toContain(resolve(text, { build: '1' }).codes.join());
    }),
  );
  resolve(`${'a-'.repeat(50_000)}!`);
  resolve(`${'a.'.repeat(50_000)}/`);
  expect(performance.now() - began).toBeLessThan(3000);
});
