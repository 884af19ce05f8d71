import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Place } from '../errors';
import {
  checkConstructName,
  checkNameLength,
  checkOwner,
  commonLabels,
  type Component,
  kubeObject,
  RenderContext,
  resolveImage,
  selectorLabels,
  slotLabels,
  workloadLabels,
} from '../manifest';
import { bindConfig } from '../config';
import { checkedProps, type Shape } from '../props';
import { bindNetwork, type NetworkTarget } from '../traffic';
import { bindContainer, bindSidecar, type BoundContainer } from './container';
import { bindEnvironment, type BoundEnvironment } from './environment';
import { freeId } from './free-id';
import type { BoundHealth } from './health';
import { linkAnnotations } from './links';
import { type BoundMetrics, scrapeAnnotations } from './metrics';
import { bindPod, type BoundPod } from './pod';
import { checkPorts, type ContainerPort } from './port';
import type { ProcessProps } from './process-props';
import { Security } from './security';
import { Shutdown } from './shutdown';
import { spreadOverTopology } from './spread';

/** What the process types tell of their pods. */
export interface PodTraits {
  /** Ports of the process itself, its main one first. */
  readonly ports?: readonly ContainerPort[];
  readonly health?: BoundHealth;
  readonly metrics?: BoundMetrics;
  /** Seconds between the removal from the endpoints and SIGTERM, unless the service says. */
  readonly drainSeconds: number;
  /** Given for what runs to its end. */
  readonly restartPolicy?: 'OnFailure' | 'Never';
}

/** What the processes of a type have in common. */
export interface ProcessType<Props> {
  readonly component: Component;
  /** What it may be given. */
  readonly props: Shape<Props>;
}

/** What a workload's objects are called, labelled and selected by. */
export interface ProcessIdentity {
  readonly name: string;
  readonly labels: Record<string, string>;
  /** Labels of the workload and its pods. */
  readonly versionedLabels: Record<string, string>;
  /** Annotations of the workload: owner, links, and what was relaxed and why. */
  readonly annotations: Record<string, string>;
  readonly selector: Record<string, string>;
}

/** One copy of a process: the only one, or a slot. */
export interface ProcessCopy {
  /** Where its objects are made. */
  readonly scope: Construct;
  readonly identity: ProcessIdentity;
  /** Its slot; absent if it is the only copy. */
  readonly slot?: string;
  /** Whether it is the one that serves. */
  readonly isLive: boolean;
}

// What goes without saying is the same for all: it is made once.
const GRACEFUL = Shutdown.graceful();
const RESTRICTED = Security.restricted();

/** What every process type has: a name, an account, config and secrets, a pod, and a network policy. */
export abstract class Process<Props extends ProcessProps = ProcessProps> extends Construct {
  /** Name of the service's objects: `<application>-<service>`. */
  readonly name: string;
  /** The account the process runs as; absent if another one was given. */
  readonly serviceAccount?: ApiObject;
  /** Objects that fetch or unseal secrets. */
  readonly secretObjects: readonly ApiObject[];

  protected readonly context: RenderContext;
  protected readonly place: Place;
  protected readonly labels: Record<string, string>;
  protected readonly selector: Record<string, string>;
  protected readonly versionedLabels: Record<string, string>;
  protected readonly annotations: Record<string, string>;
  protected readonly sidecars: readonly BoundContainer[];

  /** What was given, less what is not what it has to be. */
  protected readonly props: Props;

  private readonly environment: BoundEnvironment;
  private liveConfigMap?: ApiObject;

  constructor(scope: Construct, id: string, given: Props, { component, props: shape }: ProcessType<Props>) {
    super(scope, freeId(scope, id));
    this.context = RenderContext.of(this);
    this.place = this.context.place.within(id);
    this.name = this.context.instanceOf(id);
    checkConstructName(this.place, 'name', id);
    checkNameLength(this.place, 'name', this.name);
    const props = checkedProps(this.place, '', given, shape);
    this.props = props;
    checkOwner(this.place, props.owner);

    const common = commonLabels(this.context, id, component);
    this.labels = props.owner ? { ...common, owner: props.owner } : common;
    this.selector = selectorLabels(this.context, id);
    this.versionedLabels = workloadLabels(this.labels, this.context.version);
    this.annotations = linkAnnotations(
      this.place,
      { ...this.context.links, ...props.links },
      props.owner ?? this.context.owner,
    );

    if (!props.serviceAccount) {
      this.serviceAccount = kubeObject(this, 'ServiceAccount', 'ServiceAccount', {
        metadata: { name: this.name, labels: this.labels },
        automountServiceAccountToken: false,
      });
    }
    this.environment = bindEnvironment(
      this,
      this.place,
      { instance: this.workloadName, labels: this.labels, namespace: this.context.namespace },
      props,
    );
    this.secretObjects = this.environment.secretObjects;
    this.sidecars = (props.sidecars ?? []).map((sidecar, index, all) => {
      const others = [id, ...all.slice(0, index).map(({ name }) => name)];
      return bindSidecar(this.context, this.place, sidecar, others);
    });
  }

