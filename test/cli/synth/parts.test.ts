import * as fc from 'fast-check';
import fs from 'node:fs';
import { join } from 'node:path';
import { chooseAppFiles } from '../../../lib/synth/app-files';
import { tellOnce } from '../../../lib/synth/common-problems';
import { filesInShard, tryParseShard } from '../../../lib/synth/shard';
import { Alarm } from '../../../lib/synth/watch/alarm';
import { problemsOf } from '../../errors/support';
import { emptyFolder, removeFolders, write } from '../../synth/support';

afterAll(removeFolders);

const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 30 });

test('each app file is in exactly one shard, and a further one changes the shard of no other', () => {
  fc.assert(
    fc.property(names, fc.integer({ min: 1, max: 9 }), (all, count) => {
      const files = all.map((name) => `/project/apps/${name}.ts`);
      const shards = (of: readonly string[]) =>
        Array.from({ length: count }, (_, index) => filesInShard(of, { index: index + 1, count }));
      expect(shards(files).flat().sort()).toEqual([...files].sort());
      const [, ...fewer] = files;
      expect(shards(files).map((shard) => shard.filter((file) => file !== files[0]))).toEqual(shards(fewer));
    }),
  );
});

test('a shard is told as i/n, with i from 1 to n', () => {
  expect(['1/1', '2/4', '12/12'].map(tryParseShard)).toEqual([
    { index: 1, count: 1 },
    { index: 2, count: 4 },
    { index: 12, count: 12 },
  ]);
  expect(
    ['0/2', '3/2', '1', '1/0', 'a/b', '1/2/3', '-1/2', '01/2'].flatMap((text) => tryParseShard(text) ?? []),
  ).toEqual([]);
});

describe('app files', () => {
  const project = fs.realpathSync(emptyFolder());
  const folder = join(project, 'apps');
  const others = ['index.ts', 'platform.ts', 'types.d.ts', 'lulu.test.ts', '.hidden.ts', 'readme.md', 'more/nested.ts'];
  beforeAll(() => {
    const all = [...others, 'lulu.ts', 'lulu.js', 'shop.mts', 'old.cjs'];
    write(folder, Object.fromEntries(all.map((file) => [file, ''])));
  });
  const choose = (...given: string[]) => {
    const { files, names: wanted } = chooseAppFiles(project, folder, given);
    return [...files.map((file) => file.slice(folder.length + 1)), ...wanted];
  };

  test('are the programs in the folder, of which a script beside its source is none', () => {
    expect(choose()).toEqual(['lulu.ts', 'old.cjs', 'shop.mts']);
  });

  test('are named by path, by file name or without ending; any other name is that of an application', () => {
    expect(choose('apps/lulu.ts', 'shop')).toEqual(['lulu.ts', 'shop.mts']);
    expect(choose('old.cjs', 'more/nested.ts')).toEqual(['more/nested.ts', 'old.cjs']);
    expect(choose('cart', 'lulu')).toEqual(['lulu.ts', 'old.cjs', 'shop.mts', 'cart']);
    expect(problemsOf(() => void choose('apps/cart.ts')).map(({ code }) => code)).toEqual(['TF2602']);
    expect(problemsOf(() => void chooseAppFiles(project, project, [])).map(({ code }) => code)).toEqual(['TF2601']);
  });
});

test('what differs in the name of the application alone is told once; what differs in more is not', () => {
  const problem = { code: 'TF1007', place: 'a', subject: 'version', given: 'none', remedy: 'set it' } as const;
  const all = [problem, { ...problem, place: 'b' }, { ...problem, place: 'b/staging' }, { ...problem, given: 'x' }];
  expect(tellOnce(all, ['a', 'b']).map(({ place, given }) => [place, given])).toEqual([
    ['a, b', 'none'],
    ['b/staging', 'none'],
    ['a', 'x'],
  ]);
});

test('a system without watches left is told', () => {
  const watch = jest.spyOn(fs, 'watch').mockImplementation(() => {
    throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  });
  const folder = emptyFolder();
  const alarm = new Alarm(folder);
  const interest = { files: new Set([join(folder, 'x')]), entries: new Set<string>(), isLoose: false };
  expect(problemsOf(() => alarm.watch(interest)).map(({ code }) => code)).toEqual(['TF2612']);
  watch.mockRestore();
});
