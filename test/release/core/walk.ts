import fc from 'fast-check';
import { TwelveFactorError } from '../../../lib/errors';
import type { Step } from '../../../lib/release/intent';
import { otherSlot } from '../../../lib/release/position';
import type { ReleaseTree } from '../../../lib/release/release-facts';
import type { State } from '../../../lib/release/state';
import { Environment, type Wish } from './environment';
import { type Draw, histories, type History } from './histories';

/** Something that was asked for, and what came of it. */
export interface Move {
  readonly environment: Environment;
  readonly wish: Wish;
  readonly before: State | undefined;
  readonly beforeText: string | undefined;
  readonly beforeTree: ReadonlyMap<string, string>;
  /** None if it was refused. */
  readonly step: Step | undefined;
  /** Code of the refusal. */
  readonly refused: string | undefined;
  readonly after: State | undefined;
}

/** Holds for whatever happens. */
export function always(look: (history: History) => (move: Move) => void): void {
  fc.assert(
    fc.property(histories, (history) => walk(history, look(history))),
    { numRuns: 60 },
  );
}

/** Holds for each change, with what was before it. */
export function onChange(look: (move: Move & { before: State; after: State }) => void): void {
  always(() => (move) => {
    const { before, after, step } = move;
    if (before && after && step?.changed) look({ ...move, before, after });
  });
}

/** Carries out a history; after each wish, looks at what came of it. */
export function walk({ releases, draws }: History, look: (move: Move) => void): void {
  const environment = new Environment(...releases);
  for (const one of draws) {
    const before = environment.isEmpty ? undefined : environment.state;
    const { text: beforeText, tree: beforeTree } = environment;
    const wish = wishOf(one, releases, before);
    const result = attempt(environment, wish);
    const outcome =
      typeof result === 'string' ? { step: undefined, refused: result } : { step: result, refused: undefined };
    const after = environment.isEmpty ? undefined : environment.state;
    look({ environment, wish, before, beforeText, beforeTree, ...outcome, after });
  }
}

/** What a wish comes to, or the code of its refusal. What is neither is a bug and thrown. */
export function attempt(environment: Environment, wish: Wish): Step | string {
  try {
    return environment.ask(wish);
  } catch (error) {
    if (error instanceof TwelveFactorError) {
      return error.code;
    }
    throw error;
  }
}

function wishOf(one: Draw, releases: readonly ReleaseTree[], state: State | undefined): Wish {
  const at = (index: number) => releases[index % releases.length] as ReleaseTree;
  switch (one.verb) {
    case 'release':
    case 'promote': {
      const newest = releases.findLastIndex(({ version }) => state?.releases[version] !== undefined);
      return { ...one, release: at(one.release ?? newest + 1) };
    }
    case 'rollback': {
      // Mostly to what was live, else to anything.
      const versions = [...(state?.earlier ?? []), ...(state?.earlier ?? []), ...(state ? [state] : [])];
      const named = [...versions.map(({ release }) => release), ...releases.map(({ version }) => version)];
      return { verb: 'rollback', to: one.to === undefined ? undefined : named[one.to % named.length] };
    }
    case 'onwards':
      return { verb: state?.slots?.share === undefined ? 'switch' : 'shift' };
    case 'switch': {
      const { slots } = state ?? {};
      const to = one.to === 'live' ? slots?.live : one.to === 'idle' ? slots && otherSlot(slots) : undefined;
      return { verb: 'switch', to };
    }
    default:
      return one;
  }
}
