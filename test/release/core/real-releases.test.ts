import { parse } from 'yaml';
import {
  Application,
  Config,
  CronTask,
  Platform,
  ReleaseTask,
  Rollout,
  Route,
  Scaling,
  Secrets,
  WebService,
} from '../../../lib';
import type { TrafficState, Tree } from '../../../lib/manifest';
import { type EnvironmentTarget, renderState } from '../../../lib/platform/render-environment';
import type { ReleaseTree } from '../../../lib/release/release-facts';
import { Environment } from './environment';

const platform = new Platform({
  registry: 'registry.example.com',
  ingress: { gateway: { name: 'public', namespace: 'infra' } },
  environments: { production: {} },
});

const STRATEGIES = {
  'blue/green': () => ({ rollout: Rollout.blueGreen() }),
  'blue/green that begins with green': () => ({ rollout: Rollout.blueGreen({ live: 'green' }) }),
  'blue/green with a small standby': () => ({ rollout: Rollout.blueGreen({ standby: 'minimum' }) }),
  'blue/green with a full standby': () => ({
    rollout: Rollout.blueGreen({ standby: 'full' }),
    scaling: Scaling.between(5, 20),
  }),
  'canary by replicas': () => ({ rollout: Rollout.canary({ steps: [10, 25, 50], by: 'replicas' }) }),
  'canary by Traefik': () => ({
    rollout: Rollout.canary({ steps: [10, 50, 100], by: 'traefik' }),
    routes: [Route.traefik('api.example.com')],
  }),
  'canary by Traefik with an autoscaler': () => ({
    rollout: Rollout.canary({ steps: [10, 50], by: 'traefik' }),
    routes: [Route.traefik('api.example.com')],
    scaling: Scaling.between(5, 20),
  }),
  'canary by a Gateway': () => ({
    rollout: Rollout.canary({ steps: [20, 100], by: 'gatewayApi' }),
    routes: [Route.gatewayApi('api.example.com')],
  }),
  rolling: () => ({ rollout: Rollout.rolling() }),
} as const;

type Strategy = keyof typeof STRATEGIES;

interface Named {
  readonly name: string;
}

/** A Job, as far as it is asked for; of other objects the kind and the name. */
interface KubeObject {
  readonly kind: string;
  readonly metadata: Named & { readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly containers: readonly [
          { readonly envFrom: readonly { readonly configMapRef?: Named; readonly secretRef?: Named }[] },
        ];
      };
    };
  };
}

/** An application that changes from version to version: its config, its scale, the task of each release, and a task at times that 1.5.0 brings. */
function define(strategy: Strategy, version: string): EnvironmentTarget<'production'>['define'] {
  return (chart, env) => {
    const isNew = version !== '1.4.0';
    new WebService(chart, 'api', {
      image: env.image('lulu/api'),
      port: 8080,
      config: Config.fromObject({ VERSION: version }),
      scaling: Scaling.fixed(isNew ? 20 : 10),
      ...STRATEGIES[strategy](),
    });
    new ReleaseTask(chart, 'migrate', {
      image: env.image('lulu/migrate'),
      config: Config.fromObject({ VERSION: version }),
      secrets: [Secrets.external({ store: 'vault', path: `lulu/${version}` })],
    });
    if (isNew) new CronTask(chart, 'report', { image: env.image('lulu/report'), schedule: '@daily' });
  };
}

function releaseOf(strategy: Strategy, version: string): ReleaseTree {
  const tree = new Application('lulu', { platform, version }, define(strategy, version))
    .render()
    .environments.get('production');
  const { files, slots } = tree as Tree;
  const order = Number(version.replaceAll('.', ''));
  const texts = new Map(files.map(({ path, content }) => [path, content]));
  return { version, order, tree: version, files: texts, ...(slots && { slots }) };
}

/** What the library itself renders where the traffic is in a state. */
function rendered(strategy: Strategy, version: string, traffic?: TrafficState): Map<string, string> {
  const target = {
    application: 'lulu',
    version,
    build: version,
    environment: 'production',
    platform,
    ownsNamespace: true,
  } as const;
  const problems: Parameters<typeof renderState>[1] = [];
  const { tree } = renderState({ ...target, define: define(strategy, version) }, problems, traffic);
  expect(problems).toEqual([]);
  return new Map(tree.files.map(({ path, content }) => [path, content]));
}

const inFolder = (files: ReadonlyMap<string, string>, slot: string) =>
  new Map([...files].filter(([path]) => path.startsWith(`${slot}/`)));
const shared = (files: ReadonlyMap<string, string>) => new Map([...files].filter(([path]) => !path.includes('/')));

/** Whatever the order, the same files. */
const sorted = (...parts: ReadonlyMap<string, string>[]) =>
  Object.fromEntries(parts.flatMap((part) => [...part]).sort(([a], [b]) => (a < b ? -1 : 1)));

