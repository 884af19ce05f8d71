import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { k8s, kubeObject } from '../manifest';
import { bindRoutes, type Route } from '../traffic';
import { Health } from './health';
import type { Metrics } from './metrics';
import { bindMonitor } from './monitor';
import { checkPortNumber, type ContainerPort } from './port';
import { Process } from './process';
import type { ProcessProps } from './process-props';
import { Scaling } from './scaling';
import { bindWorkload, type WorkloadProps } from './workload';

/** A process that serves requests on a port (factor VII). */
export interface WebServiceProps extends ProcessProps, WorkloadProps {
  /** Port that the process listens on. */
  readonly port: number;
  /**
   * Name of that port, which tells meshes and gateways the protocol: `http`, `grpc`, `h2c`, `tcp`...
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

/**
 * A process that serves requests: a Deployment behind a Service, with all that a careful team would put around it.
 *
 * @example
 * new WebService(chart, 'api', { image: 'registry.example.com/lulu/api:1.5.0', port: 8080 });
 */
export class WebService extends Process<WebServiceProps> {
  /** The pods and how they are rolled. */
  readonly deployment: ApiObject;
  /** The address in the cluster. */
  readonly service: ApiObject;
  /** Scales between the given bounds; absent at a fixed scale. */
  readonly autoscaler?: ApiObject;
  /** Keeps a drain from taking too many pods; absent for a single pod. */
  readonly disruptionBudget?: ApiObject;
  /** Who may call, and who may be called. */
  readonly networkPolicy: ApiObject;
  /** Routes through an Ingress; absent if there are none. */
  readonly ingress?: ApiObject;
  /** Routes through Traefik's own API; absent if there are none. */
  readonly ingressRoute?: ApiObject;
  /** What the routes do to requests on their way. */
  readonly middlewares: readonly ApiObject[];
  /** Asks cert-manager for the certificate of routes through Traefik's own API; absent where another one serves. */
  readonly certificate?: ApiObject;
  /** Tells the Prometheus operator where metrics are; absent where annotations do. */
  readonly monitor?: ApiObject;

  constructor(scope: Construct, id: string, given: WebServiceProps) {
    super(scope, id, given, 'web');
    const { props } = this;
    const portName = props.portName ?? 'http';
    const servicePort = props.servicePort ?? 80;
    checkPortNumber(this.place, 'servicePort', servicePort);
    const ports = [{ name: portName, port: props.port }, ...(props.ports ?? [])];
    const metrics = props.metrics?.bind(this.place, [...ports, ...this.sidecarPorts]);
    const pod = this.pod({
      ports,
      metrics,
      health: (props.health ?? Health.http()).bind(this.place, props.port),
      drainSeconds: 5,
    });

    const scaling = props.scaling ?? Scaling.fixed(3);
    const workload = bindWorkload(this, this.context, this.place, { ...this.identity, pod, scaling }, props);
    this.deployment = workload.deployment;
    this.autoscaler = workload.autoscaler;
    this.disruptionBudget = workload.disruptionBudget;

    // A ServiceMonitor finds metrics through the Service, which otherwise offers the main port alone.
    const monitored =
      this.context.defaults.metrics === 'serviceMonitor' && metrics?.port.name !== portName ? metrics?.port : undefined;
    this.service = kubeObject(this, 'Service', k8s.KubeService, {
      metadata: { name: this.name, labels: this.labels },
      spec: {
        selector: this.selector,
        ports: [
          { name: portName, port: servicePort, protocol: 'TCP', targetPort: k8s.IntOrString.fromString(portName) },
          ...(monitored ? [monitoredPort(monitored, servicePort)] : []),
        ],
      },
    });
    const routed = bindRoutes(this, this.context, this.place, props.routes ?? [], {
      instance: this.name,
      service: id,
      labels: this.labels,
      serviceName: this.name,
      servicePort: portName,
    });
    this.ingress = routed.ingress;
    this.ingressRoute = routed.ingressRoute;
    this.middlewares = routed.middlewares;
    this.certificate = routed.certificate;
    this.networkPolicy = this.bindNetwork({
      ports,
      routedPort: props.routes?.length ? props.port : undefined,
      metricsPort: metrics?.port.port,
    });
    this.monitor = metrics && bindMonitor(this, this.context, this.identity, metrics, true);
  }
}

/** Prometheus finds it by its name, so its number only has to differ from that of the main port. */
function monitoredPort({ name, port }: ContainerPort, servicePort: number): k8s.ServicePort {
  const free = port < 65535 ? port + 1 : port - 1;
  return {
    name,
    port: port === servicePort ? free : port,
    protocol: 'TCP',
    targetPort: k8s.IntOrString.fromString(name),
  };
}
