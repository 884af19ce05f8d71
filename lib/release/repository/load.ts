import { refuse, TwelveFactorError } from '../../errors';
import { releasesOf } from '../position';
import type { ReleaseTrees } from '../release-facts';
import { remedyOfState, type State } from '../state';
import { loadReleases, type LoadRequest, type RecordedRelease } from './recorded';
import { placeOf, type Request } from './request';
import type { StoredState } from './branch';
import type { Snapshot } from './snapshot';
import type { Store } from './store';
import type { Target } from './target';

/** The release that a request puts on an environment: the one recorded from a bundle, or the one that is or was live elsewhere. */
export function releaseFor(
  target: Target,
  snapshot: Snapshot,
  recorded: ReadonlyMap<string, RecordedRelease>,
  former: ReadonlyMap<string, readonly RecordedRelease[]>,
): RecordedRelease | undefined {
  const { request } = target;
  const { application } = request;
  if (request.verb === 'release') {
    const release =
      recorded.get(application) ?? former.get(application)?.find(({ version }) => version === request.version);
    return release ?? refuseUnknown(application, `${request.version}`);
  }
  if (request.verb !== 'promote') {
    return undefined;
  }
  const { state } = sourceOf(request, snapshot);
  if (request.version !== undefined && request.version !== state.release) {
    const named = former.get(application)?.find(({ version }) => version === request.version);
    return named ?? refuseUnknown(application, request.version);
  }
  const release = former.get(application)?.find(({ version }) => version === state.release);
  if (release?.tree !== state.releases[state.release]?.tree || !release) {
    const given = `releases/${application} does not have ${state.release}, which is live on ${request.from}`;
    return refuse(
      'TF2110',
      placeOf(request),
      'promote',
      given,
      'get the branch back from another clone, or release the same bundle again',
    );
  }
  return release;
}

function refuseUnknown(application: string, version: string): never {
  const given = `releases/${application} does not have ${version}`;
  return refuse('TF2110', application, '--version', given, 'see `twelve history`');
}

/** The state from which a promotion takes its release. */
export function sourceOf({ application, from }: Request & { verb: 'promote' }, snapshot: Snapshot): StoredState {
  const state = snapshot.branches.get(from)?.holdings.get(application)?.state;
  const place = `${application}/${from}`;
  if (state instanceof Error) {
    return refuse(
      'TF2205',
      place,
      `.twelve/${application}.json`,
      state.message.split('\n')[0] as string,
      remedyOfState(state),
    );
  }
  return (
    state ??
    refuse(
      'TF2103',
      place,
      'promote',
      'nothing is released there',
      'release it first, or merge what waits; see `twelve status`',
    )
  );
}

/** Requests for all releases that a state is composed of, and for those that a rollback may need. */
export function neededBy(state: State, withEarlier = false): LoadRequest[] {
  const { application, environment } = state;
  const positions = withEarlier ? [state, ...state.earlier] : [state];
  return [...new Set(positions.flatMap(releasesOf))].map((version) => {
    const facts = state.releases[version];
    return facts
      ? { application, environment, version, ...facts }
      : refuse(
          'TF2205',
          placeOf(state),
          `.twelve/${application}.json`,
          `it does not know release ${version}`,
          'put back the file of an earlier commit',
        );
  });
}

/** Loads releases; those that the repository has lost are left out. */
export async function tryLoad(store: Store, requests: readonly LoadRequest[]): Promise<Map<string, ReleaseTrees>> {
  try {
    return await loadReleases(store, requests);
  } catch (error) {
    if (!isLost(error)) {
      throw error;
    }
  }
  // One of them is lost: each is asked for alone.
  const loaded = new Map<string, ReleaseTrees>();
  for (const request of requests) {
    try {
      for (const [place, trees] of await loadReleases(store, [request])) {
        loaded.set(place, new Map([...(loaded.get(place) ?? []), ...trees]));
      }
    } catch (error) {
      if (!isLost(error)) {
        throw error;
      }
    }
  }
  return loaded;
}

function isLost(error: unknown): boolean {
  return error instanceof TwelveFactorError && error.code === 'TF2311';
}

/** Ends because the platform repository no longer has what a release recorded. */
export function refuseLost(place: string, verb: string, versions: readonly string[]): never {
  const given = `the repository has lost what was recorded as ${versions.join(' or ')}`;
  const remedy = 'get it back from another clone, or put a new release in its place with --restore';
  return refuse('TF2110', place, verb, given, remedy);
}