const strategies = Object.keys(STRATEGIES) as Strategy[];

describe.each(strategies)('an application with %s', (strategy) => {
  const [old, fresh] = [releaseOf(strategy, '1.4.0'), releaseOf(strategy, '1.5.0')];
  const begun = () => {
    const environment = new Environment();
    environment.release(old);
    return environment;
  };
  /** The library's files of both versions for a state of the traffic, each where a release in the idle slot has it. */
  const mixed = (traffic: TrafficState, live: string, idle: string) => {
    const [before, after] = [rendered(strategy, '1.4.0', traffic), rendered(strategy, '1.5.0', traffic)];
    const brought = new Map([...shared(after)].filter(([path]) => !before.has(path)));
    return sorted(shared(before), brought, inFolder(before, live), inFolder(after, idle));
  };

  test('is at first what the library renders', () => {
    expect(sorted(begun().tree)).toEqual(sorted(rendered(strategy, '1.4.0')));
  });

  if (strategy === 'rolling') {
    test('is the next release after it, and the first one after a rollback', () => {
      const environment = begun();
      environment.release(fresh);
      expect(sorted(environment.tree)).toEqual(sorted(rendered(strategy, '1.5.0')));
      environment.rollback();
      expect(sorted(environment.tree)).toEqual(sorted(rendered(strategy, '1.4.0')));
    });
  } else if (strategy.startsWith('blue')) {
    test('has the new release in the idle slot, then serves it, and goes back', () => {
      const environment = begun();
      const { live } = environment.state.slots!;
      const idle = live === 'blue' ? 'green' : 'blue';
      environment.release(fresh);
      const waiting = sorted(environment.tree);
      expect(waiting).toEqual(mixed({ live }, live, idle));

      environment.switch();
      const [before, after] = [
        rendered(strategy, '1.4.0', { live: idle }),
        rendered(strategy, '1.5.0', { live: idle }),
      ];
      const switched = sorted(shared(after), inFolder(after, idle), inFolder(before, live));
      expect(sorted(environment.tree)).toEqual(switched);

      environment.rollback();
      expect(sorted(environment.tree)).toEqual(waiting);
    });
  } else {
    test('walks the shares, settles and returns, and is at each step what the library renders', () => {
      const environment = begun();
      const shares = old.slots!.shares!.map(({ share }) => share);
      environment.release(fresh);
      const waiting = sorted(environment.tree);
      for (const share of shares) {
        environment.shift(share);
        expect(sorted(environment.tree)).toEqual(mixed({ share }, 'stable', 'canary'));
      }
      const last = { share: shares.at(-1) as number };
      environment.shift();
      expect(sorted(environment.tree)).toEqual(sorted(rendered(strategy, '1.5.0', last)));
      environment.shift();
      expect(sorted(environment.tree)).toEqual(sorted(rendered(strategy, '1.5.0', { share: 0 })));
      environment.rollback();
      expect(sorted(environment.tree)).toEqual(waiting);
    });
  }

  test('runs the task of a release with the config and the secrets of that release, also where it waits', () => {
    const environment = begun();
    environment.release(fresh);
    const objects = [...environment.tree.values()].map((text) => parse(text) as KubeObject);
    const tasks = objects.filter(({ kind }) => kind === 'Job');
    for (const { metadata, spec } of tasks) {
      const version = metadata.labels['app.kubernetes.io/version'];
      const [config, secret] = spec.template.spec.containers[0].envFrom;
      const named = (kind: string, name?: string) =>
        objects.find((one) => one.kind === kind && one.metadata.name === name);
      expect(named('ConfigMap', config?.configMapRef?.name)).toMatchObject({ data: { VERSION: version } });
      expect(named('ExternalSecret', secret?.secretRef?.name)).toMatchObject({
        spec: { dataFrom: [{ extract: { key: `lulu/${version}` } }] },
      });
    }
    const versions = tasks.map(({ metadata }) => metadata.labels['app.kubernetes.io/version']);
    expect(versions).toEqual(strategy === 'rolling' ? ['1.5.0'] : ['1.4.0', '1.5.0']);
  });

  test('in every state of the traffic is what the library renders, where both slots have one release', () => {
    const environment = begun();
    const { slots } = environment.state;
    const states: TrafficState[] =
      old.slots?.shares?.map(({ share }) => ({ share })) ?? (slots ? [{ live: 'blue' }, { live: 'green' }] : []);
    for (const state of states) {
      const text = JSON.stringify({ ...environment.state, slots: { ...slots, ...state } });
      const moved = new Environment(old);
      moved.text = text;
      expect(sorted(moved.tree)).toEqual(sorted(rendered(strategy, '1.4.0', state)));
    }
  });
});
