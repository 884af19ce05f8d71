import fc from 'fast-check';
import { positionOf, releasesOf } from '../../../lib/release/position';
import type { ReleaseTree } from '../../../lib/release/release-facts';
import { digestOfRecord, formatState, tryParseState } from '../../../lib/release/state';
import { Environment } from './environment';
import { histories } from './histories';
import { always, attempt, onChange, walk } from './walk';

// What holds for the states, whatever is asked for, in whatever order.

test('whatever is asked for happens, or is refused by a rule; the histories here meet every rule', () => {
  const met = new Set<string>();
  for (const history of fc.sample(histories, { numRuns: 150, seed: 4 })) {
    walk(history, ({ step, refused }) => met.add(refused ?? (step?.changed ? 'changed' : 'unchanged')));
  }
  expect([...met].sort()).toEqual([
    'TF2101',
    'TF2102',
    'TF2103',
    'TF2105',
    'TF2106',
    'TF2107',
    'TF2108',
    'changed',
    'unchanged',
  ]);
});

test('where nothing changes, the answer is the position and the pin that there are', () => {
  always(() => ({ before, step }) => {
    if (before && step && !step.changed) {
      expect(step.position).toEqual(positionOf(before));
      expect(step.pin).toEqual(before.pin);
    }
  });
});

test('the live slot holds the live release; what waits is in the other one; a canary is the second slot', () => {
  onChange(({ environment, after }) => {
    const { slots } = after;
    if (!slots) {
      return;
    }
    const { names, shares } = (environment.all.get(after.release) as ReleaseTree).slots ?? { names: [] };
    expect(Object.keys(slots.holds).sort()).toEqual([...names].sort());
    expect(slots.holds[slots.live]).toBe(after.release);
    expect(slots.next).not.toBe(slots.live);
    if (slots.next !== undefined) expect(Object.keys(slots.holds)).toContain(slots.next);
    if (slots.share !== undefined) {
      expect(slots.live).toBe(names[0]);
      expect(shares?.map(({ share }) => share)).toContain(slots.share);
    }
  });
});

test('an environment can go back to ten releases at most, each once, at rest, and never to the live one', () => {
  onChange(({ after: { release, earlier } }) => {
    const versions = earlier.map((position) => position.release);
    expect(versions).not.toContain(release);
    expect(new Set(versions).size).toBe(versions.length);
    expect(versions.length).toBeLessThanOrEqual(10);
    for (const { slots } of earlier) expect(slots?.share ?? 0).toBe(0);
  });
});

test('a state knows every release of its position and of the earlier ones, as they were recorded, and no other', () => {
  onChange(({ environment, after }) => {
    const needed = [...new Set([after, ...after.earlier].flatMap(releasesOf))].sort();
    expect(Object.keys(after.releases)).toEqual(needed);
    for (const [version, facts] of Object.entries(after.releases)) {
      const { order, tree } = environment.all.get(version) as ReleaseTree;
      expect(facts).toEqual({ order, tree });
    }
  });
});

test('the order of what is live never goes back but by a rollback, its second step, or a switch to a named slot', () => {
  always(() => {
    const waitsByRollback = new Set<string>();
    return (move) => {
      const { wish, before, after, step } = move;
      if (!before || !after || !step?.changed) {
        return;
      }
      if (wish.verb === 'rollback') waitsByRollback.add(step.version);
      const isNamed = wish.verb === 'switch' && wish.to !== undefined;
      if (wish.verb !== 'rollback' && !isNamed && !waitsByRollback.has(after.release)) {
        const orderOf = (version: string) => move.environment.all.get(version)?.order ?? NaN;
        expect(orderOf(after.release)).toBeGreaterThanOrEqual(orderOf(before.release));
      }
    };
  });
});

test('since changes with the live release, and only then', () => {
  onChange(({ before, after }) => {
    expect(after.since).toBe(before.release === after.release ? before.since : after.operation.at);
  });
});

test('each record names the one before, and says what its file says', () => {
  onChange(({ environment, beforeText, after }) => {
    expect(after.previous).toBe(digestOfRecord(beforeText as string));
    expect(tryParseState(formatState(after))).toEqual(after);
    expect(JSON.parse(environment.text as string)).toEqual(after);
  });
});

test('a pin stops what would put another release there or give it more requests, and nothing else', () => {
  always(() => ({ environment, wish, before, step, refused, after }) => {
    if (!before?.pin) {
      expect(refused).not.toBe('TF2101');
      return;
    }
    const free = new Environment(...environment.all.values());
    free.text = JSON.stringify({ ...before, pin: undefined });
    const result = attempt(free, wish);
    const isHeld = ['release', 'promote', 'switch', 'shift'].includes(wish.verb);
    if (!isHeld) {
      expect(refused).not.toBe('TF2101');
    } else if (typeof result === 'string') {
      expect([result, 'TF2101']).toContain(refused);
    } else {
      const { slots } = free.state;
      const isLess =
        wish.verb === 'shift' &&
        free.state.release === before.release &&
        (slots?.share ?? 0) < (before.slots?.share ?? 0);
      // A release that waits already is refused as well: to say that it is there would not be the answer.
      const isAnother = 'release' in wish && wish.release.version !== before.release;
      const isForbidden = (result.changed || isAnother) && !isLess && result.version !== before.pin.version;
      expect(refused).toBe(isForbidden ? 'TF2101' : undefined);
      if (step) expect(after && positionOf(after)).toEqual(positionOf(free.state));
    }
  });
});

test('what is asked for twice changes nothing the second time, but for a canary that moves one step', () => {
  always(() => ({ environment, wish, step, after }) => {
    // Not so by a fault: see rollback.test.ts, "in two steps waits as well, if it is run again with the version".
    const isTwoSteps = wish.verb === 'rollback' && wish.to !== undefined && step?.version !== after?.release;
    if (step?.changed && !isTwoSteps && !(wish.verb === 'shift' && wish.share === undefined)) {
      const again = new Environment(...environment.all.values());
      again.text = environment.text;
      expect(attempt(again, wish)).toMatchObject({ changed: false });
    }
  });
});
