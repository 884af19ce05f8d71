import { check, type Reported } from '../../check';
import { formatProblem } from '../../errors';
import { RuleSet } from '../../policy';
import { heldBy } from '../../release/position';
import type { Outcome } from '../../release/repository/operate';
import { readRecorded, type RecordedRelease } from '../../release/repository/recorded';
import { releasesRef } from '../../release/repository/refs';
import { folderIn, type Store } from '../../release/repository/store';

/**
 * What breaks the rules of manifests while a release waits in a slot: its pods are there already, and the shared objects are still
 * those of the release that serves. What was there before, or the release has by itself, is not told.
 */
export async function brokenMeanwhile(store: Store, outcome: Outcome): Promise<string[]> {
  const { application, environment, after, folder } = outcome;
  const waiting = after?.slots?.next === undefined ? undefined : heldBy(after.slots, after.slots.next);
  if (!after || waiting === undefined || waiting === after.release) return [];
  const findings = await findingsIn(store, after.tree);
  if (findings.length === 0) return [];
  const known = [
    ...(await findingsIn(store, folder)),
    ...(await findingsIn(store, await treeOf(store, outcome, waiting))),
  ];
  const isKnown = new Set(known.map(keyOf));
  return findings
    .filter((finding) => !isKnown.has(keyOf(finding)))
    .map(({ code, object, path, given }) =>
      formatProblem({
        code,
        place: `${application}/${environment}`,
        subject: [object, path].filter(Boolean).join(' '),
        given,
        remedy: `so it is until ${waiting} has all traffic`,
      }),
    );
}

function keyOf({ code, object, path }: Reported): string {
  return [code, object, path].join('\n');
}

async function findingsIn(store: Store, tree: string | undefined): Promise<readonly Reported[]> {
  if (tree === undefined) return [];
  const files = (await store.files([tree])).get(tree) ?? new Map<string, { readonly id: string }>();
  const texts = await store.texts([...files.values()].map(({ id }) => id));
  const sources = [...files].map(([path, { id }]) => ({ path, text: texts.get(id) as string }));
  return check(sources, { rules: new RuleSet(), schemas: [], from: 'warning' }).findings;
}

/** The folder that a release recorded for the environment; nothing where it is not recorded yet. */
async function treeOf(
  store: Store,
  { application, environment }: Outcome,
  version: string,
): Promise<string | undefined> {
  const tips = await store.cache.remote.cached([releasesRef(application)]);
  const recorded = (await readRecorded(store, [application], tips)).get(application) ?? [];
  const release: RecordedRelease | undefined = recorded.find((one) => one.version === version);
  if (!release) return undefined;
  return folderIn((await store.trees([release.tree])).get(release.tree) ?? [], environment);
}
