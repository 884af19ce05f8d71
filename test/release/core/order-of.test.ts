import fc from 'fast-check';
import { orderOf } from '../../../lib/release/source';

const source = { dirty: false, commit: 'c0ffee', time: 1_700_000_000 };
const github = { GITHUB_ACTIONS: 'true', GITHUB_RUN_NUMBER: '421' };
const gitlab = { GITLAB_CI: 'true', CI_PIPELINE_IID: '77' };

test('the order is what is given, before anything else', () => {
  expect(orderOf('5', { ...github, ...gitlab }, source)).toBe(5);
});

test('else it is the number of the pipeline, of GitHub or of GitLab', () => {
  expect(orderOf(undefined, github, source)).toBe(421);
  expect(orderOf(undefined, gitlab, source)).toBe(77);
});

test('else it is the time of the commit', () => {
  expect(orderOf(undefined, {}, source)).toBe(1_700_000_000);
});

test('variables of a pipeline count only where the pipeline says that it runs', () => {
  expect(orderOf(undefined, { GITHUB_RUN_NUMBER: '421', CI_PIPELINE_IID: '77' }, source)).toBe(source.time);
  expect(orderOf(undefined, { ...github, GITHUB_ACTIONS: 'false' }, source)).toBe(source.time);
});

test('a pipeline without its number falls back to the commit', () => {
  expect(orderOf(undefined, { GITHUB_ACTIONS: 'true' }, source)).toBe(source.time);
});

test('without any of them there is none, and it says what to give', () => {
  expect(() => orderOf(undefined, {}, { dirty: false })).toThrow(
    '--order: there is no pipeline and no commit of a source; give a whole number that grows (TF2111)',
  );
});

test.each(['', ' 5', '-5', '+5', '1.5', '1e3', '0x10', 'latest', '٣', '5\n', '1'.repeat(16)])(
  '%j is no whole number',
  (given) => {
    expect(() => orderOf(given, {}, source)).toThrow(`${JSON.stringify(given)} is no whole number`);
  },
);

test('a number of a pipeline is looked at as closely', () => {
  expect(() => orderOf(undefined, { ...github, GITHUB_RUN_NUMBER: '4 2' }, source)).toThrow('TF2111');
});

test('every number up to fifteen digits is kept exactly, so that any two can be compared', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (n) => {
      expect(orderOf(String(n), {}, source)).toBe(n);
    }),
  );
});
