import { App, Chart } from 'cdk8s';
import { Place, type Problem, TwelveFactorError } from '../errors';
import {
  describeSlots,
  isDnsLabel,
  type Links,
  RenderContext,
  renderTree,
  type TrafficState,
  trafficStates,
  type Tree,
} from '../manifest';
import { checkOverrides } from './check-overrides';
import { checkTree } from './check-tree';
import { Environment } from './environment';
import { ApplicationNamespace } from './namespace';
import type { Platform } from './platform';
import { Quota } from './quota';

/** An application in one of its environments. */
export interface EnvironmentTarget<E extends string> {
  readonly application: string;
  readonly version: string;
  readonly build: string;
  readonly environment: E;
  readonly platform: Platform<E>;
  readonly owner?: string;
  readonly links?: Links;
  readonly quota?: (env: Environment<E>) => Quota | undefined;
  readonly ownsNamespace: boolean;
  readonly define: (chart: Chart, env: Environment<E>) => void;
}

const NOTHING: Tree = { files: [], digest: '' };

/**
 * Renders an application in an environment, in memory. Where it has slots, it is rendered in every state that their traffic
 * can be in: what differs is how to get there.
 *
 * @param problems where mistakes are added; nothing is rendered with one
 */
export function renderEnvironment<E extends string>(target: EnvironmentTarget<E>, problems: Problem[]): Tree {
  const before = problems.length;
  const { context, tree: rendered } = renderState(target, problems);
  if (problems.length > before) {
    return NOTHING;
  }
  const { slots, place } = context;
  // What a schema refuses, the rules would only tell again in other words.
  problems.push(...checkOverrides(rendered, context.overridden, place));
  if (problems.length > before) {
    return NOTHING;
  }
  const { rules } = target.platform;
  const warnings = checkTree(rendered, rules, target.environment, place, (problem) => problems.push(problem));
  const tree = { ...rendered, warnings };
  if (!slots || problems.length > before) {
    return tree;
  }
  const trees = trafficStates(slots).map((state) => renderState(target, problems, state).tree);
  return problems.length > before ? NOTHING : { ...tree, slots: describeSlots(slots, trees) };
}

/** Renders an application in an environment, in a state of its traffic. */
export function renderState<E extends string>(
  target: EnvironmentTarget<E>,
  problems: Problem[],
  traffic?: TrafficState,
): { context: RenderContext; tree: Tree } {
  const { application, environment, platform, version, build } = target;
  const sink = (problem: Problem) => problems.push(problem);
  const place = new Place(`${application}/${environment}`, sink);
  const env = new Environment(environment, version, build, platform, application, place);
  if (!isDnsLabel(env.namespace)) {
    place.problem(
      'TF1001',
      'namespace',
      `${JSON.stringify(env.namespace)} is not a DNS label of at most 63 characters`,
      'correct the namespace rule',
    );
  }
  // cdk8s prepares and validates a whole App again for each chart in it, so each environment has one of its own.
  const app = new App({ outdir: '.' });
  const chart = new Chart(app, application, {
    namespace: env.namespace,
    labels: labelsOf(application, environment, target.owner),
  });
  const context = RenderContext.attach(chart, {
    application,
    version,
    build,
    environment,
    owner: target.owner,
    links: target.links,
    protected: env.protected,
    kubernetesMinor: env.kubernetesMinor,
    defaults: platform.environmentProps(environment),
    namespace: env.namespace,
    namespaceOf: (other) => env.namespaceOf(other),
    place: place.path,
    sink,
    traffic,
    rules: platform.rules,
  });
  const before = problems.length;
  try {
    describe(target, chart, env, place);
  } catch (error) {
    if (error instanceof TwelveFactorError) {
      problems.push(...error.problems);
    } else if (problems.length === before) {
      // What follows from a mistake that was told is no bug.
      throw error;
    }
  }
  return { context, tree: problems.length > before ? NOTHING : renderTree(app, context.place) };
}

function describe<E extends string>(
  target: EnvironmentTarget<E>,
  chart: Chart,
  env: Environment<E>,
  place: Place,
): void {
  const result: unknown = target.define(chart, env);
  if (result instanceof Promise) {
    // What it fails with later is no news.
    result.catch(() => undefined);
    place.problem(
      'TF1907',
      'application',
      'its function is async, so what it makes later would be missing',
      'await before, and describe the services synchronously',
    );
  }
  if (target.ownsNamespace) {
    new ApplicationNamespace(chart, 'Namespace', target.quota?.(env) ?? Quota.computed());
  }
}

/** Labels of every object, also of those that an application makes with other constructs. */
function labelsOf(application: string, environment: string, owner: string | undefined): Record<string, string> {
  return {
    'app.kubernetes.io/part-of': application,
    'app.kubernetes.io/managed-by': 'cdk8s-twelve-factor',
    env: environment,
    ...(owner ? { owner } : {}),
  };
}
