import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { typeName } from './api-group';
import { podTemplatePath } from './pod-templates';
import type { SlotsDescriptor } from './slots';
import type { ObjectJson } from './render-object';
import type { Tree } from './tree';

/** A release before anybody recorded it: every environment, rendered by one synthesis. */
export interface Bundle {
  /** Name of the application. */
  readonly application: string;
  /** Version of the release. */
  readonly version: string;
  /** Trees by environment. */
  readonly environments: ReadonlyMap<string, Tree>;
}

/**
 * What `dist/<application>.json` says of a bundle: all that can be known without clock, git or network, so that it is as
 * reproducible as the trees.
 */
export interface BundleDescriptor {
  /** Number of this format. */
  readonly schema: 1;
  /** Name of the application. */
  readonly application: string;
  /** Version of the release. */
  readonly version: string;
  /** Versions of what rendered it. */
  readonly renderer: Readonly<Record<string, string>>;
  /** Every image of every environment, sorted. */
  readonly images: readonly string[];
  /** The environments by name. */
  readonly environments: Readonly<Record<string, EnvironmentDescriptor>>;
}

/** What the descriptor says of an environment. */
export interface EnvironmentDescriptor {
  /** `sha256:` over every file of it, names and bytes. */
  readonly digest: string;
  /**
   * The slots and the edits that move traffic between them.
   *
   * @default - its workloads have none
   */
  readonly slots?: SlotsDescriptor;
}

/** Describes a bundle. */
export function describeBundle(bundle: Bundle): BundleDescriptor {
  const images = new Set<string>();
  for (const tree of bundle.environments.values()) {
    tree.files.forEach(({ object }) => imagesOf(object).forEach((image) => images.add(image)));
  }
  return {
    schema: 1,
    application: bundle.application,
    version: bundle.version,
    renderer: rendererVersions(),
    images: [...images].sort(),
    environments: Object.fromEntries(
      [...bundle.environments].map(([name, { digest, slots }]) => [name, { digest, slots }]),
    ),
  };
}

/** Images of the containers of a manifest, wherever its pod template is. */
function imagesOf(object: ObjectJson): string[] {
  const { apiVersion = '', kind = '' } = object as { readonly apiVersion?: string; readonly kind?: string };
  const type = typeName(apiVersion, kind);
  let pod: ObjectJson | undefined = object;
  if (type !== 'Pod') {
    for (const key of podTemplatePath(type)) pod = pod?.[key] as ObjectJson | undefined;
  }
  pod = pod?.['spec'] as ObjectJson | undefined;
  if (!pod) return [];
  return ['initContainers', 'containers'].flatMap((list) => {
    const containers = pod[list];
    return Array.isArray(containers) ? containers.flatMap((container) => imageOf(container as ObjectJson)) : [];
  });
}

function imageOf(container: ObjectJson): string[] {
  return typeof container['image'] === 'string' ? [container['image']] : [];
}

let versions: Readonly<Record<string, string>> | undefined;

/** Read once: what is loaded into a process stays what it is. */
function rendererVersions(): Readonly<Record<string, string>> {
  const peers = ['cdk8s', 'cdk8s-plus-27'];
  versions ??= Object.fromEntries([
    ['cdk8s-twelve-factor', versionIn(join(__dirname, '..', '..', 'package.json'))],
    ...peers.map((peer) => [peer, versionIn(require.resolve(`${peer}/package.json`))]),
  ]) as Record<string, string>;
  return versions;
}

function versionIn(packageFile: string): string {
  return (JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version;
}
