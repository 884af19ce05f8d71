import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { labelsOfBothCopies, type Progressive, type SlotPlan, type SlotWeights } from '../rollout';
import { any, listOf, made, record } from '../props';
import { bindRoutes, type BoundRoutes, Route } from '../traffic';
import { bindAddresses } from './addresses';
import { Health } from './health';
import { Metrics } from './metrics';
import { bindMonitor } from './monitor';
import { checkPortNumber, type ContainerPort } from './port';
import { Process, type ProcessCopy, type ProcessType } from './process';
import { PROCESS_PROPS, type ProcessProps } from './process-props';
import { Scaling } from './scaling';
import { bindWorkload, planWorkload, type Workload, WORKLOAD_PROPS, type WorkloadProps } from './workload';

/** A process that serves requests on a port (factor VII). */
export interface WebServiceProps extends ProcessProps, WorkloadProps {
  /** Port that the process listens on. */
  readonly port: number;
  /**
   * Name of that port, which tells meshes and gateways the protocol: `http`, `grpc`, `h2c`, `https`, `tcp`...
   *
   * @default 'http'
   */
  readonly portName?: string;
  /**
   * Port that the Service offers it at, under the name `<application>-<service>`.
   *
   * @default 80
   */
  readonly servicePort?: number;
  /**
   * Other ports that the process listens on, such as one for metrics. The Service does not offer them.
   *
   * @default - none
   */
  readonly ports?: readonly ContainerPort[];
  /**
   * How Kubernetes knows that the process is alive and can serve.
   *
   * @default Health.http()
   */
  readonly health?: Health;
  /**
   * Where Prometheus finds metrics.
   *
   * @default - none
   */
  readonly metrics?: Metrics;
  /**
   * Where requests from outside come from.
   *
   * @default - none: the service can be called inside the cluster alone
   */
  readonly routes?: readonly Route[];
}

const WEB_SERVICE: ProcessType<WebServiceProps> = {
  component: 'web',
  props: {
    ...PROCESS_PROPS,
    ...WORKLOAD_PROPS,
    port: any,
    portName: any,
    servicePort: any,
    ports: listOf(record("{ name: 'admin', port: 9090 }")),
    health: made(Health, 'Health.http()'),
    metrics: made(Metrics, "Metrics.at('/metrics')"),
    routes: listOf(made(Route, "Route.to('api.example.com')")),
  },
};

/** One of the two copies of a service. */
export interface ServiceSlot extends Workload {
  /** Its name: `blue`, `canary`. */
  readonly name: string;
  /** Its config; absent if the service has none. */
  readonly configMap?: ApiObject;
}

/**
 * A process that serves requests: a Deployment behind a Service, with all that a careful team would put around it.
 *
 * @example
 * new WebService(chart, 'api', { image: 'registry.example.com/lulu/api:1.5.0', port: 8080 });
 */
export class WebService extends Process<WebServiceProps> {
  /** The pods and how they are rolled. */
  readonly deployment: ApiObject;
  /** The address in the cluster; absent with progressive delivery, where Flagger makes it. */
  readonly service?: ApiObject;
  /** With slots, both copies; the fields above and below are then those of the live one. */
  readonly slots: readonly ServiceSlot[];
  /** With slots, the other addresses in the cluster, by what is added to the name: `preview`, `canary`. */
  readonly slotServices: Readonly<Record<string, ApiObject>>;
  /** Scales between the given bounds; absent at a fixed scale. */
  readonly autoscaler?: ApiObject;
  /** With progressive delivery, scales the copy that serves. */
  readonly primaryAutoscaler?: ApiObject;
  /** Keeps a drain from taking too many pods; absent for a single pod. */
  readonly disruptionBudget?: ApiObject;
  /** Who may call, and who may be called. */
  readonly networkPolicy: ApiObject;
  /** Routes through an Ingress; absent if there are none. */
  readonly ingress?: ApiObject;
  /** Routes through Traefik's own API; absent if there are none. */
  readonly ingressRoute?: ApiObject;
  /** Everything that the routes are rendered as, whatever their kind. */
  readonly routing: BoundRoutes;
  /** Tells Flagger how a release is taken on; absent without progressive delivery. */
  readonly canary?: ApiObject;
  /** Metrics of progressive delivery that are not built into Flagger. */
  readonly metricTemplates: readonly ApiObject[];
  /** What the route to the idle slot is rendered as; absent without one. */
  readonly previewRouting?: BoundRoutes;
  /** What the routes do to requests on their way. */
  readonly middlewares: readonly ApiObject[];
  /** Asks cert-manager for the certificate of routes through Traefik's own API; absent where another one serves. */
  readonly certificate?: ApiObject;
  /** Tells the Prometheus operator where metrics are; absent where annotations do. */
  readonly monitor?: ApiObject;

