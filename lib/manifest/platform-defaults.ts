/** How Prometheus finds what to scrape. */
export type MetricsDiscovery = 'annotations' | 'podMonitor' | 'serviceMonitor';

/** What a platform decides once for every service on it. */
export interface PlatformDefaults {
  /**
   * How Prometheus finds a service's metrics: `prometheus.io/*` annotations on the pods, or an object of the Prometheus
   * operator.
   *
   * @default 'annotations'
   */
  readonly metrics?: MetricsDiscovery;

  /**
   * Labels of every PodMonitor and ServiceMonitor, by which a Prometheus finds those that are for it: kube-prometheus-stack looks
   * for `{ release: <its release> }` unless it is told otherwise.
   *
   * @default - none beside those of every object
   */
  readonly monitorLabels?: Readonly<Record<string, string>>;

  /**
   * Labels of every application's namespace, such as `{ 'istio-injection': 'enabled' }`. None that this library sets itself.
   *
   * @default - none beside those of every object, and the Pod Security level
   */
  readonly namespaceLabels?: Readonly<Record<string, string>>;

  /**
   * Annotations of every application's namespace, such as `{ 'argocd.argoproj.io/sync-options': 'Prune=false' }`.
   *
   * @default - none
   */
  readonly namespaceAnnotations?: Readonly<Record<string, string>>;

  /**
   * Whether containers get a CPU limit. Off, a process may use what the node has left; quotas then leave CPU limits out.
   *
   * @default true
   */
  readonly cpuLimits?: boolean;

  /**
   * When nodes pull images. `Always` asks the registry at every start (of a layer that is there, only the digest);
   * `IfNotPresent` starts pods while the registry is down.
   *
   * @default 'Always'
   */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent';

  /**
   * Names of Secrets that hold registry credentials, in every application's namespace.
   *
   * @default - none
   */
  readonly imagePullSecrets?: readonly string[];

  /**
   * Priority class of every pod; it must exist in the cluster.
   *
   * @default - the cluster's default
   */
  readonly priorityClassName?: string;

  /**
   * How routes enter the cluster.
   *
   * @default - Traefik in namespace `traefik`, entry point `websecure`, TLS with Traefik's default certificate
   */
  readonly ingress?: IngressDefaults;

  /**
   * Namespace that Prometheus scrapes from.
   *
   * @default 'monitoring'
   */
  readonly monitoringNamespace?: string;
}

/** How routes enter the cluster. */
export interface IngressDefaults {
  /**
   * Name of the IngressClass.
   *
   * @default 'traefik'
   */
  readonly className?: string;

  /**
   * Namespace that requests come from: where the ingress controller runs, or the proxies of a Gateway, or those of Gloo
   * (usually `gloo-system`). Network policies let it in.
   *
   * @default 'traefik'
   */
  readonly namespace?: string;

  /**
   * Gateway that routes by the Gateway API are attached to, unless they name another one.
   *
   * @default - none: such routes name theirs
   */
  readonly gateway?: GatewayReference;

  /**
   * Traefik's entry points.
   *
   * @default ['websecure']
   */
  readonly entryPoints?: readonly string[];

  /**
   * Whether routes are served over TLS.
   *
   * @default true
   */
  readonly tls?: boolean;

  /**
   * cert-manager ClusterIssuer that certificates come from, into a Secret `<application>-<service>-tls`.
   *
   * @default - the ingress controller's default certificate
   */
  readonly certificateIssuer?: string;
}

/** A Gateway of the Gateway API. */
export interface GatewayReference {
  /** Its name. */
  readonly name: string;

  /**
   * Its namespace.
   *
   * @default - that of whoever refers to it
   */
  readonly namespace?: string;

  /**
   * One of its listeners.
   *
   * @default - all that let the route in
   */
  readonly sectionName?: string;
}
