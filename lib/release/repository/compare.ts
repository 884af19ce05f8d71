import { compose } from '../compose';
import { diffTrees, type TreeDiff, withWarnings } from '../diff';
import { startOf } from '../place-release';
import { refuse } from '../refuse';
import type { ReleaseTree } from '../release-facts';
import type { State } from '../state';
import { changedTexts, materialize } from './materialize';
import { loadReleases, readRecorded } from './recorded';
import { releasesRef } from './refs';
import { readSnapshot, type Snapshot } from './snapshot';
import type { Store } from './store';

/** What differs between an application in two environments: from what runs on one to what runs on the other. */
export async function compareEnvironments(
  store: Store,
  application: string,
  from: string,
  to: string,
): Promise<TreeDiff> {
  const snapshot = await readSnapshot(store, { environments: [from, to], applications: [application] });
  const [before, after] = [from, to].map((environment) => stateOf(snapshot, application, environment).tree);
  return diffTrees(...(await changedTexts(store, before, after)));
}

/** What a recorded release would change in an environment, were it live there. */
export async function compareVersion(
  store: Store,
  application: string,
  environment: string,
  version: string,
): Promise<TreeDiff> {
  const ref = releasesRef(application);
  const snapshot = await readSnapshot(store, { environments: [environment], applications: [application], refs: [ref] });
  const release = (await readRecorded(store, [application], snapshot.tips))
    .get(application)
    ?.find((one) => one.version === version);
  if (!release) {
    return refuse(
      'TF2110',
      application,
      '--version',
      `releases/${application} does not have ${version}`,
      'see `twelve history`',
    );
  }
  const releases =
    (await loadReleases(store, [{ ...release, environment }])).get(`${application}/${environment}`) ??
    new Map<string, ReleaseTree>();
  const stored = snapshot.branches.get(environment)?.holdings.get(application)?.state;
  const state = stored instanceof Error ? undefined : stored?.state;
  const start = startOf(releases.get(version) as ReleaseTree);
  const live = state?.slots?.live;
  const isSame = start.slots !== undefined && live !== undefined && live in start.slots.holds;
  const position = isSame ? { ...start, slots: { ...start.slots, live } } : start;
  const [after] = await materialize(store, [compose(position, releases)]);
  return withWarnings(diffTrees(...(await changedTexts(store, state?.tree, after))));
}

function stateOf({ branches }: Snapshot, application: string, environment: string): State {
  const state = branches.get(environment)?.holdings.get(application)?.state;
  return state && !(state instanceof Error)
    ? state.state
    : refuse('TF2103', `${application}/${environment}`, 'diff', 'nothing is released there', 'see `twelve status`');
}
