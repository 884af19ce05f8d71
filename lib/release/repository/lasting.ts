import { TwelveFactorError } from '../../errors';
import { compose } from '../compose';
import type { Step } from '../intent';
import { refuse } from '../../errors';
import type { ReleaseTrees } from '../release-facts';
import type { Position, State } from '../state';

/** Files edited by hand that are adopted, by path. */
export type Edits = NonNullable<Position['adopted']>;

/** The state as if the edits had been adopted before. */
export function withEdits(state: State, edits: Edits): State {
  return { ...state, adopted: { ...state.adopted, ...edits } };
}

/**
 * Edits that a step replaces: an edit lasts as long as its file comes from the release that it was made in. With slots, that of the slot
 * which stays, and the live one's shared files.
 */
function lostEdits({ position }: Step, edits: Edits, releases: ReleaseTrees): string[] {
  const composed = compose(position, releases);
  return Object.keys(edits).filter((path) => (composed.get(path)?.blob ?? null) !== edits[path]?.blob);
}

/**
 * Ends if a step does not keep what is to be adopted with it: that would be gone in silence.
 *
 * @throws TwelveFactorError TF2114
 */
export function requireLasting(place: string, step: Step, edits: Edits, releases: ReleaseTrees): void {
  const lost = lostEdits(step, edits, releases);
  if (lost.length > 0) {
    const given = `--adopt would not outlast ${step.version}, which brings its own`;
    const until = `as long as ${edits[lost[0] as string]?.of} is there`;
    const remedy = `give --restore, with the edit in the app file if it is needed, or keep it ${until} with \`twelve verify --adopt\``;
    refuse('TF2114', place, lost.join(', '), given, remedy);
  }
}

/**
 * What helps where a file was edited by hand: to adopt it with the same command only if it outlasts that.
 *
 * @param adopt - what has to be adopted, if that is possible
 * @param stepWith - where the command would lead then, if the rules allow it
 */
export async function remedyOf(
  adopt: () => Promise<Edits>,
  stepWith: (edits: Edits) => Promise<Step>,
  releases: ReleaseTrees,
): Promise<string> {
  const edits = await unlessRefused(adopt);
  if (!edits) {
    return 'take it back with --restore';
  }
  const step = await unlessRefused(() => stepWith(edits));
  if (!step) {
    return 'decide first with `twelve verify --adopt` or `--restore`';
  }
  return lostEdits(step, edits, releases).length === 0
    ? 'keep it with --adopt or take it back with --restore'
    : 'take it back with --restore, and put what is needed of it into the app file: --adopt would not outlast this';
}

async function unlessRefused<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TwelveFactorError) {
      return undefined;
    }
    throw error;
  }
}
