import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Place, type ProblemSink } from '../errors';
import type { Demand } from './demand';
import type { Links } from './links';
import { MAX_NAME } from './names';
import type { PlatformDefaults } from './platform-defaults';
import { laxer, type PodSecurityLevel } from './pod-security';
import type { SlotUse, TrafficState } from './slots';

const CONTEXT = Symbol.for('cdk8s-twelve-factor.RenderContext');

/** What is known of the surroundings that a construct is rendered in. */
export interface RenderContextProps {
  readonly application: string;
  readonly version?: string;
  /** What names the build: the tag or digest of images. */
  readonly build?: string;
  readonly environment?: string;
  readonly owner?: string;
  readonly links?: Links;
  readonly protected?: boolean;
  /** Kubernetes minor of the cluster: 27 for 1.27. */
  readonly kubernetesMinor?: number;
  readonly defaults?: PlatformDefaults;
  readonly namespace?: string;
  readonly namespaceOf?: (application: string) => string;
  readonly chartLabels?: Readonly<Record<string, string>>;
  readonly place?: string;
  readonly sink?: ProblemSink;
  /** What to render of the states that slots can be in. */
  readonly traffic?: TrafficState;
  /** The rules of the platform. */
  readonly rules?: KnownRules;
}

/** Rules by their code, as far as constructs ask: which types of objects each is about. */
export interface KnownRules {
  find(code: string): { readonly types?: readonly string[] } | undefined;
}

/**
 * The surroundings of a construct: an application in an environment, or just the chart it is in.
 *
 * Found by walking up the tree, so that constructs work without a `Platform`.
 */
export class RenderContext {
  /** The context of the nearest chart. One is made from the chart's id, namespace and labels where none was attached. */
  static of(scope: IConstruct): RenderContext {
    const chart = Chart.of(scope) as Chart & { [CONTEXT]?: RenderContext };
    return chart[CONTEXT] ?? RenderContext.attach(chart, bareChart(chart));
  }

  /** Attaches the surroundings to a chart. */
  static attach(chart: Chart, props: RenderContextProps): RenderContext {
    const context = new RenderContext(props);
    Object.defineProperty(chart, CONTEXT, { value: context });
    return context;
  }

  readonly application: string;
  readonly version?: string;
  readonly build?: string;
  readonly environment?: string;
  readonly owner?: string;
  readonly links: Links;
  readonly protected: boolean;
  readonly kubernetesMinor: number;
  readonly defaults: PlatformDefaults;
  readonly namespace?: string;
  readonly chartLabels: Readonly<Record<string, string>>;
  /** The state of the slots that is rendered; undefined for the one that the application begins with. */
  readonly traffic?: TrafficState;
  /** The rules of the platform; absent without one. */
  readonly rules?: KnownRules;
  /** Where problems of this chart are told. */
  readonly place: Place;
  /** What the workloads ask of the namespace. */
  readonly demands: Demand[] = [];
  /** Paths of the constructs whose pods have fields that a service laid over them. */
  readonly overridden: string[] = [];
  /** Who serves which host and path: `host/path` to service. */
  readonly routes = new Map<string, string>();
  /** Hosts whose certificates are issued into the namespace. */
  readonly issuedHosts = new Set<string>();
  /** The slots of the application, if any of its services has some. */
  slots?: SlotUse;
  /** The strictest Pod Security level that admits every pod so far. */
  podSecurity: PodSecurityLevel = 'restricted';

  private readonly namespaceRule?: (application: string) => string;

  private constructor(props: RenderContextProps) {
    this.application = props.application;
    this.version = props.version;
    this.build = props.build;
    this.environment = props.environment;
    this.owner = props.owner;
    this.links = props.links ?? {};
    this.protected = props.protected ?? false;
    this.kubernetesMinor = props.kubernetesMinor ?? 27;
    this.defaults = props.defaults ?? {};
    this.namespace = props.namespace;
    this.namespaceRule = props.namespaceOf;
    this.chartLabels = props.chartLabels ?? {};
    this.traffic = props.traffic;
    this.rules = props.rules;
    this.place = new Place(props.place ?? props.application, props.sink);
  }

  /** Name of a service's objects: `<application>-<service>`, or the service alone where the chart has no usable id. */
  instanceOf(service: string): string {
    return this.application ? `${this.application}-${service}` : service;
  }

  /** Says that a service has slots. All of an application are moved as one, so they have the same. */
  useSlots(place: Place, use: SlotUse): void {
    if (this.slots && JSON.stringify(this.slots) !== JSON.stringify(use)) {
      place.problem(
        'TF1604',
        'rollout',
        `slots ${shownSlots(use)} beside ${shownSlots(this.slots)} of another service`,
        'give all services of an application with slots the same strategy: they are moved as one',
      );
    }
    this.slots ??= use;
  }

  /** Tells the level that a pod needs. */
  needsPodSecurity(level: PodSecurityLevel): void {
    this.podSecurity = laxer(this.podSecurity, level);
  }

  /** Namespace of another application in this environment. */
  namespaceOf(application: string): string {
    return this.namespaceRule?.(application) ?? application;
  }
}

function shownSlots({ names, live, shares }: SlotUse): string {
  return `${names.join('/')} (${shares ? `shares ${shares.join(', ')}` : `live ${live}`})`;
}

/** A chart without an application is one itself: its id, as a DNS label. */
function bareChart(chart: Chart): RenderContextProps {
  const application = chart.node.id
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return {
    application: application.length <= MAX_NAME ? application : '',
    namespace: chart.namespace,
    chartLabels: chart.labels,
  };
}
