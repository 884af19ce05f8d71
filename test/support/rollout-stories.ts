import { parse } from 'yaml';
import { Application, Platform, Provider, Rollout, Route, Scaling, WebService } from '../../lib';
import type { SlotsDescriptor, TrafficEdit, Tree } from '../../lib/manifest';
import { filesOf, withEdits } from './apply-edits';
import { deployments, type Labels, manifestsOf, services, sumOfRequests, weights } from './workloads';

/** Pods of one version that a Deployment has. */
export interface Pods {
  readonly workload: string;
  readonly version: string;
  readonly count: number;
  readonly labels: Labels;
}

/** What exists in the cluster after a step of a release. */
export interface Cluster {
  readonly pods: readonly Pods[];
  readonly services: readonly { readonly name: string; readonly selector: Labels }[];
  /** Percents of the routed requests that a router gives to Services; empty where routes lead to the Service `lulu-api`. */
  readonly shares: readonly { readonly name: string; readonly weight: number }[];
}

export interface Step {
  readonly title: string;
  readonly cluster: Cluster;
}

interface Story {
  readonly rollout: () => Rollout;
  readonly steps: (old: Tree, fresh: Tree) => Step[];
  /** Ten pods without. */
  readonly scaling?: () => Scaling;
  readonly route?: () => Route;
}

const traefik = () => Route.traefik('api.example.com');

const STORIES = {
  recreate: { rollout: () => Rollout.recreate(), steps: recreateSteps, scaling: () => Scaling.fixed(1) },
  rolling: { rollout: () => Rollout.rolling(), steps: rollingSteps },
  blueGreen: { rollout: () => Rollout.blueGreen(), steps: blueGreenSteps },
  blueGreenMinimum: {
    rollout: () => Rollout.blueGreen({ standby: 'minimum' }),
    steps: standbySteps('in one pod', 'green has one pod still', 'green has all pods, blue has one'),
  },
  blueGreenWarm: {
    rollout: () => Rollout.blueGreen({ standby: 'warm' }),
    steps: standbySteps('at its least', 'green is at its least still', 'green has scaled up, blue goes down'),
    scaling: () => Scaling.between(5, 20),
  },
  blueGreenFull: {
    rollout: () => Rollout.blueGreen({ standby: 'full' }),
    steps: standbySteps('at its most', 'green is at its most still', 'green scales down, blue has gone up to its most'),
    scaling: () => Scaling.between(5, 20),
  },
  canaryByReplicas: { rollout: () => Rollout.canary({ steps: [10, 25, 50], by: 'replicas' }), steps: canarySteps },
  canaryByTraefik: {
    rollout: () => Rollout.canary({ steps: [10, 50, 100], by: 'traefik' }),
    steps: canarySteps,
    scaling: () => Scaling.between(4, 16),
    route: traefik,
  },
  canaryByGatewayApi: {
    rollout: () => Rollout.canary({ steps: [10, 50, 100], by: 'gatewayApi' }),
    steps: canarySteps,
    scaling: () => Scaling.between(4, 16),
    route: () => Route.gatewayApi('api.example.com', '/', { gateway: { name: 'public', namespace: 'infra' } }),
  },
  progressive: {
    rollout: () => Rollout.progressive({ provider: Provider.traefik() }),
    steps: progressiveSteps,
    route: traefik,
  },
} satisfies Record<string, Story>;

export type StoryName = keyof typeof STORIES;

/** Every strategy that has a story. */
export const storyNames = Object.keys(STORIES) as StoryName[];

const [OLD, NEW] = ['1.4.0', '1.5.0'];
const NAME = 'lulu-api';

/** Pods that all of the requests together need, as an autoscaler sees it. */
const NEEDED = 10;

/** The steps of a release from 1.4.0 to 1.5.0, and the way back. */
export function storyOf(name: StoryName): Step[] {
  return STORIES[name].steps(render(name, OLD), render(name, NEW));
}

/** Pods that the quota of a strategy holds. */
export function podsInQuota(name: StoryName): number {
  const files = filesOf(render(name, NEW));
  return Math.round(sumOfRequests(files).quota / (deployments(files)[0]?.cores ?? 1));
}

/** Pods of a cluster that requests to the service reach, by version. */
export function serving({ pods, services, shares }: Cluster): Record<string, number> {
  const names = shares.length > 0 ? shares.filter(({ weight }) => weight > 0).map(({ name }) => name) : [NAME];
  const leading = services.filter(({ name }) => names.includes(name));
  const reached = pods.filter(({ labels }) => leading.some(({ selector }) => selects(selector, labels)));
  const versions: Record<string, number> = {};
  for (const { version, count } of reached) {
    if (count > 0) versions[version] = (versions[version] ?? 0) + count;
  }
  return versions;
}

/** The moment after a step: the traffic is led as it says, and no pod has started or ended yet. */
export function momentAfter(before: Cluster, { services, shares }: Cluster): Cluster {
  return { pods: before.pods, services, shares };
}

