import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import type { CanarySpec } from '../imports/flagger.app';
import { checkNameLength, kubeObject, type Spelled } from '../manifest';
import { type FlaggerRoute, protocolOf } from '../traffic';
import { Analysis, type BoundAnalysis } from './analysis';
import { canaryOf, checkNamedOnce, checkNamesMade, madeByFlagger, primaryOf } from './flagger-names';
import { checkUrl, secondsOf } from './flagger-values';
import { Gate } from './gate';
import type { ProgressiveProps } from './progressive';
import type { WebhookType } from './progressive-webhook';

/** The service that is rolled out progressively. */
export interface ProgressiveTarget {
  /** Name of its Deployment and autoscaler, of the Canary, and of the Service that Flagger makes. */
  readonly name: string;
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Namespace of the service.
   *
   * @default - not known
   */
  readonly namespace?: string;
  /** Name of the port that the container listens on, and of the one that the Services offer. */
  readonly portName: string;
  /** Number of the port that the Services offer. */
  readonly servicePort: number;
  /**
   * The service's `Route.gatewayApi`: Flagger makes the HTTPRoute of them.
   *
   * @default - none
   */
  readonly flaggerRoute?: FlaggerRoute;
  /**
   * Annotations of the Service that Flagger makes under the service's own name.
   *
   * @default - none
   */
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
  /**
   * The Ingress of the service's `Route.to`.
   *
   * @default - called as the service
   */
  readonly ingressName?: string;
  /**
   * Upstream of Gloo, in the service's namespace, whose settings Flagger gives to the two that it makes.
   *
   * @default - none
   */
  readonly upstreamName?: string;
}

/** What a progressive rollout renders. */
export interface BoundProgressive {
  readonly canary: ApiObject;
  readonly metricTemplates: readonly ApiObject[];
}

/** Renders a Canary and the templates of its metrics, and watches over the names that Flagger needs for itself. */
export function bindProgressive(
  scope: Construct,
  place: Place,
  props: ProgressiveProps,
  target: ProgressiveTarget,
): BoundProgressive {
  const { name, labels } = target;
  checkNameLength(place, 'rollout', primaryOf(name));
  const analysis = (props.analysis ?? Analysis.of()).bind(place, props.provider, name);
  const metricTemplates = analysis.templates.map((template) => {
    checkNameLength(place, 'rollout', template.name);
    return kubeObject(scope, `MetricTemplate-${template.name}`, 'MetricTemplate', {
      metadata: { name: template.name, labels },
      spec: template.spec,
    });
  });
  const spec = canarySpec(place, props, target, analysis);
  const canary = kubeObject(scope, 'Canary', 'Canary', { metadata: { name, labels }, spec });
  const made = [...madeByFlagger(name), ...props.provider.facts.makes(name, target.ingressName ?? name)];
  canary.node.addValidation({
    validate: () => {
      const neighbours = Chart.of(scope)
        .node.findAll()
        .filter((construct) => ApiObject.isApiObject(construct))
        .filter(({ metadata }) => metadata.namespace === canary.metadata.namespace);
      checkNamesMade(place, made, neighbours);
      return [];
    },
  });
  return { canary, metricTemplates };
}

/** The Canary's spec: pure, so that what it says can be looked at without a chart. */
export function canarySpec(
  place: Place,
  props: ProgressiveProps,
  target: ProgressiveTarget,
  { analysis }: BoundAnalysis,
): Spelled<CanarySpec> {
  const { provider, progressDeadline, metricsServer, alerts = [] } = props;
  const { name, portName, servicePort, serviceAnnotations } = target;
  if (metricsServer !== undefined) {
    checkUrl(place, 'rollout.metricsServer', metricsServer);
  }
  const webhooks = [...(props.gate ?? Gate.none()).webhooks(place, analysis.iterations), ...(props.webhooks ?? [])];
  checkNamedOnce(place, 'webhook', webhooks);
  checkLooks(place, props, analysis.metrics !== undefined, webhooks);
  return {
    provider: provider.facts.flagger,
    metricsServer,
    targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    // Without it, a promotion gives the primary as many pods as the canary has at that moment: under load an outage, until
    // the primary's own autoscaler makes up for it. With it, Flagger leaves that number alone, and starts a canary with
    // the autoscaler's least. It would make an autoscaler for the primary, but finds the one that is rendered; a promotion
    // sets that to what the canary's says, which is the same, so that Flagger and a GitOps engine never undo each other.
    autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name },
    ...routing(props, target),
    service: {
      port: servicePort,
      portName,
      targetPort: portName,
      appProtocol: protocolOf(portName).appProtocol,
      apex: serviceAnnotations && { annotations: serviceAnnotations },
      ...target.flaggerRoute,
    },
    progressDeadlineSeconds: progressDeadline && secondsOf(place, 'rollout.progressDeadline', progressDeadline),
    skipAnalysis: props.skipAnalysis || undefined,
    revertOnDeletion: props.revertOnDeletion || undefined,
    // Rendered even where it is skipped: Flagger takes its interval from here, and fails if it is not there.
    analysis: {
      ...analysis,
      webhooks: webhooks.length > 0 ? webhooks.map((hook) => hook.bind(place, addressOf(target))) : undefined,
      alerts: alerts.length > 0 ? alerts.map((alert) => alert.bind(place)) : undefined,
    },
  };
}

/** What Flagger divides the traffic of, where it is no object of its own. */
function routing(
  { provider }: ProgressiveProps,
  { name, namespace, ingressName = name, upstreamName }: ProgressiveTarget,
): Pick<Spelled<CanarySpec>, 'ingressRef' | 'upstreamRef'> {
  if (provider.kind === 'nginx') {
    return { ingressRef: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: ingressName } };
  }
  if (provider.kind === 'gloo' && upstreamName !== undefined) {
    // Elsewhere Flagger takes the Canary's namespace where none is given; here it would find nothing.
    return { upstreamRef: { apiVersion: 'gloo.solo.io/v1', kind: 'Upstream', name: upstreamName, namespace } };
  }
  return {};
}

const TESTS: readonly WebhookType[] = [
  'pre-rollout',
  'rollout',
  'confirm-rollout',
  'confirm-promotion',
  'confirm-traffic-increase',
];

/** Tells an analysis that passes every release whose pods start. */
function checkLooks(
  place: Place,
  { provider, skipAnalysis }: ProgressiveProps,
  measures: boolean,
  webhooks: readonly { readonly type: WebhookType }[],
): void {
  if (!measures && !skipAnalysis && !webhooks.some(({ type }) => TESTS.includes(type))) {
    place.problem(
      'TF1625',
      'rollout',
      `with Provider.${provider.kind} nothing is measured, tested or asked`,
      'give metrics, an acceptance test or a gate',
    );
  }
}

/** Where a test finds the pods of the new release. */
function addressOf({ name, namespace, servicePort }: ProgressiveTarget): string {
  const host = [canaryOf(name), ...(namespace === undefined ? [] : [namespace])].join('.');
  return servicePort === 80 ? host : `${host}:${servicePort}`;
}