  constructor(scope: Construct, id: string, given: WebServiceProps) {
    super(scope, id, given, WEB_SERVICE);
    const { props } = this;
    const portName = props.portName ?? 'http';
    const servicePort = props.servicePort ?? 80;
    checkPortNumber(this.place, 'servicePort', servicePort);
    const ports = [{ name: portName, port: props.port }, ...(props.ports ?? [])];
    const metrics = props.metrics?.bind(this.place, [...ports, ...this.sidecarPorts]);
    const traits = {
      ports,
      metrics,
      health: (props.health ?? Health.http()).bind(this.place, props.port),
      drainSeconds: 5,
    };
    const planned = planWorkload(this.context, this.place, props, { scaling: Scaling.fixed(3), hasService: true });
    const { slots, progressive } = planned.plan;
    const flaggers = progressive?.planFor(this.name);
    const copies = this.copies(slots);
    const workloads = copies.map((copy) => {
      const pod = this.pod(traits, copy);
      return { configMap: pod.configMap, slot: copy.slot, ...bindWorkload(this.context, copy, pod, planned) };
    });
    const live = workloads[copies.findIndex(({ isLive }) => isLive)] as Workload;
    this.deployment = live.deployment;
    this.autoscaler = live.autoscaler;
    this.primaryAutoscaler = live.primaryAutoscaler;
    this.disruptionBudget = live.disruptionBudget;
    this.slots = slots ? workloads.map(({ slot = '', ...workload }) => ({ name: slot, ...workload })) : [];

    const routed = bindRoutes(this, this.context, this.place, props.routes ?? [], {
      instance: this.name,
      service: id,
      labels: this.labels,
      serviceName: this.name,
      servicePort: portName,
      portNumber: servicePort,
      backends: slots?.weights && backendsOf(this.name, slots.weights),
      ...flaggers?.routeTarget,
    });
    this.routing = routed;
    this.ingress = routed.ingress;
    this.ingressRoute = routed.ingressRoute;
    this.middlewares = routed.middlewares;
    this.certificate = routed.certificate;
    if (slots?.weights) {
      this.checkDivided(slots.weights, routed);
    }
    if (slots?.previewRoute) {
      const preview = `${this.name}-preview`;
      const target = { instance: preview, service: `${id}-preview`, labels: this.labels };
      this.previewRouting = bindRoutes(new Construct(this, 'preview'), this.context, this.place, [slots.previewRoute], {
        ...target,
        serviceName: preview,
        servicePort: portName,
        portNumber: servicePort,
      });
    }
    // A ServiceMonitor finds metrics through the Service, which otherwise offers the main port alone.
    // Where a router weighs, two Services select the stable pods, and a ServiceMonitor would count these twice.
    const isFoundByService = !flaggers && !slots?.weights;
    const monitored =
      isFoundByService && this.context.defaults.metrics === 'serviceMonitor' && metrics?.port.name !== portName
        ? metrics?.port
        : undefined;
    const offered = [
      { name: portName, port: servicePort },
      ...(monitored ? [monitoredPort(monitored, servicePort)] : []),
    ];
    const annotations = routed.serviceAnnotations ?? this.previewRouting?.serviceAnnotations;
    // Flagger makes the Services itself, under the same names.
    const addresses = flaggers
      ? undefined
      : bindAddresses(this, (slot) => this.identity(slot), offered, slots, annotations);
    this.service = addresses?.service;
    this.slotServices = addresses?.slotServices ?? {};

    const flagger = progressive && this.bindProgressive(progressive, portName, servicePort, props.routes ?? []);
    this.canary = flagger?.canary;
    this.metricTemplates = flagger?.metricTemplates ?? [];
    this.networkPolicy = this.bindNetwork({
      ports,
      routedPort: props.routes?.length || slots?.previewRoute ? props.port : undefined,
      metricsPort: metrics?.port.port,
      tests: flaggers && { from: flaggers.testedFrom, port: props.port },
      pods: flaggers && labelsOfBothCopies(this.labels),
    });
    const selector = flaggers ? labelsOfBothCopies(this.labels) : this.selector;
    this.monitor =
      metrics && bindMonitor(this, this.context, { ...this.identity(), selector }, metrics, isFoundByService);
  }

  /** The process as one copy, or as a copy for each slot. */
  private copies(slots: SlotPlan | undefined): ProcessCopy[] {
    if (!slots) {
      return [this.onlyCopy];
    }
    const [first] = slots.use.names;
    return slots.use.names.map((slot) => ({
      scope: new Construct(this, slot),
      identity: this.identity(slot),
      slot,
      isLive: slot === (slots.selected ?? first),
    }));
  }

  /** Checks that Flagger can do what is asked, and tells it what to do. */
  private bindProgressive(progressive: Progressive, portName: string, servicePort: number, routes: readonly Route[]) {
    const { kinds, flaggerRoute, serviceAnnotations, upstream } = this.routing;
    // A route that is malformed is told already.
    if (kinds.length > 0 || routes.length === 0) {
      progressive.check(this.place, {
        name: this.name,
        hasService: true,
        portName,
        routes: kinds,
        ingressClassName: this.context.defaults.ingress?.className ?? 'traefik',
      });
    }
    return progressive.bind(this, this.place, {
      name: this.name,
      labels: this.labels,
      namespace: this.context.namespace,
      portName,
      servicePort,
      flaggerRoute,
      serviceAnnotations,
      upstreamName: upstream?.name,
      ingressName: this.routing.ingress?.name,
    });
  }

  /** Tells weights that no route uses. */
  private checkDivided({ router }: SlotWeights, { traefikService, httpRoutes }: BoundRoutes): void {
    if (router === 'traefik' ? !traefikService : httpRoutes.length === 0) {
      this.place.problem(
        'TF1612',
        'rollout',
        `a canary by ${router} has no route that could divide the traffic`,
        `give one by Route.${router}`,
      );
    }
  }
}

/** What a router divides the requests among: the Services of the slots. */
function backendsOf(name: string, { shares }: SlotWeights): { serviceName: string; weight: number }[] {
  return Object.entries(shares).map(([slot, weight]) => ({ serviceName: `${name}-${slot}`, weight }));
}

/** Prometheus finds it by its name, so its number only has to differ from that of the main port. */
function monitoredPort({ name, port }: ContainerPort, servicePort: number): ContainerPort {
  const free = port < 65535 ? port + 1 : port - 1;
  return { name, port: port === servicePort ? free : port };
}