/** Whether labels are what a selector asks for. */
export function selects(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

function recreateSteps(old: Tree, fresh: Tree): Step[] {
  const [before, after] = [clusterOf(filesOf(old)), clusterOf(filesOf(fresh))];
  return [
    { title: `before: ${OLD} serves`, cluster: before },
    { title: `during: ${OLD} has ended, nothing serves`, cluster: { ...after, pods: scaled(after.pods, 0) } },
    { title: `after: ${NEW} serves`, cluster: after },
  ];
}

/** Kubernetes starts as many pods as the surge, and takes as many of the old ones when those are ready. */
function rollingSteps(old: Tree, fresh: Tree): Step[] {
  const [before, after] = [clusterOf(filesOf(old)), clusterOf(filesOf(fresh))];
  const total = after.pods[0]?.count ?? 0;
  const surge = surgeOf(filesOf(fresh), total);
  const mixed = (olds: number, news: number): Cluster => ({
    ...after,
    pods: [...scaled(before.pods, olds), ...scaled(after.pods, news)],
  });
  return [
    { title: `before: ${OLD} serves`, cluster: before },
    { title: `begun: ${surge} pods of ${NEW} start beside ${OLD}`, cluster: mixed(total, surge) },
    { title: `going on: the first serve, the next start`, cluster: mixed(total - surge, 2 * surge) },
    { title: `after: ${NEW} serves`, cluster: after },
  ];
}

function blueGreenSteps(old: Tree, fresh: Tree): Step[] {
  const released = withFolders(old, fresh, ['green']);
  const { traffic } = slotsOf(fresh);
  return [
    { title: `before: ${OLD} serves from blue`, cluster: withFolders(old, old, [])([]) },
    { title: `released: ${NEW} is in green, where only the preview looks`, cluster: released([]) },
    { title: 'switched: the Service selects green', cluster: released(traffic['green'] ?? []) },
    { title: 'gone back: the Service selects blue again', cluster: released(traffic['blue'] ?? []) },
  ];
}

/** Blue/green with another idle slot: what it is at, what a switch finds there, and what both slots come to then. */
function standbySteps(idle: string, found: string, then: string): Story['steps'] {
  return (old, fresh) => {
    const withGreen = withFolders(old, fresh, ['green']);
    const [released, switched] = [withGreen([]), withGreen(slotsOf(fresh).traffic['green'] ?? [])];
    return [
      { title: `before: ${OLD} serves from blue`, cluster: withFolders(old, old, [])([]) },
      { title: `released: ${NEW} is in green, ${idle}`, cluster: released },
      { title: `the moment of the switch: ${found}`, cluster: momentAfter(released, switched) },
      { title: `switched: ${then}`, cluster: switched },
    ];
  };
}

function canarySteps(old: Tree, fresh: Tree): Step[] {
  const { shares = [] } = slotsOf(fresh);
  const released = withFolders(old, fresh, ['canary']);
  const settled = withFolders(old, fresh, ['canary', 'stable']);
  const none = shares[0]?.edits ?? [];
  const last = shares[shares.length - 1];
  return [
    { title: `before: ${OLD} serves from stable`, cluster: withFolders(old, old, [])([]) },
    { title: `released: ${NEW} is in canary, without traffic`, cluster: released(none) },
    ...shares
      .slice(1)
      .map(({ share, edits }) => ({ title: `shifted: ${NEW} gets ${share} %`, cluster: released(edits) })),
    { title: `settled: stable takes ${NEW}, the traffic stays`, cluster: settled(last?.edits ?? []) },
    { title: 'returned: stable serves, canary is idle', cluster: settled(none) },
  ];
}

interface CanarySpec {
  readonly analysis: { readonly stepWeight: number; readonly maxWeight: number };
}

/** What Flagger does with the tree: the copy that serves, the three Services and the weights are its own. */
function progressiveSteps(old: Tree, fresh: Tree): Step[] {
  const [before, after] = [filesOf(old), filesOf(fresh)];
  const { stepWeight, maxWeight } = specOf<CanarySpec>(after, 'Canary').analysis;
  const least = specOf<{ minReplicas: number }>(after, 'HorizontalPodAutoscaler').minReplicas;
  const surge = surgeOf(after, least);
  const selectorOf = (value: string): Labels => ({ 'app.kubernetes.io/instance': value });
  const podsOf = (files: ReadonlyMap<string, string>, workload: string, count: number): Pods[] =>
    deployments(files).map(({ labels, version }) => {
      return { workload, version, count, labels: { ...labels, ...selectorOf(workload) } };
    });
  const cluster = (weight: number, ...pods: Pods[][]): Cluster => ({
    pods: pods.flat(),
    services: [
      { name: NAME, selector: selectorOf(`${NAME}-primary`) },
      { name: `${NAME}-primary`, selector: selectorOf(`${NAME}-primary`) },
      { name: `${NAME}-canary`, selector: selectorOf(NAME) },
    ],
    shares: [
      { name: `${NAME}-primary`, weight: 100 - weight },
      { name: `${NAME}-canary`, weight },
    ],
  });
  const primary = (files: ReadonlyMap<string, string>, count = least) => podsOf(files, `${NAME}-primary`, count);
  const target = (files: ReadonlyMap<string, string>, count = least) => podsOf(files, NAME, count);
  return [
    { title: `before: the primary serves ${OLD}`, cluster: cluster(0, primary(before), target(before, 0)) },
    {
      title: `begun: ${NEW} gets ${stepWeight} %, and more with each good check`,
      cluster: cluster(stepWeight, primary(before), target(after)),
    },
    {
      title: `at ${maxWeight} %, promoted: the primary takes ${NEW} by a rolling update`,
      cluster: cluster(maxWeight, primary(before), primary(after, surge), target(after)),
    },
    { title: `after: the primary serves ${NEW}`, cluster: cluster(0, primary(after), target(after, 0)) },
    { title: `or taken back: the primary still serves ${OLD}`, cluster: cluster(0, primary(before), target(after, 0)) },
  ];
}

/** The old tree with some slots' folders of the new one; then edits. */
function withFolders(old: Tree, fresh: Tree, slots: readonly string[]): (edits: readonly TrafficEdit[]) => Cluster {
  const files = old.files.map((file) => {
    const isTaken = slots.some((slot) => file.path.startsWith(`${slot}/`));
    return isTaken ? (fresh.files.find(({ path }) => path === file.path) ?? file) : file;
  });
  return (edits) => clusterOf(withEdits({ ...old, files }, edits));
}

function clusterOf(files: ReadonlyMap<string, string>): Cluster {
  const [called, shares] = [services(files), [...weights(files), ...gatewayWeights(files)]];
  const pods = deployments(files).map(({ name, version, labels, replicas }) => {
    const leading = called.filter(({ selector }) => selects(selector, labels)).map((service) => service.name);
    const share = (shares.length > 0 ? shares : [{ name: NAME, weight: 100 }])
      .filter((one) => leading.includes(one.name))
      .reduce((sum, { weight }) => sum + weight, 0);
    return { workload: name, version, labels, count: replicas ?? autoscaled(files, name, share) };
  });
  return { pods, services: called, shares };
}

/** Pods that an autoscaler comes to where a Deployment gets some percent of the requests. */
function autoscaled(files: ReadonlyMap<string, string>, name: string, share: number): number {
  const autoscaler = manifestsOf(files, 'HorizontalPodAutoscaler').find(
    ({ spec }) => spec.scaleTargetRef?.name === name,
  );
  const { minReplicas = 0, maxReplicas = 0 } = autoscaler?.spec ?? {};
  return Math.min(maxReplicas, Math.max(minReplicas, Math.ceil((NEEDED * share) / 100)));
}

interface HttpRouteSpec {
  readonly rules: readonly { readonly backendRefs: readonly { readonly name: string; readonly weight?: number }[] }[];
}

function gatewayWeights(files: ReadonlyMap<string, string>): { name: string; weight: number }[] {
  const rules = specsOf<HttpRouteSpec>(files, 'HTTPRoute').flatMap(({ rules }) => [...rules]);
  return rules.flatMap(({ backendRefs }) => backendRefs.map(({ name, weight = 0 }) => ({ name, weight })));
}

function specsOf<T>(files: ReadonlyMap<string, string>, kind: string): T[] {
  const manifests = [...files.values()].map((content) => parse(content) as { kind: string; spec: T });
  return manifests.filter((manifest) => manifest.kind === kind).map(({ spec }) => spec);
}

function specOf<T>(files: ReadonlyMap<string, string>, kind: string): T {
  const [spec] = specsOf<T>(files, kind);
  if (!spec) {
    throw new Error(`there is no ${kind}`);
  }
  return spec;
}

function scaled(pods: readonly Pods[], count: number): Pods[] {
  return pods.map((some) => ({ ...some, count }));
}

/** Pods that start beside those that there are: the surge, which is a part of them. */
function surgeOf(files: ReadonlyMap<string, string>, replicas: number): number {
  const { rollingUpdate } = specOf<{ strategy: { rollingUpdate: { maxSurge: string } } }>(files, 'Deployment').strategy;
  return Math.ceil((replicas * Number.parseInt(rollingUpdate.maxSurge, 10)) / 100);
}

function slotsOf(tree: Tree): SlotsDescriptor {
  if (!tree.slots) {
    throw new Error('the strategy has no slots');
  }
  return tree.slots;
}

function render(name: StoryName, version: string): Tree {
  const platform = new Platform({ environments: { production: {} } });
  const { rollout, scaling = () => Scaling.fixed(NEEDED), route }: Story = STORIES[name];
  const application = new Application('lulu', { platform, version }, (chart) => {
    new WebService(chart, 'api', {
      image: 'registry.example.com/lulu/api',
      port: 8080,
      routes: [route?.() ?? Route.to('api.example.com')],
      scaling: scaling(),
      rollout: rollout(),
    });
  });
  return application.render().environments.get('production') as Tree;
}
