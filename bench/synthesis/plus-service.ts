import { createHash } from 'node:crypto';
import { ApiObject, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { CONFIG } from './service';

const { IntOrString, KubeNetworkPolicy, KubePodDisruptionBudget, Quantity } = kplus.k8s;

const PORT = 8080;
const VERSION = '1.5.0';
const USER = 10001;

/**
 * The objects that this library renders of a service, field by field: by the constructs of cdk8s-plus and their props, by patches and
 * generated types where these have no way. What cdk8s-plus adds by itself stays; `test/bench/plus.test.ts` lists it.
 */
export class ServiceChart extends Chart {
  constructor(scope: Construct, id: string, application: string, environment: string) {
    const name = `${application}-api`;
    const instance = { 'app.kubernetes.io/instance': name };
    super(scope, id, {
      namespace: `${application}-${environment}`,
      labels: {
        'app.kubernetes.io/name': 'api',
        ...instance,
        'app.kubernetes.io/part-of': application,
        'app.kubernetes.io/component': 'web',
        'app.kubernetes.io/managed-by': 'cdk8s-twelve-factor',
        env: environment,
      },
    });
    const metadata = { name };
    const pods = kplus.Pods.select(this, 'pods', { labels: instance });

    const deployment = new kplus.Deployment(this, 'deployment', {
      metadata: { name, labels: { 'app.kubernetes.io/version': VERSION } },
      podMetadata: {
        labels: { ...this.labels, 'app.kubernetes.io/version': VERSION },
        annotations: { 'twelve-factor/config-checksum': checksumOf(CONFIG) },
      },
      select: false,
      strategy: kplus.DeploymentStrategy.rollingUpdate({ maxUnavailable: kplus.PercentOrAbsolute.absolute(0) }),
      serviceAccount: new kplus.ServiceAccount(this, 'account', { metadata }),
      securityContext: {
        user: USER,
        group: USER,
        fsGroup: USER,
        fsGroupChangePolicy: kplus.FsGroupChangePolicy.ON_ROOT_MISMATCH,
      },
      containers: [
        containerOf(
          `registry.example.com/${application}:${VERSION}`,
          new kplus.ConfigMap(this, 'config', { metadata, data: CONFIG }),
          kplus.Volume.fromEmptyDir(this, 'tmp', 'tmp'),
        ),
      ],
    });
    deployment.select(kplus.LabelSelector.of({ labels: instance }));
    deployment.scheduling.separate(pods, { weight: 100, topology: kplus.Topology.HOSTNAME });
    ApiObject.of(deployment).addJsonPatch(...WORKLOAD_PATCHES, spreadPatch(instance));

    const service = new kplus.Service(this, 'service', {
      metadata,
      selector: pods,
      ports: [{ name: 'http', port: 80, targetPort: PORT, protocol: kplus.Protocol.TCP }],
    });
    const host = `${application}.example.com`;
    new kplus.Ingress(this, 'ingress', {
      metadata: {
        name,
        annotations: {
          'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
          'traefik.ingress.kubernetes.io/router.tls': 'true',
        },
      },
      className: 'traefik',
      rules: [{ host, path: '/', backend: kplus.IngressBackend.fromService(service) }],
      tls: [{ hosts: [host] }],
    });
    new kplus.HorizontalPodAutoscaler(this, 'scaler', {
      metadata,
      target: deployment,
      minReplicas: 3,
      maxReplicas: 10,
      metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(65))],
    });
    new KubePodDisruptionBudget(this, 'budget', {
      metadata,
      spec: {
        maxUnavailable: IntOrString.fromNumber(1),
        selector: { matchLabels: instance },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    });
    // The construct writes a rule for each peer, of which each is a construct again.
    new KubeNetworkPolicy(this, 'policy', { metadata, spec: networkPolicyOf(instance) });
  }
}

function containerOf(image: string, config: kplus.ConfigMap, tmp: kplus.Volume): kplus.ContainerProps {
  return {
    name: 'api',
    image,
    // As `portNumber` it would get a startup probe.
    ports: [{ name: 'http', number: PORT, protocol: kplus.Protocol.TCP }],
    envFrom: [kplus.Env.fromConfigMap(config)],
    liveness: kplus.Probe.fromHttpGet('/healthz', {
      port: PORT,
      initialDelaySeconds: Duration.seconds(0),
      periodSeconds: Duration.seconds(10),
      timeoutSeconds: Duration.seconds(5),
      successThreshold: 1,
      failureThreshold: 6,
    }),
    readiness: kplus.Probe.fromHttpGet('/readiness', {
      port: PORT,
      initialDelaySeconds: Duration.seconds(0),
      periodSeconds: Duration.seconds(5),
      timeoutSeconds: Duration.seconds(2),
      successThreshold: 1,
      failureThreshold: 3,
    }),
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '5']) },
    resources: {
      cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
      memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
    },
    // The enumeration lacks ALL.
    securityContext: { capabilities: { drop: ['ALL' as kplus.Capability] } },
    volumeMounts: [{ path: '/tmp', volume: tmp }],
  };
}

/** Fields that the props of a Deployment and its container do not have; storage they take in whole GiB alone. */
const WORKLOAD_PATCHES = [
  JsonPatch.add('/spec/revisionHistoryLimit', 3),
  JsonPatch.add('/spec/template/spec/enableServiceLinks', false),
  JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
  JsonPatch.add('/spec/template/spec/containers/0/envFrom/0/configMapRef/optional', false),
  ...['requests', 'limits'].map((resources) =>
    JsonPatch.add(
      `/spec/template/spec/containers/0/resources/${resources}/ephemeral-storage`,
      Quantity.fromString('256Mi'),
    ),
  ),
];

function spreadPatch(matchLabels: Record<string, string>): JsonPatch {
  const constraints = [kplus.Topology.ZONE, kplus.Topology.HOSTNAME].map(({ key }) => ({
    labelSelector: { matchLabels },
    maxSkew: 1,
    topologyKey: key,
    whenUnsatisfiable: 'ScheduleAnyway',
  }));
  return JsonPatch.add('/spec/template/spec/topologySpreadConstraints', constraints);
}

function networkPolicyOf(matchLabels: Record<string, string>): kplus.k8s.NetworkPolicySpec {
  const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { [kplus.Namespace.NAME_LABEL]: name } } });
  const port = (number: number, protocol: string) => ({ port: IntOrString.fromNumber(number), protocol });
  return {
    podSelector: { matchLabels },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      { from: [{ podSelector: {} }], ports: [port(PORT, 'TCP')] },
      { from: [namespace('traefik')], ports: [port(PORT, 'TCP')] },
    ],
    egress: [
      {
        to: [namespace('kube-system'), { ipBlock: { cidr: '169.254.0.0/16' } }],
        ports: [port(53, 'UDP'), port(53, 'TCP')],
      },
      { to: [{ podSelector: {} }] },
    ],
  };
}

function checksumOf(config: Readonly<Record<string, string>>): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(config)))
    .digest('hex');
}
