import fc from 'fast-check';
import { Graph } from '../../lib/forge/graph';
import { useRepositories } from './support';

const repository = useRepositories();

/** Parents of commits `c0`, `c1`, …: each of a commit that came before. */
const history = fc
  .array(fc.array(fc.nat(1000), { maxLength: 2 }), { minLength: 2, maxLength: 25 })
  .map((all) =>
    all.map((parents, index) => [...new Set(index === 0 ? [] : parents.map((parent) => `c${parent % index}`))]),
  );

function parentsOf(all: readonly (readonly string[])[]): Map<string, readonly string[]> {
  return new Map(all.map((parents, index) => [`c${index}`, parents]));
}

test('the commits at which two parted are those that git finds', () => {
  fc.assert(
    fc.property(history, fc.nat(), fc.nat(), (all, first, second) => {
      const repo = repository();
      const marks = all.map((parents, index) => {
        const from = parents.map(
          (parent, place) => `${place === 0 ? 'from' : 'merge'} :${Number(parent.slice(1)) + 1}\n`,
        );
        const reset = parents.length === 0 ? `reset refs/heads/c${index}\n\n` : '';
        return `${reset}commit refs/heads/c${index}\nmark :${index + 1}\ncommitter T <t@e> ${1700000000 + index} +0000\ndata 0\n${from.join('')}\n`;
      });
      repo.import(marks.join(''));
      const [a, b] = [`c${first % all.length}`, `c${second % all.length}`];
      const names = new Map(all.map((_, index) => [repo.tip(`c${index}`) as string, `c${index}`]));
      const expected = repo
        .lines('merge-base', '--all', a, b)
        .map((id) => names.get(id))
        .sort();
      const graph = new Graph(parentsOf(all));
      const kinship = graph.tryRelate(a, b);
      expect([...(kinship?.mergeBases ?? [])].sort()).toEqual(expected);
      const ahead = graph.beyond(a, kinship?.common ?? new Set());
      expect([...ahead].sort()).toEqual(
        repo
          .lines('rev-list', a, `^${b}`)
          .map((id) => names.get(id))
          .sort(),
      );
      expect(graph.line(a, new Set()).reverse()).toEqual(
        repo.lines('rev-list', '--first-parent', a).map((id) => names.get(id)),
      );
      repo.remove();
    }),
    { numRuns: 25 },
  );
});

test('what is said of a history that is cut is true of all of it', () => {
  let [known, unknown] = [0, 0];
  fc.assert(
    fc.property(history, fc.nat(), fc.nat(), fc.infiniteStream(fc.nat(3)), (all, first, second, dice) => {
      const whole = new Graph(parentsOf(all));
      const cut = new Set(
        all.flatMap((parents, index) => (parents.length > 0 && dice.next().value === 0 ? [`c${index}`] : [])),
      );
      const seen = new Map([...parentsOf(all)].map(([id, parents]) => [id, cut.has(id) ? [] : parents]));
      const [a, b] = [`c${first % all.length}`, `c${second % all.length}`];
      const kinship = new Graph(seen, cut).tryRelate(a, b);
      if (kinship) {
        known++;
        expect([...kinship.mergeBases].sort()).toEqual([...(whole.tryRelate(a, b)?.mergeBases ?? [])].sort());
      } else {
        unknown++;
      }
    }),
    { numRuns: 1000 },
  );
  expect(known).toBeGreaterThan(50);
  expect(unknown).toBeGreaterThan(50);
});

test('commits come after their parents, and descendants are those that have a commit', () => {
  fc.assert(
    fc.property(history, fc.nat(), fc.nat(), (all, first, second) => {
      const graph = new Graph(parentsOf(all));
      const [from, id] = [`c${first % all.length}`, `c${second % all.length}`];
      const order = graph.beyond(from, new Set());
      expect(new Set(order)).toEqual(graph.ancestors(from));
      order.forEach((one, place) =>
        graph.parentsOf(one).forEach((parent) => expect(order.indexOf(parent)).toBeLessThan(place)),
      );
      const having = order.filter((one) => graph.ancestors(one).has(id));
      expect(graph.descendants(from, id)).toEqual(new Set([id, ...having]));
    }),
  );
});

test('a long history takes no long time', () => {
  const parents = new Map(
    Array.from({ length: 200_000 }, (_, index) => [`${index}`, index === 0 ? [] : [`${index - 1}`]]),
  );
  const graph = new Graph(parents);
  const begin = performance.now();
  expect(graph.tryRelate('199999', '100000')?.mergeBases).toEqual(['100000']);
  expect(graph.beyond('199999', graph.ancestors('100000'))).toHaveLength(99_999);
  expect(performance.now() - begin).toBeLessThan(10_000);
});
