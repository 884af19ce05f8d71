import { App, Chart, Size, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { CONFIG, ENVIRONMENTS, type Render } from './service';

/** cdk8s-plus done well: an `App` for each service and environment, a file for each object. */
export const plus: Render = (count, outdir) => {
  for (let i = 0; i < count; i++) {
    for (const environment of ENVIRONMENTS) {
      const app = new App({
        outdir: `${outdir}/${environment}/app-${i}`,
        yamlOutputType: YamlOutputType.FILE_PER_RESOURCE,
      });
      describe(new Chart(app, `app-${i}`, { disableResourceNameHashes: true }), `app-${i}`);
      app.synth();
    }
  }
};

/** As people begin: one `App`, which cdk8s prepares and validates again for each chart in it. */
export const onePlus: Render = (count, outdir) => {
  const app = new App({ outdir, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
  for (let i = 0; i < count; i++) {
    for (const environment of ENVIRONMENTS) {
      describe(new Chart(app, `${environment}-app-${i}`, { disableResourceNameHashes: true }), `app-${i}`);
    }
  }
  app.synth();
};

/** The objects of a service by cdk8s-plus: those that this library renders, as far as its constructs have them. */
function describe(chart: Chart, name: string): void {
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
