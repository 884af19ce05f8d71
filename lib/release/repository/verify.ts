import { neededBy, tryLoad } from './load';
import { removalIn, unrecordedIn } from './lost-records';
import { type Claim, prove } from './proof';
import { readRecorded } from './recorded';
import { releasesRef } from './refs';
import { readSnapshot, requireBranches, type Snapshot } from './snapshot';
import type { Store } from './store';
import { findBreak, type Walk, walk } from './walk';

/** Something that is not as it should be. */
export interface Finding {
  /** `drift`: files edited by hand. `state`: a record that can't be read, or is gone. `chain`: records that do not follow each other. `release`: a release that is gone. */
  readonly kind: 'drift' | 'state' | 'chain' | 'release';
  readonly what: string;
  /** The files that differ. */
  readonly files?: readonly string[];
  /** The commit where the chain breaks. */
  readonly commit?: string;
}

/** What an application in an environment is worth. */
export interface Verdict {
  readonly application: string;
  readonly environment: string;
  readonly version?: string;
  readonly findings: readonly Finding[];
}

/** Composes every state again, compares it with the branch, looks for the releases, and walks the chains of records. */
export async function verify(store: Store, applications?: readonly string[], environment?: string): Promise<Verdict[]> {
  const environments = environment === undefined ? undefined : [environment];
  const snapshot = await readSnapshot(store, { environments, applications, refs: [releasesRef('*')] });
  requireBranches(snapshot);
  const places = placesOf(snapshot, applications);
  const readable = places.flatMap(({ state, entry, ...place }) =>
    state instanceof Error || !state ? [] : [{ ...place, entry, state: state.state }],
  );
  const loaded = await tryLoad(
    store,
    readable.flatMap(({ state }) => neededBy(state)),
  );
  const claims = new Map<string, Claim>();
  for (const { application, environment: name, state, entry } of readable) {
    const place = `${application}/${name}`;
    const releases = loaded.get(place) ?? new Map();
    if (neededBy(state).every(({ version }) => releases.has(version))) {
      claims.set(place, { place, state, entry, releases });
    }
  }
  const proofs = await prove(store, [...claims.values()]);
  const proofOf = new Map([...claims.keys()].map((place, index) => [place, proofs[index]]));
  const recorded = await readRecorded(
    store,
    [...new Set(readable.map(({ application }) => application))],
    snapshot.tips,
  );
  const walks = new Map<string, Map<string, Walk>>();
  for (const [name, branch] of snapshot.branches) {
    const names = new Set([...branch.holdings.keys(), ...unrecordedIn(branch, applications)]);
    walks.set(name, await walk(store, branch.ref, [...names], () => false));
  }

  const verdicts: Verdict[] = [];
  for (const { application, environment: name, state } of places) {
    const findings: Finding[] = [];
    if (state instanceof Error) {
      findings.push({ kind: 'state', what: state.message.split('\n')[0] as string });
      verdicts.push({ application, environment: name, findings });
      continue;
    }
    if (!state) {
      const removal = removalIn(walks.get(name)?.get(application) as Walk);
      if (removal) {
        const what = `.twelve/${application}.json was removed, and ${application}/ is still there: put the file back as it was before`;
        verdicts.push({ application, environment: name, findings: [{ kind: 'state', what, commit: removal.commit }] });
      }
      continue;
    }
    const known = new Map(recorded.get(application)?.map(({ version, tree }) => [version, tree]));
    for (const { version, tree } of neededBy(state.state)) {
      if (known.get(version) !== tree) {
        const what = known.has(version)
          ? `releases/${application} has other bytes of ${version}`
          : `releases/${application} does not have ${version}`;
        findings.push({ kind: 'release', what });
      }
    }
    const proof = proofOf.get(`${application}/${name}`);
    if (proof && (proof.drifted.length > 0 || proof.tree !== state.state.tree)) {
      const what =
        proof.drifted.length > 0 ? 'edited by hand on the branch' : 'the state names another tree than it composes to';
      findings.push({ kind: 'drift', what, files: proof.drifted });
    }
    const broken = findBreak(walks.get(name)?.get(application) as Walk);
    if (broken) {
      findings.push({ kind: 'chain', what: broken.why, commit: broken.commit });
    }
    verdicts.push({ application, environment: name, version: state.state.release, findings });
  }
  return verdicts;
}

/** All records, and folders without one. */
function placesOf({ config, branches }: Snapshot, applications: readonly string[] | undefined) {
  return config.environments.flatMap(({ name: environment }) => {
    const branch = branches.get(environment);
    const lost = branch ? unrecordedIn(branch, applications) : [];
    const recorded = [...(branch?.holdings ?? [])].filter(([application]) => !lost.includes(application));
    return [
      ...recorded.map(([application, { state, entry }]) => ({ application, environment, state, entry })),
      ...lost.map((application) => ({ application, environment, state: undefined, entry: undefined })),
    ];
  });
}
