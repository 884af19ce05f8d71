import { refuse } from '../../errors';
import type { EnvironmentConfig } from '../platform-config';
import { digestOfRecord, remedyOfState } from '../state';
import { placeOf, type Request } from './request';
import type { Branch, Holding, Proposal, StoredState } from './branch';
import type { Snapshot } from './snapshot';

/** What to do where a branch differs from its state. */
export type DriftChoice = 'adopt' | 'restore' | undefined;

/** A request with what there is where it is about. */
export interface Target<R extends Request = Request> {
  readonly request: R;
  readonly place: string;
  readonly config: EnvironmentConfig;
  readonly branch: Branch;
  readonly before: StoredState | undefined;
  /** The application's folder as it is. */
  readonly entry: Holding['entry'];
  /** The change that waits, if it is one on top of `before`; a merged or outdated one is none. */
  readonly waiting: StoredState | undefined;
  /** The branch in which something waits or waited. */
  readonly proposal: Proposal | undefined;
}

/**
 * Finds what requests are about.
 *
 * @throws TwelveFactorError TF2205 if a state can't be read, TF2115 if the folder is somebody else's,
 * TF2206 if somebody edited the pull request
 */
export function findTarget<R extends Request>(snapshot: Snapshot, request: R, drift: DriftChoice): Target<R> {
  const { application, environment } = request;
  const place = placeOf(request);
  const config = snapshot.config.environments.find(({ name }) => name === environment) as EnvironmentConfig;
  const branch = snapshot.branches.get(environment) as Branch;
  const { state, entry } = branch.holdings.get(application) ?? { state: undefined, entry: undefined };
  if (state instanceof Error) {
    const given = state.message.split('\n')[0] as string;
    return refuse('TF2205', place, `.twelve/${application}.json`, given, remedyOfState(state));
  }
  if (!state && entry && drift !== 'restore') {
    const given = `the branch ${config.branch} has it, and no record of a release that put it there`;
    const remedy = 'put its record back if that was removed, move it away, or replace it with --restore';
    return refuse('TF2115', place, application, given, remedy);
  }
  const proposal = snapshot.proposals.get(`${environment}/${application}`);
  return { request, place, config, branch, before: state, entry, waiting: waitingOf(proposal, state), proposal };
}

/** The state that waits: one that was made on top of this one. */
export function waitingOf(proposal: Proposal | undefined, before: StoredState | undefined): StoredState | undefined {
  const previous = before && digestOfRecord(before.text);
  return proposal?.state && proposal.state.text !== before?.text && proposal.state.state.previous === previous
    ? proposal.state
    : undefined;
}
