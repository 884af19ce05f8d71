import type { Asker } from '../../git';
import { isDeepStrictEqual } from 'node:util';
import { refuse } from '../../errors';
import { advance } from '../advance';
import { compose, type Composition } from '../compose';
import type { Intent, Step } from '../intent';
import { firstRelease } from '../place-release';
import type { Denial } from '../policies';
import { positionOf, releasesOf } from '../position';
import type { ReleaseTree, ReleaseTrees } from '../release-facts';
import type { Operation, State } from '../state';
import { transition } from '../transition';
import { type Edits, remedyOf, requireLasting, withEdits } from './lasting';
import { refuseLost } from './load';
import { adoptedFiles, type Claim, type Proof } from './proof';
import type { RecordedRelease } from './recorded';
import type { Store } from './store';
import type { DriftChoice, Target } from './target';

/** What a request comes to. */
export interface Decision {
  readonly target: Target;
  readonly step: Step;
  /** Whether just this waits to be merged already. */
  readonly waits: boolean;
  /** What it composes to; none where nothing changes. */
  readonly composition: Composition | undefined;
  /** The state after it, once the tree is known. */
  readonly after: (tree: string) => State;
  /** Policies that forbid it, and were overridden. */
  readonly overridden?: readonly Denial[];
}

/** What is known of a target when it is decided. */
export interface Evidence {
  readonly target: Target;
  /** Releases in its environment. */
  readonly releases: ReleaseTrees;
  /** The release that comes. */
  readonly release: RecordedRelease | undefined;
  /** What its state says, and what that is worth; none at first, or if the remote lost a release of it. */
  readonly claim: Claim | undefined;
  readonly proof: Proof | undefined;
}

/**
 * Decides what a request comes to, by the rules.
 *
 * @param isAfresh - whether it is proposed again though just this waits already
 * @throws TwelveFactorError TF21xx if they forbid it
 */
export async function decide(
  store: Store,
  evidence: Evidence,
  asker: Asker,
  choice: DriftChoice,
  isAfresh = false,
): Promise<Decision> {
  const { target, releases, release } = evidence;
  const { request, place, before } = target;
  const comes = release && (releases.get(release.version) ?? refuseLost(place, request.verb, [release.version]));
  const { state, drifted, adopted, isLost } = await settleDrift(store, evidence, choice, comes, asker);
  const step = isLost
    ? { ...firstRelease(comes as ReleaseTree), pin: before?.state.pin }
    : transition(state, await intentOf(store, evidence, comes), asker, releases, place);
  const lost = releasesOf(step.position).filter((version) => !releases.has(version));
  if (lost.length > 0) {
    refuseLost(place, request.verb, lost);
  }
  if (adopted) {
    requireLasting(place, step, adopted, releases);
  }
  if ((request.verb === 'release' || request.verb === 'promote') && comes) {
    forbidOlderThanWaiting(target, comes);
  }
  const isMended = drifted.length > 0 || isLost || ('decided' in request && request.decided === true);
  const isAsked = !isMended && !isAfresh && isWaiting(target, step);
  const changed = (step.changed || isMended) && !isAsked && !(isNoDrift(request.verb) && !isMended);
  const decided = isNoDrift(request.verb) ? request.verb : choice;
  const operation: Operation = {
    verb: request.verb,
    version: step.version,
    actor: asker.actor,
    at: asker.at,
    ...(asker.reason !== undefined && { reason: asker.reason }),
    ...(drifted.length > 0 && decided && { drift: { choice: decided, files: [...drifted] } }),
    ...(request.verb === 'promote' && { from: request.from }),
    ...(release?.source !== undefined && { source: release.source }),
  };
  const { application, environment } = request;
  return {
    target,
    waits: isAsked,
    step: { ...step, changed, said: isNoDrift(request.verb) && !isMended ? 'is as its state says' : step.said },
    composition: changed ? compose(step.position, releases) : undefined,
    after: (tree) => advance({ application, environment, before, step, tree, operation, known: releases }),
  };
}

function isNoDrift(verb: string): verb is 'adopt' | 'restore' {
  return verb === 'adopt' || verb === 'restore';
}

async function intentOf(
  store: Store,
  { target, claim, proof }: Evidence,
  comes: ReleaseTree | undefined,
): Promise<Intent> {
  const { request } = target;
  switch (request.verb) {
    case 'release':
      return { verb: 'release', release: comes as ReleaseTree, switch: request.switch ?? false };
    case 'promote':
      return { verb: 'promote', release: comes as ReleaseTree };
    case 'adopt':
      return { verb: 'adopt', files: claim && proof ? await adoptedFiles(store, claim, proof) : {} };
    case 'pin':
    case 'unpin':
    case 'restore':
      return { verb: request.verb };
    default:
      return request;
  }
}

/** What a request goes on from. */
interface Settled {
  readonly state: State | undefined;
  /** Files that are not as the state says. */
  readonly drifted: readonly string[];
  /** What is kept of them. */
  readonly adopted?: Edits;
  /** Whether releases of the state are lost, and are given up. */
  readonly isLost: boolean;
}

/** The state to go on from: where the branch differs from it, that is for the user to decide. */
async function settleDrift(
  store: Store,
  evidence: Evidence,
  choice: DriftChoice,
  comes: ReleaseTree | undefined,
  asker: Asker,
): Promise<Settled> {
  const { target, releases, claim, proof } = evidence;
  const { request, place, before } = target;
  const state = before?.state;
  if (!state || isNoDrift(request.verb)) {
    return { state, drifted: proof?.drifted ?? [], isLost: false };
  }
  if (!claim || !proof) {
    if (choice === 'restore' && (request.verb === 'release' || request.verb === 'promote')) {
      return { state, drifted: [], isLost: true };
    }
    return refuseLost(place, request.verb, releasesOf(state));
  }
  if (proof.drifted.length === 0) {
    return { state, drifted: [], isLost: false };
  }
  if (choice === undefined) {
    const shown = proof.drifted.slice(0, 5).join(', ');
    const more = proof.drifted.length > 5 ? ` and ${proof.drifted.length - 5} more` : '';
    const stepWith = async (edits: Edits) =>
      transition(withEdits(state, edits), await intentOf(store, evidence, comes), asker, releases, place);
    const remedy = await remedyOf(() => adoptedFiles(store, claim, proof), stepWith, releases);
    refuse('TF2113', place, `${shown}${more}`, 'edited by hand on the branch', remedy);
  }
  if (choice === 'adopt') {
    const adopted = await adoptedFiles(store, claim, proof);
    return { state: withEdits(state, adopted), drifted: proof.drifted, adopted, isLost: false };
  }
  return { state, drifted: proof.drifted, isLost: false };
}

function forbidOlderThanWaiting({ waiting, place }: Target, { version, order }: ReleaseTree): void {
  for (const [other, facts] of Object.entries(waiting?.state.releases ?? {})) {
    if (waiting && releasesOf(waiting.state).includes(other) && other !== version && facts.order > order) {
      const given = `its order ${order} is lower than ${facts.order} of ${other}, which waits in a pull request`;
      refuse('TF2102', place, `release ${version}`, given, 'close that first, or give a higher --order');
    }
  }
}

/** Whether just this waits to be merged already. */
function isWaiting({ waiting, config }: Target, step: Step): boolean {
  return (
    config.flow === 'pullRequest' &&
    waiting !== undefined &&
    step.changed &&
    isDeepStrictEqual(positionOf(waiting.state), step.position) &&
    waiting.state.pin?.version === step.pin?.version
  );
}
