import type { SlotsDescriptor, TrafficEdit } from '../../../lib/manifest';
import { toYaml } from '../../../lib/manifest';
import type { ReleaseTree } from '../../../lib/release/release-facts';

/** How a release is rolled out. */
export type Kind = 'rolling' | 'blueGreen' | 'canary';

/** Of what a release is made here: enough of an application to see where each byte of a tree comes from. */
export interface Recipe {
  readonly version: string;
  readonly order: number;
  readonly kind: Kind;
  /** Shared files and what is in each: the same number gives the same bytes in every release. */
  readonly shared: Readonly<Record<string, number>>;
  /** Files that each slot has, likewise. Without slots they lie beside the shared ones. */
  readonly own: Readonly<Record<string, number>>;
  /** Shares of a canary. */
  readonly shares?: readonly number[];
  /** Slot of blue/green that serves first. */
  readonly live?: string;
}

const NAMES = { blueGreen: ['blue', 'green'], canary: ['stable', 'canary'] } as const;

/** Whether what the traffic decides is in a file: in a Service all of it, in a Deployment the replicas. */
const hasTraffic = (path: string) => /(?:^|\/)(?:Service|Deployment)\./.test(path);

/**
 * A release as git would have recorded it, but for one thing: **the id of a content is the content itself**, so that a test can
 * read a composition.
 */
export function releaseOf(recipe: Recipe): ReleaseTree {
  const { version, order, kind, shared, own, shares = [0, 50, 100], live = 'blue' } = recipe;
  const names = kind === 'rolling' ? undefined : NAMES[kind];
  const states = kind === 'canary' ? shares.map(String) : (names ?? ['']);
  const first = kind === 'canary' ? '0' : kind === 'blueGreen' ? live : '';
  const folders = names ? names.map((name) => `${name}/`) : [''];
  const objects: Record<string, number> = {
    ...shared,
    ...Object.fromEntries(folders.flatMap((folder) => Object.entries(own).map(([file, n]) => [folder + file, n]))),
  };
  const files = new Map(Object.entries(objects).map(([path, variant]) => [path, contentOf(path, variant, first)]));
  const editsOf = (state: string): TrafficEdit[] =>
    Object.keys(objects)
      .filter(hasTraffic)
      .sort()
      .map((file) => ({ file, path: ['spec', 'traffic'], value: trafficOf(file, state) }));
  const slots: SlotsDescriptor | undefined = names && {
    names,
    live: kind === 'canary' ? 'stable' : live,
    traffic: { [names[0]]: editsOf(states[0]), [names[1]]: editsOf(states.at(-1) as string) },
    ...(kind === 'canary' && { shares: shares.map((share) => ({ share, edits: editsOf(String(share)) })) }),
  };
  return { version, order, tree: `tree of ${version}`, files, ...(slots && { slots }) };
}

/** What a file holds where the traffic is in a state. */
function contentOf(path: string, variant: number, state: string): string {
  const spec = { variant, ...(hasTraffic(path) && state !== '' && { traffic: trafficOf(path, state) }) };
  return toYaml({ kind: path.replace(/\..*/, '').replace(/.*\//, ''), metadata: { name: path }, spec });
}

function trafficOf(path: string, state: string): string {
  return `${path} when ${state}`;
}

/** A release of an application with an account, a Service and a Deployment; its version decides what is in them. */
export function example(version: string, kind: Kind, more: Partial<Recipe> = {}): ReleaseTree {
  const order = more.order ?? Math.round(Number(version) * 10);
  const shared = { 'ServiceAccount.lulu.yaml': 0, 'Service.lulu.yaml': order, [`Job.migrate-${version}.yaml`]: order };
  return releaseOf({ version, order, kind, shared, own: { 'Deployment.lulu.yaml': order }, ...more });
}
