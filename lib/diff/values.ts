import { align } from './align';
import { byCodeUnits, fingerprint, isList, isMap } from './json';
import { itemNames } from './names';
import type { Change, Json, JsonMap, Path } from './tree-diff';

/**
 * What changes one value into another: nothing where they are equal, and each difference exactly once. Removing what was
 * removed, updating, reordering, then adding by increasing index turns `before` into `after`.
 *
 * Not `json-diff-ts`, which has an object for a list's items: of two items with one name it sees the last, of an item named
 * `__proto__` nothing, and of the order of items nothing either. It takes a list's key by its path, not by what is in it; a
 * list below the key `constructor` or `entries` makes it throw; and 100,000 changed keys take it 40 seconds.
 */
export function compareValues(before: Json, after: Json): Change[] {
  const changes: Change[] = [];
  compare(before, after, [], changes);
  return changes;
}

function compare(before: Json, after: Json, path: Path, changes: Change[]): void {
  if (isMap(before) && isMap(after)) {
    compareMaps(before, after, path, changes);
  } else if (isList(before) && isList(after)) {
    compareLists(before, after, path, changes);
  } else if (before !== after) {
    changes.push({ kind: 'update', path, before, after });
  }
}

function compareMaps(before: JsonMap, after: JsonMap, path: Path, changes: Change[]): void {
  // Sorted, so that the order of keys in the files makes no difference.
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(byCodeUnits);
  for (const key of keys) {
    const here = [...path, key];
    if (!Object.hasOwn(after, key)) {
      changes.push({ kind: 'remove', path: here, before: before[key] });
    } else if (!Object.hasOwn(before, key)) {
      changes.push({ kind: 'add', path: here, after: after[key] });
    } else {
      compare(before[key] as Json, after[key] as Json, here, changes);
    }
  }
}

function compareLists(before: readonly Json[], after: readonly Json[], path: Path, changes: Change[]): void {
  const names = itemNames(before, after);
  if (names) {
    const [namesBefore, namesAfter] = names;
    compareNamed(zip(namesBefore, before), zip(namesAfter, after), path, changes);
  } else {
    compareUnnamed(before, after, path, changes);
  }
}

type Named = ReadonlyMap<string, Json>;

function zip(names: readonly string[], items: readonly Json[]): Named {
  return new Map(names.map((name, index) => [name, items[index] as Json]));
}

function compareNamed(before: Named, after: Named, path: Path, changes: Change[]): void {
  for (const [name, item] of before) {
    if (!after.has(name)) {
      changes.push({ kind: 'remove', path: [...path, name], before: item });
    }
  }
  let index = 0;
  for (const [name, item] of after) {
    const here = [...path, name];
    const old = before.get(name);
    if (old === undefined) {
      changes.push({ kind: 'add', path: here, after: item, index });
    } else {
      compare(old, item, here, changes);
    }
    index++;
  }
  const orderBefore = [...before.keys()].filter((name) => after.has(name));
  const orderAfter = [...after.keys()].filter((name) => before.has(name));
  if (orderBefore.some((name, position) => name !== orderAfter[position])) {
    changes.push({ kind: 'reorder', path, before: orderBefore, after: orderAfter });
  }
}

function compareUnnamed(before: readonly Json[], after: readonly Json[], path: Path, changes: Change[]): void {
  const [printsBefore, printsAfter] = [before.map(fingerprint), after.map(fingerprint)];
  if (isOtherOrder(printsBefore, printsAfter)) {
    changes.push({ kind: 'reorder', path, before, after });
    return;
  }
  const likeness = (i: number, j: number) => commonFields(before[i] as Json, after[j] as Json);
  for (const [i, j] of align(printsBefore, printsAfter, likeness)) {
    if (j === undefined) {
      changes.push({ kind: 'remove', path: [...path, i as number], before: before[i as number] });
    } else if (i === undefined) {
      changes.push({ kind: 'add', path: [...path, j], after: after[j] });
    } else if (printsBefore[i] !== printsAfter[j]) {
      compare(before[i] as Json, after[j] as Json, [...path, i], changes);
    }
  }
}

/** The same items, not in the same order. */
function isOtherOrder(before: readonly string[], after: readonly string[]): boolean {
  if (before.length !== after.length || before.every((item, index) => item === after[index])) {
    return false;
  }
  const sorted = [...after].sort(byCodeUnits);
  return [...before].sort(byCodeUnits).every((item, index) => item === sorted[index]);
}

/** How many fields of two items are equal. */
function commonFields(before: Json, after: Json): number {
  if (!isMap(before) || !isMap(after)) {
    return 0;
  }
  const common = Object.keys(before).filter((key) => Object.hasOwn(after, key));
  return common.filter((key) => fingerprint(before[key] as Json) === fingerprint(after[key] as Json)).length;
}
