/** An item before and the item after that it became, by index; one of them alone was removed or added. */
export type Pair = readonly [before: number | undefined, after: number | undefined];

/** Says how much two items have in common, by their indices. */
export type Likeness = (before: number, after: number) => number;

/**
 * Pairs the items of two lists that have no names, so that an item put in at the front moves the others instead of
 * changing them.
 *
 * Patience diff: items that are there once on each side, in the same order, are anchors; between two anchors the equal
 * items at both ends are paired, and what is left is paired in its order. That takes n log n steps, where the longest
 * common subsequence would take n², and reads no worse for the lists of manifests.
 */
export function align(before: readonly string[], after: readonly string[], likeness: Likeness): Pair[] {
  const gaps: Pair[][] = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...anchorsOf(before, after), [before.length, after.length] as const]) {
    gaps.push(pairGap({ before, after, likeness }, [i, nextI], [j, nextJ]));
    gaps.push(nextI < before.length ? [[nextI, nextJ]] : []);
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return gaps.flat();
}

interface Lists {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly likeness: Likeness;
}

function pairGap(
  lists: Lists,
  [fromI, toI]: readonly [number, number],
  [fromJ, toJ]: readonly [number, number],
): Pair[] {
  const { before, after } = lists;
  const [head, tail]: [Pair[], Pair[]] = [[], []];
  let [i, j, endI, endJ] = [fromI, fromJ, toI, toJ];
  while (i < endI && j < endJ && before[i] === after[j]) {
    head.push([i++, j++]);
  }
  while (i < endI && j < endJ && before[endI - 1] === after[endJ - 1]) {
    tail.push([--endI, --endJ]);
  }
  return [...head, ...pairRest(lists.likeness, [i, endI], [j, endJ]), ...tail.reverse()];
}

/** In order from the front, or from the back where that brings together what is more alike. */
function pairRest(
  likeness: Likeness,
  [i, endI]: readonly [number, number],
  [j, endJ]: readonly [number, number],
): Pair[] {
  const both = Math.min(endI - i, endJ - j);
  const sum = (startI: number, startJ: number) =>
    range(0, both).reduce((total, offset) => total + likeness(startI + offset, startJ + offset), 0);
  const fromBack = endI - i !== endJ - j && sum(endI - both, endJ - both) > sum(i, j);
  const [startI, startJ] = fromBack ? [endI - both, endJ - both] : [i, j];
  const alone = [
    ...[...range(i, startI), ...range(startI + both, endI)].map((index): Pair => [index, undefined]),
    ...[...range(j, startJ), ...range(startJ + both, endJ)].map((index): Pair => [undefined, index]),
  ];
  return [...range(0, both).map((offset): Pair => [startI + offset, startJ + offset]), ...alone];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset);
}

/** The longest run, increasing on both sides, of items that are there exactly once on each. */
function anchorsOf(before: readonly string[], after: readonly string[]): (readonly [number, number])[] {
  const there = onlyOnes(after);
  const common = [...onlyOnes(before)].flatMap(([item, i]) => {
    const j = there.get(item);
    return j === undefined ? [] : [[i, j] as const];
  });
  // Patience sorting: on top of each pile the smallest end of an increasing run of that length.
  const piles: number[] = [];
  const previous: (number | undefined)[] = [];
  common.forEach(([, j], index) => {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((common[piles[middle] as number] as readonly [number, number])[1] < j) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    previous[index] = piles[low - 1];
    piles[low] = index;
  });
  const run: (readonly [number, number])[] = [];
  for (let index = piles.at(-1); index !== undefined; index = previous[index]) {
    run.push(common[index] as readonly [number, number]);
  }
  return run.reverse();
}

function onlyOnes(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  items.forEach((item) => counts.set(item, (counts.get(item) ?? 0) + 1));
  return new Map([...items.entries()].flatMap(([index, item]) => (counts.get(item) === 1 ? [[item, index]] : [])));
}
