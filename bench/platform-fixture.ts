import { Git, type Identity, locate } from '../lib/git';
import { commitTree, FILE, FOLDER, Objects } from '../lib/git';
import type { Bundle } from '../lib/manifest';
import { describeBundle } from '../lib/manifest';
import { digestOf } from '../lib/manifest/digest';
import type { SlotsDescriptor } from '../lib/manifest/slots';
import { type JsonValue, toYaml } from '../lib/manifest/yaml';
import { formatPlatform } from '../lib/release/platform-config';
import { createRepository } from '../lib/release/repository/create-repository';
import { formatState } from '../lib/release/state';
import { formatMessage } from '../lib/release/trailers';

/** How large the platform is. */
export interface PlatformSize {
  readonly filesEach: number;
  readonly environments: readonly string[];
}

const AT = '2026-01-01T00:00:00Z';
const SOMEBODY = { name: 'Bench', email: 'bench@example.com' };
const identity: Identity = { author: SOMEBODY, committer: SOMEBODY, signing: {} };

/** A bundle of some 15 kB for each environment; blue/green in the last one. */
export function bundleOf(application: string, version: string, { filesEach, environments }: PlatformSize): Bundle {
  const trees = environments.map((environment) => {
    const slots = environment === environments.at(-1) ? slotsOf(application) : undefined;
    const paths = Array.from({ length: filesEach - 1 }, (_, index) => {
      const name = `ConfigMap.${application}-${index}.yaml`;
      return slots && index < 4 ? `${index % 2 ? 'green' : 'blue'}/${name}` : name;
    });
    const files = [
      ...paths.map((path) => [path, configMap(application, environment, version, path)] as const),
      [`Service.${application}.yaml`, service(application, environment)] as const,
    ]
      .map(([path, object]) => ({
        path,
        object: object as Record<string, JsonValue>,
        content: toYaml(object),
        construct: '',
      }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    return [environment, { files, digest: digestOf(files), ...(slots && { slots }) }] as const;
  });
  return { application, version, environments: new Map(trees) };
}

/** Makes a platform repository in which every application is released everywhere. */
export async function makePlatform(
  repo: string,
  { applications, ...size }: PlatformSize & { applications: number },
): Promise<void> {
  await createRepository(locate(repo, '/'));
  const git = new Git(repo);
  const objects = new Objects(git);
  const { environments } = size;
  const bundles = Array.from({ length: applications }, (_, index) => bundleOf(`app-${index}`, '1.0.0', size));
  const texts: string[] = [];
  const maps = bundles.map((bundle) => {
    const paths = new Map([[`${bundle.application}.json`, texts.push(JSON.stringify(describeBundle(bundle))) - 1]]);
    bundle.environments.forEach(({ files }, environment) =>
      files.forEach(({ path, content }) => paths.set(`${environment}/${path}`, texts.push(content) - 1)),
    );
    return paths;
  });
  const ids = await objects.writeBlobs(texts);
  const trees = await objects.writeFiles(
    maps.map((paths) => new Map([...paths].map(([path, index]) => [path, { mode: FILE, id: ids[index] as string }]))),
  );
  const entries = await objects.readTrees(trees);

  const refs: string[] = [];
  const message = formatMessage({ subject: 'Begin', trailers: {} });
  const commit = (tree: string, text = message) =>
    commitTree(git, { tree, parents: [], message: text, at: AT, identity });
  for (const [index, tree] of trees.entries()) {
    const application = `app-${index}`;
    const text = formatMessage({
      subject: `${application} 1.0.0`,
      trailers: { Application: application, Version: '1.0.0', Order: '1', Actor: 'Bench <bench@example.com>' },
    });
    refs.push(`create refs/heads/releases/${application} ${await commit(tree, text)}`);
  }
  for (const environment of environments) {
    const hasSlots = environment === environments.at(-1);
    const folders = trees.map((tree, index) => ({
      mode: FOLDER,
      name: `app-${index}`,
      id: entries.get(tree)?.find(({ name }) => name === environment)?.id as string,
    }));
    const states = await objects.writeBlobs(
      folders.map(({ name, id }, index) =>
        formatState({
          schema: 1,
          application: name,
          environment,
          release: '1.0.0',
          ...(hasSlots && { slots: { live: 'blue', holds: { blue: '1.0.0', green: '1.0.0' } } }),
          since: AT,
          tree: id,
          operation: { verb: 'release', version: '1.0.0', actor: 'Bench <bench@example.com>', at: AT },
          releases: { '1.0.0': { order: 1, tree: trees[index] as string } },
          earlier: [],
        }),
      ),
    );
    const [records] = await objects.writeTrees([
      folders.map(({ name }, index) => ({ mode: FILE, name: `${name}.json`, id: states[index] as string })),
    ]);
    const [root] = await objects.writeTrees([[...folders, { mode: FOLDER, name: '.twelve', id: records as string }]]);
    refs.push(`create refs/heads/${environment} ${await commit(root as string)}`);
  }
  const config = formatPlatform(environments.map((name) => ({ name, branch: name, flow: 'direct' as const })));
  const [file] = await objects.writeBlobs([config]);
  const [main] = await objects.writeTrees([[{ mode: FILE, name: 'twelve.yaml', id: file as string }]]);
  refs.push(`create refs/heads/main ${await commit(main as string)}`);
  await git.run(['update-ref', '--stdin'], { input: `${refs.join('\n')}\n` });
  await git.run(['repack', '-a', '-d', '-q']);
}

function configMap(application: string, environment: string, version: string, path: string): JsonValue {
  const lines = Array.from({ length: 12 }, (_, index) => [
    `KEY_${index}`,
    `${application} ${environment} ${path} ${version} ${'x'.repeat(40)} ${index}`,
  ]);
  const name = path.replace(/^.*ConfigMap\.|\.yaml$/g, '');
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: `${application}-${environment}` },
    data: Object.fromEntries(lines) as JsonValue,
  };
}

function service(application: string, environment: string): JsonValue {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: application, namespace: `${application}-${environment}` },
    spec: { selector: { slot: 'blue' } },
  };
}

function slotsOf(application: string): SlotsDescriptor {
  const edit = (slot: string) => [
    { file: `Service.${application}.yaml`, path: ['spec', 'selector', 'slot'], value: slot },
  ];
  return { names: ['blue', 'green'], live: 'blue', traffic: { blue: edit('blue'), green: edit('green') } };
}
