import { App, Chart, Size, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Application, Config, Platform, Route, Scaling, WebService } from '../lib';

const ENVIRONMENTS = ['development', 'staging', 'production'] as const;
const CONFIG = { DATABASE_HOST: 'db.internal', DATABASE_NAME: 'app', LOG_LEVEL: 'info', LOG_FORMAT: 'json' };

/** A way to render `count` services into a folder. */
export type Workload = (count: number, outdir: string) => void;

/** The service as this library describes it, an application each. */
export const ours: Workload = (count, outdir) => {
  const platform = new Platform({ environments: { development: {}, staging: {}, production: { protected: true } } });
  for (let i = 0; i < count; i++) {
    new Application(`app-${i}`, { platform, version: '1.5.0', outdir, ownsNamespace: false }, (chart) => {
      new WebService(chart, 'api', {
        image: `registry.example.com/app-${i}`,
        port: 8080,
        config: Config.fromObject(CONFIG),
        routes: [Route.to(`app-${i}.example.com`)],
        scaling: Scaling.between(3, 10, { cpu: 65 }),
      });
    }).synth();
  }
};

/** The same objects from cdk8s-plus done well: an App for each service and environment, a file for each object. */
export const cdk8sPlus: Workload = (count, outdir) => {
  for (let i = 0; i < count; i++) {
    for (const environment of ENVIRONMENTS) {
      const app = new App({
        outdir: `${outdir}/${environment}/app-${i}`,
        yamlOutputType: YamlOutputType.FILE_PER_RESOURCE,
      });
      describePlus(new Chart(app, `app-${i}`, { disableResourceNameHashes: true }), `app-${i}`);
      app.synth();
    }
  }
};

function describePlus(chart: Chart, name: string): void {
  const metadata = { name, labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/version': '1.5.0' } };
  const serviceAccount = new kplus.ServiceAccount(chart, 'account', { metadata });
  const configMap = new kplus.ConfigMap(chart, 'config', { metadata, data: CONFIG });
  const deployment = new kplus.Deployment(chart, 'deployment', {
    metadata,
    serviceAccount,
    containers: [
      {
        name: 'api',
        image: `registry.example.com/${name}:1.5.0`,
        portNumber: 8080,
        envFrom: [kplus.Env.fromConfigMap(configMap)],
        liveness: kplus.Probe.fromHttpGet('/healthz'),
        readiness: kplus.Probe.fromHttpGet('/readiness'),
        resources: {
          cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.millis(500) },
          memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
        },
      },
    ],
  });
  deployment.scheduling.spread({ topology: kplus.Topology.HOSTNAME });
  const service = deployment.exposeViaService({ name, ports: [{ port: 80, targetPort: 8080, name: 'http' }] });
  service.exposeViaIngress('/', { ingress: new kplus.Ingress(chart, 'ingress', { metadata }) });
  new kplus.HorizontalPodAutoscaler(chart, 'scaler', {
    metadata,
    target: deployment,
    minReplicas: 3,
    maxReplicas: 10,
    metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(65))],
  });
  new kplus.NetworkPolicy(chart, 'policy', { metadata, selector: deployment });
  new kplus.k8s.KubePodDisruptionBudget(chart, 'budget', {
    metadata,
    spec: {
      maxUnavailable: kplus.k8s.IntOrString.fromNumber(1),
      selector: { matchLabels: { 'app.kubernetes.io/name': name } },
    },
  });
}
