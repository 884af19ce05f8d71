import type { ApplicationStatus, PlaceStatus, StatusReport, WaitingStatus } from '../report';
import { heldBy } from '../position';
import type { State } from '../state';
import { isRolledBack } from '../switch-slot';
import { isDrifted } from './branch';
import { lostRecords } from './lost-records';
import { releasesRef } from './refs';
import { readSnapshot, type Snapshot } from './snapshot';
import type { Store } from './store';
import { waitingOf } from './target';
import type { Visit } from './walk';

/** Reads what runs where: the tips, and one pass over the states. */
export async function readStatus(
  store: Store,
  platform: string,
  at: string,
  applications?: readonly string[],
): Promise<StatusReport> {
  const refs = applications?.map(releasesRef) ?? [releasesRef('*')];
  const snapshot = await readSnapshot(store, { applications, refs });
  const lost = await lostRecords(store, snapshot, applications);
  const names = new Set([
    ...[...lost.values()].flatMap((removals) => [...removals.keys()]),
    ...[...snapshot.branches.values()].flatMap(({ holdings }) => [...holdings.keys()]),
    ...[...snapshot.proposals.keys()].map((pair) => pair.split('/')[1] as string),
  ]);
  const list = [...names].sort().map((application): ApplicationStatus => {
    const places = snapshot.config.environments.flatMap(({ name }): [string, PlaceStatus][] => {
      const removal = lost.get(name)?.get(application);
      const place = removal ? lostStatus(removal) : statusOf(snapshot, name, application);
      return place ? [[name, place]] : [];
    });
    return { application, environments: Object.fromEntries(places) };
  });
  const isSomewhere = ({ environments }: ApplicationStatus) => Object.keys(environments).length > 0;
  const { environments, branches } = snapshot;
  const missing = environments.filter(({ name }) => !branches.has(name)).map(({ branch }) => branch);
  return { platform, at, environments, missing, applications: list.filter(isSomewhere) };
}

/** Nobody knows of what is there. */
function lostStatus({ commit }: Visit): PlaceStatus {
  const broken = `its file was removed by commit ${commit.slice(0, 10)}, and its folder is still there`;
  return { drifted: false, broken };
}

function statusOf(
  { branches, proposals }: Snapshot,
  environment: string,
  application: string,
): PlaceStatus | undefined {
  const holding = branches.get(environment)?.holdings.get(application) ?? { state: undefined, entry: undefined };
  const { state } = holding;
  if (state instanceof Error) {
    return { drifted: false, broken: state.message };
  }
  const proposed = waitingOf(proposals.get(`${environment}/${application}`), state);
  const waiting = proposed && waitingStatus(proposed.state);
  if (!state) {
    return waiting && { drifted: false, waiting };
  }
  const { release, since, slots, pin, operation, releases } = state.state;
  const order = releases[release]?.order;
  return {
    version: release,
    ...(order !== undefined && { order }),
    since,
    ...(slots && { slots: { ...slots, next: ahead(state.state) } }),
    ...(pin && { pin }),
    drifted: isDrifted(holding),
    operation,
    ...(waiting && { waiting }),
  };
}

/** The slot that waits to be live: what was rolled back stays in its slot, and nobody waits for it. */
function ahead(state: State): string | undefined {
  const { slots } = state;
  return slots?.next === undefined || isRolledBack(state, heldBy(slots, slots.next)) ? undefined : slots.next;
}

function waitingStatus({ operation }: State): WaitingStatus {
  const { verb, version, actor, at, reason, breakGlass } = operation;
  return { verb, version, actor, at, ...(reason !== undefined && { reason }), ...(breakGlass && { breakGlass }) };
}
