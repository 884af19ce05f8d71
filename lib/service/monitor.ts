import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { kubeObject, type RenderContext } from '../manifest';
import type { BoundMetrics } from './metrics';
import type { ProcessIdentity } from './process';

/**
 * Tells the Prometheus operator where a process's metrics are; nothing where annotations do.
 *
 * A ServiceMonitor finds them through the Service, so a process without one gets a PodMonitor.
 */
export function bindMonitor(
  scope: Construct,
  context: RenderContext,
  { name, labels, selector }: ProcessIdentity,
  { path, scheme, port }: BoundMetrics,
  hasService: boolean,
): ApiObject | undefined {
  const metadata = { name, labels: { ...context.defaults.monitorLabels, ...labels } };
  const endpoints = [{ port: port.name, path, scheme }];
  const discovery = context.defaults.metrics ?? 'annotations';
  if (discovery === 'annotations') {
    return undefined;
  }
  return discovery === 'serviceMonitor' && hasService
    ? kubeObject(scope, 'ServiceMonitor', 'ServiceMonitor', {
        metadata,
        spec: { selector: { matchLabels: selector }, endpoints },
      })
    : kubeObject(scope, 'PodMonitor', 'PodMonitor', {
        metadata,
        spec: { selector: { matchLabels: selector }, podMetricsEndpoints: endpoints },
      });
}
