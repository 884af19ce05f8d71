import type { SealedSecretProps } from '../imports/bitnami.com';
import type { CertificateProps } from '../imports/cert-manager.io';
import type { ExternalSecretProps } from '../imports/external-secrets.io';
import type { CanaryProps, MetricTemplateProps } from '../imports/flagger.app';
import type { HttpRouteProps } from '../imports/gateway.networking.k8s.io';
import type { RouteTableProps, VirtualServiceProps } from '../imports/gateway.solo.io';
import type { UpstreamProps } from '../imports/gloo.solo.io';
import type { PodMonitorProps, ServiceMonitorProps } from '../imports/monitoring.coreos.com';
import type { IngressRouteProps, MiddlewareProps, TraefikServiceProps } from '../imports/traefik.io';
import type { k8s } from './k8s';

/** The generated types of the objects that this library makes. Types alone: the generated code is large, and nothing runs it. */
export interface Kinds {
  readonly Canary: CanaryProps;
  readonly Certificate: CertificateProps;
  readonly ConfigMap: k8s.KubeConfigMapProps;
  readonly CronJob: k8s.KubeCronJobProps;
  readonly Deployment: k8s.KubeDeploymentProps;
  readonly EndpointSlice: k8s.KubeEndpointSliceProps;
  readonly ExternalSecret: ExternalSecretProps;
  readonly HTTPRoute: HttpRouteProps;
  readonly HorizontalPodAutoscaler: k8s.KubeHorizontalPodAutoscalerV2Props;
  readonly Ingress: k8s.KubeIngressProps;
  readonly IngressRoute: IngressRouteProps;
  readonly Job: k8s.KubeJobProps;
  readonly LimitRange: k8s.KubeLimitRangeProps;
  readonly MetricTemplate: MetricTemplateProps;
  readonly Middleware: MiddlewareProps;
  readonly Namespace: k8s.KubeNamespaceProps;
  readonly NetworkPolicy: k8s.KubeNetworkPolicyProps;
  readonly PodDisruptionBudget: k8s.KubePodDisruptionBudgetProps;
  readonly PodMonitor: PodMonitorProps;
  readonly ResourceQuota: k8s.KubeResourceQuotaProps;
  readonly RouteTable: RouteTableProps;
  readonly SealedSecret: SealedSecretProps;
  readonly Service: k8s.KubeServiceProps;
  readonly ServiceAccount: k8s.KubeServiceAccountProps;
  readonly ServiceMonitor: ServiceMonitorProps;
  readonly TraefikService: TraefikServiceProps;
  readonly Upstream: UpstreamProps;
  readonly VirtualService: VirtualServiceProps;
}

/** Their API versions; a test compares them with the generated code. */
export const API_VERSIONS: Readonly<Record<keyof Kinds, string>> = {
  Canary: 'flagger.app/v1beta1',
  Certificate: 'cert-manager.io/v1',
  ConfigMap: 'v1',
  CronJob: 'batch/v1',
  Deployment: 'apps/v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  ExternalSecret: 'external-secrets.io/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  Ingress: 'networking.k8s.io/v1',
  IngressRoute: 'traefik.io/v1alpha1',
  Job: 'batch/v1',
  LimitRange: 'v1',
  MetricTemplate: 'flagger.app/v1beta1',
  Middleware: 'traefik.io/v1alpha1',
  Namespace: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PodDisruptionBudget: 'policy/v1',
  PodMonitor: 'monitoring.coreos.com/v1',
  ResourceQuota: 'v1',
  RouteTable: 'gateway.solo.io/v1',
  SealedSecret: 'bitnami.com/v1alpha1',
  Service: 'v1',
  ServiceAccount: 'v1',
  ServiceMonitor: 'monitoring.coreos.com/v1',
  TraefikService: 'traefik.io/v1alpha1',
  Upstream: 'gloo.solo.io/v1',
  VirtualService: 'gateway.solo.io/v1',
};
