import fc from 'fast-check';
import { type Changes, findArrival, GONE, readChanges } from '../../lib/forge/changes';
import { Git, Objects } from '../../lib/git';
import { useRepositories } from './support';

const repository = useRepositories();

test('changes between trees are read for many at once, whatever the paths are', async () => {
  const repo = repository();
  const odd = 'dir/:(odd) "name"\n\t🚀 ü';
  const first = repo.commit('main', { a: '1\n', [odd]: '1\n', gone: '1\n' });
  const second = repo.commit('main', { a: '2\n', [odd]: '2\n', gone: null });
  const objects = new Objects(new Git(repo.path));
  const treeOf = (commit: string) => repo.git('rev-parse', `${commit}^{tree}`);
  const id = (text: string) => `100644 ${repo.write('blob', Buffer.from(text))}`;
  const [step, back, none, root] = await readChanges(objects, [
    { from: treeOf(first), to: treeOf(second) },
    { from: treeOf(second), to: treeOf(first) },
    { from: treeOf(second), to: treeOf(second) },
    { from: undefined, to: treeOf(first) },
  ]);
  objects.close();
  expect(step).toEqual(
    new Map([
      ['a', id('2\n')],
      [odd, id('2\n')],
      ['gone', GONE],
    ]),
  );
  expect(back).toEqual(
    new Map([
      ['a', id('1\n')],
      [odd, id('1\n')],
      ['gone', id('1\n')],
    ]),
  );
  expect(none).toEqual(new Map());
  expect(root).toEqual(
    new Map([
      ['a', id('1\n')],
      [odd, id('1\n')],
      ['gone', id('1\n')],
    ]),
  );
  expect(await readChanges(objects, [])).toEqual([]);
});

const changes = fc
  .dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', GONE))
  .map((all): Changes => new Map(Object.entries(all)));

test('a change has arrived with the first commit after which the base has all of it', () => {
  fc.assert(
    fc.property(changes, fc.array(fc.tuple(changes, fc.boolean()), { maxLength: 8 }), (wanted, all) => {
      const steps = all.map(([one, isNew], index) => ({ id: `c${index}`, changes: one, isNew }));
      const state = new Map<string, string>();
      const expected = steps.find(({ changes: one, isNew }) => {
        one.forEach((content, path) => state.set(path, content));
        return isNew && wanted.size > 0 && [...wanted].every(([path, content]) => state.get(path) === content);
      });
      expect(findArrival(wanted, steps)).toBe(expected?.id);
    }),
    { numRuns: 1000 },
  );
});
