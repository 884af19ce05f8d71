import { compose } from '../../../lib/release/compose';
import { atRest, positionOf, releasesOf } from '../../../lib/release/position';
import type { ReleaseTree } from '../../../lib/release/release-facts';
import type { State } from '../../../lib/release/state';
import { textsOf } from './environment';
import { always, onChange } from './walk';

// What holds for the trees, whatever is asked for, in whatever order.

const folderOf = (path: string, { slots }: State) =>
  Object.keys(slots?.holds ?? {}).find((slot) => path.startsWith(`${slot}/`));

test('a tree is a function of position and releases: the order of keys and of loading does not matter', () => {
  const reversed = (state: State) => {
    const { slots } = state;
    const holds = Object.fromEntries(Object.entries(slots?.holds ?? {}).reverse());
    return slots ? { ...positionOf(state), slots: { ...slots, holds } } : positionOf(state);
  };
  onChange(({ environment, after }) => {
    const files = [...compose(positionOf(after), environment.all)];
    expect([...compose(reversed(after), new Map([...environment.all].reverse()))]).toEqual(files);
  });
});

test('each file is what one release recorded, with the edits that this release declares for one state of the traffic', () => {
  onChange(({ environment, after }) => {
    for (const [path, { version, blob, edits }] of compose(positionOf(after), environment.all)) {
      const { files, slots } = environment.all.get(version) as ReleaseTree;
      expect(releasesOf(after)).toContain(version);
      expect(blob).toBe(files.get(path));
      const states = slots?.shares?.map((one) => one.edits) ?? Object.values(slots?.traffic ?? {});
      const declared = after.slots ? states.map((all) => all.filter(({ file }) => file === path)) : [[]];
      expect(declared).toContainEqual(edits);
    }
  });
});

test('a folder is whole: all files that the release in the slot has there, and no other', () => {
  onChange(({ environment, after }) => {
    const paths = [...environment.tree.keys()];
    for (const [slot, version] of Object.entries(after.slots?.holds ?? {})) {
      const inside = (path: string) => path.startsWith(`${slot}/`);
      const recorded = [...(environment.all.get(version) as ReleaseTree).files.keys()];
      expect(paths.filter(inside)).toEqual(recorded.filter(inside).sort());
    }
  });
});

test('a release into the idle slot changes no file that serves: it only adds', () => {
  onChange((move) => {
    const { environment, before, beforeTree, after } = move;
    if (!['release', 'promote'].includes(move.wish.verb) || before.release !== after.release) {
      return;
    }
    const { tree } = environment;
    const live = environment.all.get(before.release) as ReleaseTree;
    for (const [path, text] of beforeTree) {
      const folder = folderOf(path, before);
      if (folder === before.slots?.live || (folder === undefined && live.files.has(path))) {
        expect([path, tree.get(path)]).toEqual([path, text]);
      }
    }
    const isNew = (path: string) => folderOf(path, after) === undefined && !beforeTree.has(path);
    const next = environment.all.get(after.slots?.holds[after.slots.next ?? ''] ?? '') as ReleaseTree;
    for (const path of [...tree.keys()].filter(isNew)) expect(next.files.has(path)).toBe(true);
  });
});

test('where another release becomes live, the shared files are exactly its own', () => {
  onChange(({ environment, wish, before, after }) => {
    // A rollback goes to a position as it was, also if another release waited there.
    if (before.release === after.release || wish.verb === 'rollback') {
      return;
    }
    const isShared = (path: string) => folderOf(path, after) === undefined;
    const live = environment.all.get(after.release) as ReleaseTree;
    expect([...environment.tree.keys()].filter(isShared)).toEqual([...live.files.keys()].filter(isShared).sort());
  });
});

test('a switch changes nothing of the slot that served but what its release declares for the traffic', () => {
  onChange(({ environment, wish, before, beforeTree }) => {
    if (wish.verb !== 'switch') {
      return;
    }
    const former = environment.all.get(before.release) as ReleaseTree;
    for (const [path, text] of environment.tree) {
      const isEdited = Object.values(former.slots?.traffic ?? {}).some((edits) =>
        edits.some(({ file }) => file === path),
      );
      if (folderOf(path, before) === before.slots?.live && !isEdited) expect(text).toBe(beforeTree.get(path));
    }
  });
});

test('a shift changes no file but those with traffic, until the stable slot settles', () => {
  onChange(({ environment, wish, before, after, beforeTree }) => {
    if (wish.verb === 'shift' && before.release === after.release) {
      const { tree } = environment;
      expect([...tree.keys()]).toEqual([...beforeTree.keys()]);
      const changed = [...tree].filter(([path, text]) => text !== beforeTree.get(path)).map(([path]) => path);
      expect(changed.filter((path) => !/(?:^|\/)(?:Service|Deployment)\./.test(path))).toEqual([]);
    }
  });
});

test('a rollback that is at once leads to a tree that the version had before, at rest, byte for byte', () => {
  always(() => {
    const trees = new Map<string, string[]>();
    return ({ environment, wish, step, after }) => {
      if (!after || !step?.changed) {
        return;
      }
      const tree = JSON.stringify([...environment.tree]);
      const known = trees.get(after.release) ?? [];
      if (wish.verb === 'rollback' && after.release === step.version) expect(known).toContain(tree);
      const rest = JSON.stringify([...textsOf(atRest(positionOf(after)), environment.all)]);
      trees.set(after.release, [...known, tree, rest]);
    };
  });
});

test('a canary that is ended has the tree of before its first share', () => {
  always(() => {
    let first: string | undefined;
    return ({ environment, before, after, step }) => {
      const { slots } = after ?? {};
      if (!step?.changed || slots?.share !== 0 || slots.next === undefined) {
        return;
      }
      const tree = JSON.stringify([...environment.tree]);
      if ((before?.slots?.share ?? 0) > 0 && before?.release === after?.release) expect(tree).toBe(first);
      first = tree;
    };
  });
});
