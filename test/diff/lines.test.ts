import { toYaml } from '../../lib/manifest';
import { type DiffLine, diffLines, diffTrees, formatDiff, formatLine, summaryOf } from '../../lib/diff';
import { said } from './support';

describe('a line', () => {
  test('names what came and went', () => {
    const file = (name: string) => toYaml({ kind: 'Job', metadata: { name } });
    expect(formatDiff(diffTrees(new Map([['a', file('lulu-old')]]), new Map([['b', file('lulu-new')]])))).toBe(
      '- Job lulu-old\n+ Job lulu-new',
    );
  });

  test('names a file that is no object, was moved, can not be read, or is only written in another way', () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\n';
    const before = new Map([
      ['broken.yaml', 'a: [1'],
      ['plain.yaml', 'a: 1'],
      ['quoted.yaml', 'a: x'],
      ['s.yaml', service],
    ]);
    const after = new Map([
      ['broken.yaml', 'a: [2'],
      ['plain.yaml', 'a: 2'],
      ['quoted.yaml', 'a: "x"'],
      ['blue/s.yaml', service],
    ]);
    expect(formatDiff(diffTrees(before, after)).split('\n')).toEqual([
      'Service a: moved from s.yaml',
      'broken.yaml: text changed, not readable as YAML',
      'plain.yaml: a 1 → 2',
      'quoted.yaml: formatting only',
    ]);
  });

  test('counts the phrases beyond the tenth', () => {
    const data = (value: string) => Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`K${i + 10}`, value]));
    expect(said('ConfigMap', { data: data('a') }, { data: data('b') })).toMatch(
      /^K10 a → b, .*, K19 a → b, and 3 more$/,
    );
  });

  test('has parts that can be coloured', () => {
    const before = new Map([
      ['a', 'kind: ConfigMap\nmetadata: {name: c}\ndata: {A: x}\n'],
      ['b', 'kind: Job\nmetadata: {name: j}\n'],
    ]);
    const after = new Map([['a', 'kind: ConfigMap\nmetadata: {name: c}\ndata: {A: y, B: z}\n']]);
    const lines: DiffLine[] = diffLines(diffTrees(before, after));
    expect(lines).toEqual([
      {
        sign: '~',
        subject: 'ConfigMap c',
        phrases: [
          { label: 'A', before: 'x', after: 'y' },
          { label: 'B', sign: '+', after: 'z' },
        ],
      },
      { sign: '-', subject: 'Job j', phrases: [] },
    ]);
    expect(lines.map(formatLine)).toEqual(['ConfigMap c: A x → y, + B z', '- Job j']);
  });
});

describe('the summary', () => {
  const summary = (changed: number, added: number, removed: number) =>
    summaryOf({
      objects: Object.entries({ changed, added, removed }).flatMap(([status, count]) =>
        Array.from({ length: count }, () => ({ path: '', status: status as 'added', changes: [] })),
      ),
      unchanged: 7,
    });

  test.each<[[number, number, number], string]>([
    [[3, 1, 1], '3 objects changed, 1 added, 1 removed'],
    [[1, 0, 0], '1 object changed'],
    [[0, 2, 1], '2 objects added, 1 removed'],
    [[0, 0, 0], 'nothing changed'],
  ])('of %j is %s', (counts, text) => expect(summary(...counts)).toBe(text));

  test('of two equal trees comes with no lines', () => {
    expect(formatDiff(diffTrees(new Map([['a', 'a: 1']]), new Map([['a', 'a: 1']])))).toBe('');
  });
});
