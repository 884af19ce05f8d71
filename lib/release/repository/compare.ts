import { refuse } from '../../errors';
import { compose } from '../compose';
import { diffTrees, type TreeDiff, withWarnings } from '../../diff';
import { startOf } from '../place-release';
import type { ReleaseTree } from '../release-facts';
import { folderOf, type Holding, isDrifted } from './branch';
import { changedTexts, materialize } from './materialize';
import { loadReleases, readRecorded } from './recorded';
import { releasesRef } from './refs';
import { readSnapshot, requireBranches, type Snapshot } from './snapshot';
import type { Store } from './store';

/** What differs, and where something else runs than was released. */
export interface Comparison extends TreeDiff {
  /** Environments whose branch is not what its state says: what is on the branch was compared. */
  readonly drifted: readonly string[];
}

/** What differs between an application in two environments: from what runs on one to what runs on the other. */
export async function compareEnvironments(
  store: Store,
  application: string,
  from: string,
  to: string,
): Promise<Comparison> {
  const snapshot = await readSnapshot(store, { environments: [from, to], applications: [application] });
  requireBranches(snapshot);
  const [before, after] = [from, to].map((environment) => holdingOf(snapshot, application, environment)) as [
    Holding,
    Holding,
  ];
  const drifted = [...(isDrifted(before) ? [from] : []), ...(isDrifted(after) ? [to] : [])];
  return { ...diffTrees(...(await changedTexts(store, folderOf(before), folderOf(after)))), drifted };
}

/** What a recorded release would change in an environment, were it live there. */
export async function compareVersion(
  store: Store,
  application: string,
  environment: string,
  version: string,
): Promise<Comparison> {
  const ref = releasesRef(application);
  const snapshot = await readSnapshot(store, { environments: [environment], applications: [application], refs: [ref] });
  requireBranches(snapshot);
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
  const holding = snapshot.branches.get(environment)?.holdings.get(application) ?? NOTHING;
  const state = holding.state instanceof Error ? undefined : holding.state?.state;
  const start = startOf(releases.get(version) as ReleaseTree);
  const live = state?.slots?.live;
  const isSame = start.slots !== undefined && live !== undefined && live in start.slots.holds;
  const position = isSame ? { ...start, slots: { ...start.slots, live } } : start;
  const [after] = await materialize(store, [compose(position, releases)]);
  const drifted = isDrifted(holding) ? [environment] : [];
  return { ...withWarnings(diffTrees(...(await changedTexts(store, folderOf(holding), after)))), drifted };
}

const NOTHING: Holding = { state: undefined, entry: undefined };

function holdingOf({ branches }: Snapshot, application: string, environment: string): Holding {
  const holding = branches.get(environment)?.holdings.get(application);
  return holding?.state && !(holding.state instanceof Error)
    ? holding
    : refuse('TF2103', `${application}/${environment}`, 'diff', 'nothing is released there', 'see `twelve status`');
}
