import type { SealedSecretSpec } from '../imports/bitnami.com';
import type { CertificateSpec } from '../imports/cert-manager.io';
import type { ExternalSecretSpec } from '../imports/external-secrets.io';
import type { AlertProviderSpec, CanarySpec, MetricTemplateSpec } from '../imports/flagger.app';
import type { HttpRouteSpec } from '../imports/gateway.networking.k8s.io';
import type { RouteTableSpec, VirtualServiceSpec } from '../imports/gateway.solo.io';
import type { UpstreamSpec } from '../imports/gloo.solo.io';
import type { PodMonitorSpec, ServiceMonitorSpec } from '../imports/monitoring.coreos.com';
import type { IngressRouteSpec, MiddlewareSpec, TraefikServiceSpec } from '../imports/traefik.io';
import type { k8s } from '../manifest';
import type { AsJson } from './as-json';
import type { KubeObject, OtherObject, Specified } from './kube-object';

/** An object without a `spec`, whose fields are its own. */
type Flat<Props> = KubeObject & AsJson<Omit<Props, 'metadata'>>;

/** The types of objects by their kinds. */
export interface ObjectKinds {
  readonly AlertProvider: Specified<AlertProviderSpec>;
  readonly Canary: Specified<CanarySpec>;
  readonly Certificate: Specified<CertificateSpec>;
  readonly ConfigMap: Flat<k8s.KubeConfigMapProps>;
  readonly CronJob: Specified<k8s.CronJobSpec>;
  readonly DaemonSet: Specified<k8s.DaemonSetSpec>;
  readonly Deployment: Specified<k8s.DeploymentSpec>;
  readonly EndpointSlice: Flat<k8s.KubeEndpointSliceProps>;
  readonly ExternalSecret: Specified<ExternalSecretSpec>;
  readonly HTTPRoute: Specified<HttpRouteSpec>;
  readonly HorizontalPodAutoscaler: Specified<k8s.HorizontalPodAutoscalerSpecV2>;
  readonly Ingress: Specified<k8s.IngressSpec>;
  readonly IngressRoute: Specified<IngressRouteSpec>;
  readonly Job: Specified<k8s.JobSpec>;
  readonly LimitRange: Specified<k8s.LimitRangeSpec>;
  readonly MetricTemplate: Specified<MetricTemplateSpec>;
  readonly Middleware: Specified<MiddlewareSpec>;
  readonly Namespace: Flat<k8s.KubeNamespaceProps>;
  readonly NetworkPolicy: Specified<k8s.NetworkPolicySpec>;
  readonly Pod: Specified<k8s.PodSpec>;
  readonly PodDisruptionBudget: Specified<k8s.PodDisruptionBudgetSpec>;
  readonly PodMonitor: Specified<PodMonitorSpec>;
  readonly ResourceQuota: Specified<k8s.ResourceQuotaSpec>;
  readonly RouteTable: Specified<RouteTableSpec>;
  readonly SealedSecret: Specified<SealedSecretSpec>;
  readonly Secret: Flat<k8s.KubeSecretProps>;
  readonly Service: Specified<k8s.ServiceSpec>;
  readonly ServiceAccount: Flat<k8s.KubeServiceAccountProps>;
  readonly ServiceMonitor: Specified<ServiceMonitorSpec>;
  readonly StatefulSet: Specified<k8s.StatefulSetSpec>;
  readonly TraefikService: Specified<TraefikServiceSpec>;
  readonly Upstream: Specified<UpstreamSpec>;
  readonly VirtualService: Specified<VirtualServiceSpec>;
}

/** The type of an object of a kind: `ObjectOf<'Deployment'>`. */
export type ObjectOf<Kind extends string> = Kind extends keyof ObjectKinds ? ObjectKinds[Kind] : OtherObject;

/** A kind: completion offers those that have types. */
export type KindName = keyof ObjectKinds | (string & {});
