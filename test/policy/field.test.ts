import { Manifest } from '../../lib/policy';

const fieldOf = (json: string) => new Manifest(JSON.parse(json), { source: 'a' }).root;

describe('a field', () => {
  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'does not have what objects inherit: %s',
    (key) => {
      const root = fieldOf('{"labels": {}, "list": []}');
      for (const owner of [root, root.at('labels'), root.at('list'), root.at('labels', key)]) {
        expect(owner.at(key).isGiven).toBe(false);
        expect(owner.has(key)).toBe(false);
        expect(owner.valueAt(key)).toBeUndefined();
      }
    },
  );

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('has what an object has itself: %s', (key) => {
    const root = fieldOf(`{"labels": {"${key}": "mine"}, "deep": {"${key}": {"a": 1}}}`);
    expect(root.at('labels', key).text).toBe('mine');
    expect(root.at('labels').textAt(key)).toBe('mine');
    expect(root.at('deep', key, 'a').number).toBe(1);
    expect(root.at('labels').hasKeys).toBe(true);
    expect(Object.entries(root.at('labels').texts)).toEqual([[key, 'mine']]);
  });

  it('has nothing of texts and numbers, and the items of lists', () => {
    const root = fieldOf('{"text": "abc", "number": 1, "null": null, "list": [null, {"a": "b"}], "none": {}}');
    expect(root.at('text', 'length').isGiven).toBe(false);
    expect(root.at('text', 0).isGiven).toBe(false);
    expect(root.has('null')).toBe(false);
    expect(root.at('list').items.map(({ path, isGiven }) => [path, isGiven])).toEqual([
      [['list', 0], false],
      [['list', 1], true],
    ]);
    expect(root.at('list', 1, 'a').path).toEqual(['list', 1, 'a']);
    expect(['text', 'number', 'null', 'list', 'none'].filter((key) => root.at(key).hasKeys)).toEqual([]);
  });

  it('leaves out of its texts what is none', () => {
    const root = fieldOf('{"mixed": {"a": "b", "c": 1, "d": null}, "list": ["a"]}');
    expect(root.at('mixed').texts).toEqual({ a: 'b' });
    expect(root.at('list').texts).toEqual({});
    expect(root.at('none').texts).toEqual({});
  });
});
