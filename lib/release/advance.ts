import type { Step } from './intent';
import { atRest, positionOf, releasesOf } from './position';
import type { Facts } from './release-facts';
import { digestOfRecord, type Operation, type Position, type State } from './state';

/** How many releases an environment can be rolled back to. */
const MAX_EARLIER = 10;

/** Of what a new state is made. */
export interface Advance {
  readonly application: string;
  readonly environment: string;
  /** The state before and the bytes of its file; none for the first one. */
  readonly before: { readonly state: State; readonly text: string } | undefined;
  readonly step: Step;
  /** Id of the tree that the step's position composes to. */
  readonly tree: string;
  readonly operation: Operation;
  readonly known: Facts;
}

/** The state after a step: with who did it, linked to the one before, and with what a rollback needs. */
export function advance({ application, environment, before: former, step, tree, operation, known }: Advance): State {
  const { position, pin } = step;
  const before = former?.state;
  const earlier = earlierOf(before, position);
  const facts = new Map(Object.entries(before?.releases ?? {}));
  known.forEach(({ order, tree: recorded }, version) => facts.set(version, { order, tree: recorded }));
  const needed = [...new Set([position, ...earlier].flatMap(releasesOf))].sort();
  return {
    schema: 1,
    application,
    environment,
    ...position,
    since: before?.release === position.release ? before.since : operation.at,
    tree,
    ...(pin && { pin }),
    operation,
    ...(former && { previous: digestOfRecord(former.text) }),
    releases: Object.fromEntries(needed.map((version) => [version, facts.get(version) as State['releases'][string]])),
    earlier,
  };
}

/** Where a rollback can go: the last position of each release that was live before. */
function earlierOf(before: State | undefined, { release }: Position): Position[] {
  const isOther = (position: Position) => position.release !== release;
  if (!before || !isOther(before)) {
    return before?.earlier ?? [];
  }
  const last = atRest(positionOf(before));
  const older = before.earlier.filter((position) => isOther(position) && position.release !== last.release);
  return [last, ...older].slice(0, MAX_EARLIER);
}
