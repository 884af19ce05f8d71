import { manifestRule } from '../define-rule';
import { derived } from '../derived';
import type { Field } from '../field';
import { groupBy } from '../group-by';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { podsSelected } from '../meant';
import type { Rule } from '../rule';
import { isAstray } from '../selection';
import { matches } from '../selector';
import { mayHoldUnseen } from '../unseen';
import { few, hint, labelsText, word } from '../words';

const POD_MONITOR = 'monitoring.coreos.com/PodMonitor';
const SERVICE_MONITOR = 'monitoring.coreos.com/ServiceMonitor';
const MONITORS = [POD_MONITOR, SERVICE_MONITOR];

/** Where Prometheus finds metrics. */
export const monitors: readonly Rule[] = [
  manifestRule(
    {
      code: 'TF3024',
      severity: 'error',
      asked: ['kube-linter dangling-servicemonitor'],
      remedy: 'give it the labels of what has the metrics',
    },
    MONITORS,
    (monitor, tell, manifests) => {
      if (targetsOf(monitor, manifests)?.length !== 0) return;
      if (namespacesOf(monitor).some((namespace) => mayHoldUnseen(manifests, namespace))) return;
      const labels = labelsText(monitor.at('spec', 'selector', 'matchLabels').texts);
      const what = monitor.type === POD_MONITOR ? 'pod' : 'Service';
      tell(monitor.at('spec', 'selector'), labels ? `no ${what} here has ${labels}` : `it selects no ${what}`);
    },
  ),
  manifestRule(
    { code: 'TF3025', severity: 'error', remedy: 'name a port of what it selects' },
    MONITORS,
    (monitor, tell, manifests) => {
      const targets = targetsOf(monitor, manifests) ?? [];
      for (const port of endpointsOf(monitor).map((endpoint) => endpoint.at('port'))) {
        const name = port.text;
        const isThere = (target: Target) => target.some((own) => own.at('name').text === name);
        if (name === undefined || targets.length === 0 || targets.some(isThere)) continue;
        const names = [...new Set(targets.flat().flatMap((own) => own.at('name').text ?? []))];
        const known = names.length > 0 ? `, but ${few(names, word)}` : '';
        tell(port, `what it selects has no port ${word(name)}${known}${hint(name, names)}`);
      }
    },
  ),
];

function endpointsOf(monitor: Manifest): readonly Field[] {
  return monitor.at('spec', monitor.type === POD_MONITOR ? 'podMetricsEndpoints' : 'endpoints').items;
}

/** Where it looks, unless that is everywhere. */
function namespacesOf(monitor: Manifest): readonly string[] {
  const named = monitor.at('spec', 'namespaceSelector', 'matchNames').items.flatMap(({ text }) => text ?? []);
  return named.length > 0 ? named : [monitor.namespace];
}

/** The ports of a pod or Service. */
type Target = readonly Field[];

/** What it selects: the ports of each pod or Service; nothing where others may be meant. */
function targetsOf(monitor: Manifest, manifests: ManifestSet): readonly Target[] | undefined {
  const isAnywhere = monitor.at('spec', 'namespaceSelector', 'any').isTrue;
  const namespaces = namespacesOf(monitor);
  if (isAnywhere || !namespaces.every((namespace) => manifests.knows(namespace))) return undefined;
  const selector = monitor.at('spec', 'selector');
  if (monitor.type === POD_MONITOR) {
    if (isAstray(monitor, manifests)) return undefined;
    const pods = namespaces.flatMap((namespace) => podsSelected(manifests, namespace, selector));
    return pods.map(({ ports }) => ports);
  }
  const services = namespaces.flatMap((namespace) => servicesSelected(manifests, namespace, selector));
  return services.map((service) => service.at('spec', 'ports').items);
}

function servicesSelected(manifests: ManifestSet, namespace: string, selector: Field): Manifest[] {
  const [first] = Object.entries(selector.at('matchLabels').texts);
  const candidates = first
    ? byLabel(manifests)
        .get([namespace, ...first].join('\n'))
        ?.map(({ service }) => service)
    : manifests.of('Service').filter((service) => service.namespace === namespace);
  return candidates?.filter(({ labels }) => matches(selector, labels)) ?? [];
}

const byLabel = derived((manifests) =>
  groupBy(
    manifests
      .of('Service')
      .flatMap((service) =>
        Object.entries(service.labels).map((label) => ({ service, key: [service.namespace, ...label].join('\n') })),
      ),
    ({ key }) => key,
  ),
);
