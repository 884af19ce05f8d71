import fc from 'fast-check';
import {
  Analysis,
  AnalysisMetric,
  Config,
  Metrics,
  Platform,
  Provider,
  Rollout,
  Route,
  Scaling,
  WebService,
  Worker,
} from '../../lib';
import type { TrafficState, Tree } from '../../lib/manifest';
import { type EnvironmentTarget, renderEnvironment, renderState } from '../../lib/platform/render-environment';
import { filesOf, withEdits } from './apply-edits';

export type Kind =
  | 'blueGreen'
  | 'canaryByReplicas'
  | 'canaryByTraefik'
  | 'canaryByGatewayApi'
  | 'progressiveByTraefik'
  | 'progressiveByKubernetes'
  | 'rolling';

/** An application whose services have one strategy. */
export interface Case {
  readonly kind: Kind;
  readonly standby: 'warm' | 'full' | 'minimum';
  readonly names: readonly string[];
  readonly replicas: number;
  readonly automatic: boolean;
  readonly steps: readonly number[];
  /** How metrics are found. */
  readonly metrics: 'annotations' | 'serviceMonitor' | 'podMonitor';
}

export const cases: fc.Arbitrary<Case> = fc.record({
  kind: fc.constantFrom<Kind>(
    'blueGreen',
    'canaryByReplicas',
    'canaryByTraefik',
    'canaryByGatewayApi',
    'progressiveByTraefik',
    'progressiveByKubernetes',
    'rolling',
  ),
  standby: fc.constantFrom('warm', 'full', 'minimum'),
  names: fc.uniqueArray(fc.constantFrom('api', 'web', 'search', 'admin'), { minLength: 1, maxLength: 2 }),
  replicas: fc.integer({ min: 10, max: 40 }),
  automatic: fc.boolean(),
  steps: fc
    .uniqueArray(fc.integer({ min: 5, max: 90 }), { minLength: 1, maxLength: 3 })
    .map((steps) => [...steps].sort((a, b) => a - b)),
  metrics: fc.constantFrom('annotations', 'serviceMonitor', 'podMonitor'),
});

function rolloutOf({ kind, standby, steps }: Case, live: 'blue' | 'green'): Rollout {
  switch (kind) {
    case 'blueGreen':
      return Rollout.blueGreen({ live, standby });
    case 'canaryByReplicas':
      return Rollout.canary({ steps, by: 'replicas' });
    case 'canaryByTraefik':
      return Rollout.canary({ steps: [...steps, 100], by: 'traefik' });
    case 'canaryByGatewayApi':
      return Rollout.canary({ steps: [...steps, 100], by: 'gatewayApi' });
    case 'progressiveByTraefik':
      return Rollout.progressive({ provider: Provider.traefik() });
    case 'progressiveByKubernetes': {
      const metric = AnalysisMetric.prometheus('up', { address: 'http://prometheus.monitoring', query: 'up', min: 1 });
      return Rollout.progressive({ provider: Provider.kubernetes(), analysis: Analysis.of({ metrics: [metric] }) });
    }
    case 'rolling':
      return Rollout.rolling();
  }
}

function targetOf(given: Case, live: 'blue' | 'green'): EnvironmentTarget<'production'> {
  const automatic = given.automatic && given.kind !== 'canaryByReplicas';
  const platform = new Platform({
    metrics: given.metrics,
    ingress: { gateway: { name: 'public', namespace: 'infra' } },
    environments: { production: {} },
  });
  return {
    application: 'shop',
    version: '1.5.0',
    build: '1.5.0',
    environment: 'production',
    platform,
    ownsNamespace: true,
    define: (chart) => {
      for (const name of given.names) {
        const host = `${name}.example.com`;
        new WebService(chart, name, {
          image: 'registry.example.com/shop',
          port: 8080,
          ports: [{ name: 'metrics', port: 9090 }],
          config: Config.fromObject({ NAME: name }),
          metrics: Metrics.at('/metrics', { port: 9090 }),
          routes: [given.kind === 'canaryByGatewayApi' ? Route.gatewayApi(host) : Route.traefik(host)],
          scaling: automatic ? Scaling.between(2, given.replicas) : Scaling.fixed(given.replicas),
          rollout: rolloutOf(given, live),
        });
      }
      new Worker(chart, 'mailer', { image: 'registry.example.com/shop' });
    },
  };
}

const rendered = new Map<string, Tree>();

/** What is synthesized, with the edits to every state. */
export function render(given: Case, live: 'blue' | 'green' = 'blue'): Tree {
  const key = JSON.stringify([given, live]);
  const tree = rendered.get(key) ?? checked((problems) => renderEnvironment(targetOf(given, live), problems));
  rendered.set(key, tree);
  return tree;
}

/** What is synthesized where the traffic is in a state already. */
export function renderIn(given: Case, traffic: TrafficState): Tree {
  return checked((problems) => renderState(targetOf(given, 'blue'), problems, traffic).tree);
}

function checked(act: (problems: Parameters<typeof renderEnvironment>[1]) => Tree): Tree {
  const problems: Parameters<typeof renderEnvironment>[1] = [];
  const tree = act(problems);
  if (problems.length > 0) {
    throw new Error(JSON.stringify(problems));
  }
  return tree;
}

/** A state that the traffic of an environment can be moved to: the edits that do it, and the tree that they give. */
export interface State {
  readonly traffic: TrafficState;
  readonly edits: Parameters<typeof withEdits>[1];
  readonly files: Map<string, string>;
}

/** Every state that there is; none without slots. */
export function movesOf(tree: Tree): State[] {
  const { slots } = tree;
  const moves =
    slots?.shares?.map(({ share, edits }) => ({ traffic: { share }, edits })) ??
    Object.entries(slots?.traffic ?? {}).map(([live, edits]) => ({ traffic: { live }, edits }));
  return moves.map((move) => ({ ...move, files: withEdits(tree, move.edits) }));
}

/** Every tree that the traffic of an environment can be moved to. */
export function statesOf(tree: Tree): Map<string, string>[] {
  return tree.slots ? movesOf(tree).map(({ files }) => files) : [filesOf(tree)];
}
