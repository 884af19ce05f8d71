import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { Place } from '../../lib/errors';
import { checkNameLength, isDnsLabel, isDnsName, isLabelValue, RenderContext, versionSlug } from '../../lib/manifest';

/** Names that are hostile to paths, shells, git or eyes. */
const HOSTILE = [
  '../x',
  'a/../../b',
  '/etc',
  '.git',
  '.GIT',
  'git~1',
  '-rf',
  '--upload-pack=x',
  'a\0b',
  'x.lock',
  '@{',
  'refs/..',
  'а', // Cyrillic
  'lulu.',
  'lulu ',
  'lulu\n',
  '1lulu',
  'lulu-',
  'Lulu',
  'lu_lu',
  'a'.repeat(64),
  'a'.repeat(300),
  '',
];

test.each(HOSTILE)('%j is no DNS label', (name) => {
  expect(isDnsLabel(name)).toBe(false);
});

test.each(['a', 'lulu', 'a-1', 'a--b', 'con', 'a'.repeat(63)])('%s is a DNS label', (name) => {
  expect(isDnsLabel(name)).toBe(true);
});

test('a DNS name is labels with dots between', () => {
  for (const name of ['a', '1.a', 'db.example.com', `${'a'.repeat(63)}.b`]) expect(isDnsName(name)).toBe(true);
  for (const name of [
    '',
    '.',
    'a..b',
    'a.',
    '-a.b',
    'A.b',
    'a_b',
    `${'a'.repeat(64)}.b`,
    'a.'.repeat(127) + 'a'.repeat(9),
  ]) {
    expect(isDnsName(name)).toBe(false);
  }
});

test('a label value is what Kubernetes takes', () => {
  for (const value of ['', 'a', '1.5.0', 'v1_2-RC.3', 'A'.repeat(63)]) expect(isLabelValue(value)).toBe(true);
  for (const value of ['-a', 'a-', '.a', '1.5.0+b', 'a b', 'a/b', 'ü', 'a\n', 'a'.repeat(64)])
    expect(isLabelValue(value)).toBe(false);
});

test('a composed name may have 63 characters and not one more', () => {
  const place = new Place('lulu');
  expect(() => checkNameLength(place, 'name', 'a'.repeat(63))).not.toThrow();
  expect(() => checkNameLength(place, 'name', 'a'.repeat(64))).toThrow('has 64 characters');
});

test('a version becomes a part of a name, whatever it is', () => {
  const versions = ['1.5.0', 'v2.0.0-RC.1', '2024_01_01', '7f3c2d1'];
  expect(versions.map(versionSlug)).toEqual(['1-5-0', 'v2-0-0-rc-1', '2024-01-01', '7f3c2d1']);
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,20}[A-Za-z0-9])?$/), (version) => {
      expect(isDnsLabel(`migrate-${versionSlug(version)}`)).toBe(true);
    }),
  );
});

describe('a chart without an application', () => {
  const nameIn = (id: string) => RenderContext.of(new Chart(new App(), id)).instanceOf('api');

  test.each([
    ['lulu', 'lulu-api'],
    ['LuluProd', 'lulu-prod-api'],
    ['my_chart', 'my-chart-api'],
    ['2fa', 'fa-api'],
    ['--', 'api'],
    ['c'.repeat(64), 'api'],
  ])('of id %j names its services after it as far as it can: %s', (id, name) => {
    expect(nameIn(id)).toBe(name);
  });

  test('is one context for everything in it', () => {
    const chart = new Chart(new App(), 'lulu');
    expect(RenderContext.of(chart)).toBe(RenderContext.of(chart));
  });
});