  /** Config that the process gets as environment; absent if it has none. With slots, that of the live one. */
  get configMap(): ApiObject | undefined {
    return this.liveConfigMap;
  }

  /** Name of the workload, its config and the secrets that are fetched for it. */
  protected get workloadName(): string {
    return this.name;
  }

  /** What a workload's objects are called, labelled and selected by: the whole process, or one slot of it. */
  protected identity(slot?: string): ProcessIdentity {
    const { workloadName: name, labels, versionedLabels, annotations, selector } = this;
    const own = slotLabels(slot);
    return slot === undefined
      ? { name, labels, versionedLabels, annotations, selector }
      : {
          name: `${name}-${slot}`,
          labels: { ...labels, ...own },
          versionedLabels: { ...versionedLabels, ...own },
          annotations,
          selector: { ...selector, ...own },
        };
  }

  /** The process as its only copy. */
  protected get onlyCopy(): ProcessCopy {
    return { scope: this, identity: this.identity(), isLive: true };
  }

  /** Ports of the sidecars: they may serve the metrics. */
  protected get sidecarPorts(): ContainerPort[] {
    return this.sidecars.flatMap(({ ports }) => [...ports]);
  }

  /** Renders the config and the pod template of the process, or of one slot of it. */
  protected pod(traits: PodTraits, { scope, identity, isLive }: ProcessCopy = this.onlyCopy): BoundPod {
    const { image, command, args, resources, writable, podOverrides, serviceAccount } = this.props;
    const shutdown = (this.props.shutdown ?? GRACEFUL).bind(
      this.place,
      this.context.kubernetesMinor,
      traits.drainSeconds,
    );
    if (podOverrides && isLive) this.context.overridden.push(this.node.path);
    const security = (this.props.security ?? RESTRICTED).bind(this.place);
    checkPorts(this.place, [...(traits.ports ?? []), ...this.sidecarPorts], security.bindsLowPorts);
    const { name: instance, labels, selector, versionedLabels } = identity;
    const config = bindConfig(scope, this.place, { instance, labels }, this.environment.config);
    if (isLive) {
      this.liveConfigMap = config.configMap;
    }
    const main = bindContainer(this.context, this.place, {
      name: this.node.id,
      image: resolveImage(this.place, 'image', image, this.context),
      command,
      args,
      env: this.environment.env,
      envFrom: [...config.envFrom, ...this.environment.envFromSecrets],
      mounts: this.environment.volumeMounts,
      ports: traits.ports,
      health: traits.health,
      preStop: shutdown.preStop,
      resources,
      security,
      writable,
    });
    [main, ...this.sidecars].forEach(({ reasons }) => Object.assign(this.annotations, reasons));
    const byAnnotations = (this.context.defaults.metrics ?? 'annotations') === 'annotations';
    const pod = bindPod(this.context, this.place, {
      labels: versionedLabels,
      annotations: {
        // A task reads its config when it starts; a checksum would only make an immutable Job another one.
        ...(traits.restartPolicy ? {} : config.podAnnotations),
        ...(traits.metrics && byAnnotations ? scrapeAnnotations(traits.metrics) : {}),
      },
      serviceAccountName: serviceAccount?.name ?? this.name,
      mountToken: serviceAccount !== undefined,
      containers: [main, ...this.sidecars],
      securityContext: security.pod,
      volumes: this.environment.volumes,
      terminationGracePeriodSeconds: shutdown.terminationGracePeriodSeconds,
      placement: traits.restartPolicy ? undefined : spreadOverTopology(selector),
      restartPolicy: traits.restartPolicy,
      overrides: podOverrides,
    });
    return { configMap: config.configMap, startupSeconds: traits.health?.startupSeconds, ...pod };
  }

  /** Renders who may call the process, and whom it may call. */
  protected bindNetwork(target: {
    ports: readonly ContainerPort[];
    routedPort?: number;
    metricsPort?: number;
    tests?: NetworkTarget['tests'];
    pods?: Record<string, string>;
  }): ApiObject {
    return bindNetwork(this, this.context, this.place, this.props.network, {
      instance: this.name,
      labels: this.labels,
      ...target,
    });
  }
}
