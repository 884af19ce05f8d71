/** The parts of Kubernetes objects that rules look at, all optional: a rule is there to notice what is missing. */

export type Labels = Record<string, string>;

export interface Metadata {
  name: string;
  namespace?: string;
  labels?: Labels;
  annotations?: Labels;
}

export interface Selector {
  matchLabels?: Labels;
  matchExpressions?: unknown[];
}

export interface Probe {
  httpGet?: { path?: string; port: number | string; host?: string; scheme?: string };
  tcpSocket?: { port: number | string; host?: string };
  grpc?: { port: number; service?: string };
  exec?: { command: string[] };
  initialDelaySeconds?: number;
  periodSeconds?: number;
  timeoutSeconds?: number;
  successThreshold?: number;
  failureThreshold?: number;
}

export interface SecurityContext {
  runAsNonRoot?: boolean;
  runAsUser?: number;
  runAsGroup?: number;
  seccompProfile?: { type: string };
  appArmorProfile?: { type: string };
  seLinuxOptions?: object;
  windowsOptions?: object;
}

export interface ContainerSecurity extends SecurityContext {
  privileged?: boolean;
  allowPrivilegeEscalation?: boolean;
  readOnlyRootFilesystem?: boolean;
  capabilities?: { add?: string[]; drop?: string[] };
  procMount?: string;
}

export interface PodSecurity extends SecurityContext {
  fsGroup?: number;
  fsGroupChangePolicy?: string;
  supplementalGroups?: number[];
  sysctls?: unknown[];
}

export interface EnvVar {
  name: string;
  value?: string;
  valueFrom?: object;
}

export interface EnvFrom {
  configMapRef?: { name: string; optional?: boolean };
  secretRef?: { name: string; optional?: boolean };
}

export interface Container {
  name: string;
  image: string;
  imagePullPolicy?: string;
  command?: string[];
  args?: string[];
  env?: EnvVar[];
  envFrom?: EnvFrom[];
  ports?: { name?: string; containerPort: number; hostPort?: number; protocol?: string }[];
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  startupProbe?: Probe;
  lifecycle?: { preStop?: { exec?: { command: string[] }; sleep?: { seconds: number } } };
  resources?: { requests?: Labels; limits?: Labels };
  securityContext?: ContainerSecurity;
  volumeMounts?: { name: string; mountPath: string; subPath?: string; readOnly?: boolean }[];
}

export interface Volume {
  name: string;
  emptyDir?: object;
  hostPath?: { path: string };
  secret?: { secretName: string };
  [type: string]: unknown;
}

export interface PodSpec {
  containers: Container[];
  initContainers?: Container[];
  volumes?: Volume[];
  securityContext?: PodSecurity;
  serviceAccountName?: string;
  serviceAccount?: string;
  automountServiceAccountToken?: boolean;
  terminationGracePeriodSeconds?: number;
  restartPolicy?: string;
  hostNetwork?: boolean;
  hostPID?: boolean;
  hostIPC?: boolean;
  hostAliases?: unknown[];
  imagePullSecrets?: { name: string }[];
  affinity?: {
    podAntiAffinity?: {
      preferredDuringSchedulingIgnoredDuringExecution?: {
        podAffinityTerm: { labelSelector?: Selector; topologyKey: string };
      }[];
    };
  };
  topologySpreadConstraints?: {
    labelSelector?: Selector;
    maxSkew: number;
    topologyKey: string;
    whenUnsatisfiable: string;
  }[];
}

export interface PodTemplate {
  metadata: { labels?: Labels; annotations?: Labels };
  spec: PodSpec;
}

export interface JobSpec {
  activeDeadlineSeconds?: number;
  backoffLimit?: number;
  ttlSecondsAfterFinished?: number;
  template: PodTemplate;
}

interface Path {
  path?: string;
  backend: { service: { name: string; port: { name?: string; number?: number } } };
}

interface Monitor {
  selector: Selector;
  endpoints?: { port?: string }[];
  podMetricsEndpoints?: { port?: string }[];
}

/** Specs by kind. */
export interface Specs {
  Deployment: {
    replicas?: number;
    selector: Selector;
    strategy?: { type?: string; rollingUpdate?: { maxSurge?: number | string } };
    template: PodTemplate;
  };
  Job: JobSpec;
  CronJob: {
    schedule: string;
    timeZone?: string;
    startingDeadlineSeconds?: number;
    concurrencyPolicy?: string;
    jobTemplate: { metadata?: { labels?: Labels }; spec: JobSpec };
  };
  Service: {
    type?: string;
    selector?: Labels;
    externalName?: string;
    externalIPs?: string[];
    ports?: { name?: string; port: number; targetPort?: number | string }[];
  };
  HorizontalPodAutoscaler: {
    scaleTargetRef: { apiVersion?: string; kind: string; name: string };
    minReplicas?: number;
    maxReplicas: number;
  };
  PodDisruptionBudget: {
    minAvailable?: number | string;
    maxUnavailable?: number | string;
    selector: Selector;
    unhealthyPodEvictionPolicy?: string;
  };
  NetworkPolicy: { podSelector: Selector; policyTypes?: string[]; ingress?: object[]; egress?: object[] };
  Ingress: {
    ingressClassName?: string;
    tls?: { hosts?: string[]; secretName?: string }[];
    rules?: { host?: string; http: { paths: Path[] } }[];
  };
  IngressRoute: {
    tls?: object;
    routes: {
      match: string;
      middlewares?: { name: string; namespace?: string }[];
      services: { kind?: string; name: string; port: number | string }[];
    }[];
  };
  ServiceMonitor: Monitor;
  PodMonitor: Monitor;
  LimitRange: { limits: { type: string; default?: Labels; defaultRequest?: Labels }[] };
  TraefikService: { weighted: { services: { name: string; port: number | string }[] } };
  Canary: {
    provider?: string;
    targetRef: { apiVersion?: string; kind: string; name: string };
    service: { port: number; portName?: string };
  };
  ResourceQuota: { hard: Labels };
  ExternalSecret: { target?: { name?: string } };
  EndpointSlice: undefined;
}

/** An object of any kind, or of one. */
export interface KubeObject<Spec = unknown> {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
  spec: Spec;
  data?: Labels;
  endpoints?: { addresses: string[] }[];
  automountServiceAccountToken?: boolean;
}
