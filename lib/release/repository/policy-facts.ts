import type { Asker } from '../../git';
import {
  holdsFor,
  type LiveRelease,
  type Origin,
  type PipelineFacts,
  type Policy,
  type PolicyFacts,
} from '../policies';
import { millisecondsOf } from '../policies/duration';
import type { PlatformConfig } from '../platform-config';
import type { ReleaseTree } from '../release-facts';
import type { State } from '../state';
import { ownerOfRelease } from './owner';
import type { RecordedRelease } from './recorded';
import { releasesRef } from './refs';
import type { Request } from './request';
import { type Served, servedOn } from './served';
import type { Snapshot, Wanted } from './snapshot';
import type { Store } from './store';

/** Who acts, where and when: what policies ask of the one who does it. */
export interface Circumstances {
  readonly asker: Asker;
  readonly pipeline?: PipelineFacts | undefined;
}

/** A release that somebody wants somewhere. */
export interface Wish {
  readonly application: string;
  readonly environment: string;
  readonly isPut: boolean;
  /** In the environment. */
  readonly release: ReleaseTree;
  /** As it is recorded, if its branch has it. */
  readonly recorded: RecordedRelease | undefined;
}

/** Verbs that the policies may be asked about. */
const GOVERNED: readonly string[] = ['release', 'promote', 'switch', 'shift'];

/** What has to be read so that the policies of some requests can be asked. */
export function wantedFor(requests: readonly Request[], config: PlatformConfig | undefined): Required<Wanted> {
  const governed = requests.filter(({ verb }) => GOVERNED.includes(verb));
  const policies = governed.map(({ environment }) =>
    (config?.policies ?? []).filter(({ environments }) => environments.includes(environment)),
  );
  const others = policies.flat();
  const isRead = ({ verb }: Request, index: number) =>
    verb === 'release' || verb === 'promote' || (policies[index] ?? []).length > 0;
  return {
    environments: unique([
      ...requests.flatMap((one) => [one.environment, ...(one.verb === 'promote' ? [one.from] : [])]),
      ...others.flatMap(({ promoteFrom, soak }) => [promoteFrom, soak?.on].filter((name) => name !== undefined)),
    ]),
    applications: unique([
      ...requests.map(({ application }) => application),
      ...others.flatMap(({ requires }) => Object.keys(requires ?? {})),
    ]),
    refs: unique(governed.filter(isRead).map(({ application }) => releasesRef(application))),
  };
}

/** Gathers what the policies look at, as the snapshot holds it. */
export async function gatherFacts(
  store: Store,
  snapshot: Snapshot,
  { asker, pipeline }: Circumstances,
  wish: Wish,
  becoming: ReadonlyMap<string, LiveRelease> = new Map(),
): Promise<PolicyFacts> {
  const { application, environment, isPut, release, recorded } = wish;
  const { policies } = snapshot.config;
  const owner = policies.some(({ owners }) => owners !== undefined) ? await ownerOfRelease(store, release) : undefined;
  const subject = { application, environment, ...(owner !== undefined && { owner }) };
  const live = liveIn(snapshot);
  live.set(environment, new Map([...(live.get(environment) ?? []), ...becoming]));
  return {
    ...subject,
    isPut,
    release: { version: release.version, tree: release.tree, origin: originOf(recorded) },
    at: asker.at,
    actor: asker.actor,
    ...(pipeline && { pipeline }),
    live,
    served: await readServed(
      store,
      snapshot,
      wish,
      policies.filter((policy) => holdsFor(policy, subject)),
      Date.parse(asker.at),
    ),
  };
}

/** What is live in the environments of a snapshot. */
function liveIn({ branches }: Snapshot): Map<string, ReadonlyMap<string, LiveRelease>> {
  return new Map(
    [...branches].map(([environment, { holdings }]) => [
      environment,
      new Map(
        [...holdings].flatMap(([application, { state }]): [string, LiveRelease][] =>
          state === undefined || state instanceof Error ? [] : [[application, liveOf(state.state)]],
        ),
      ),
    ]),
  );
}

function liveOf({ release, releases }: State): LiveRelease {
  return { version: release, tree: releases[release]?.tree ?? '' };
}

function originOf(recorded: RecordedRelease | undefined): Origin {
  const { branch, tag } = recorded ?? {};
  return { ...(branch !== undefined && { branch }), ...(tag !== undefined && { tag }) };
}

/** When a release was live where a policy wants it to have been. */
async function readServed(
  store: Store,
  { branches }: Snapshot,
  { application, release: { version, tree } }: Wish,
  policies: readonly Policy[],
  now: number,
): Promise<Map<string, readonly Served[]>> {
  const served = new Map<string, readonly Served[]>();
  const soaks = policies.flatMap(({ soak }) => soak ?? []);
  for (const environment of unique(soaks.map(({ on }) => on))) {
    const branch = branches.get(environment);
    const state = branch?.holdings.get(application)?.state;
    const known = state === undefined || state instanceof Error ? undefined : state.state.releases[version];
    // Other bytes of that version are another release.
    if (branch && state !== undefined && (known === undefined || known.tree === tree)) {
      const wanted = Math.max(...soaks.flatMap((one) => (one.on === environment ? millisecondsOf(one.for) : [])));
      const isLong = ({ from, until = now }: Served) => Math.min(until, now) - from >= wanted;
      served.set(environment, await servedOn(store, branch, { application, version }, (spans) => spans.some(isLong)));
    }
  }
  return served;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
