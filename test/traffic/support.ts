import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { formatProblem, type Problem } from '../../lib/errors';
import type { CertificateSpec } from '../../lib/imports/cert-manager.io';
import type { HttpRouteSpec } from '../../lib/imports/gateway.networking.k8s.io';
import type { RouteTableSpec, VirtualServiceSpec } from '../../lib/imports/gateway.solo.io';
import type { UpstreamSpec } from '../../lib/imports/gloo.solo.io';
import type { IngressRouteSpec, MiddlewareSpec, TraefikServiceSpec } from '../../lib/imports/traefik.io';
import { type k8s, RenderContext, type RenderContextProps } from '../../lib/manifest';
import {
  bindNetwork,
  bindRoutes,
  type BoundRoutes,
  type Network,
  type NetworkTarget,
  type Route,
  type RouteTarget,
} from '../../lib/traffic';

/** The kinds that routes and policies become, and what their specs are. */
interface Specs {
  Certificate: CertificateSpec;
  HTTPRoute: HttpRouteSpec;
  Ingress: k8s.IngressSpec;
  IngressRoute: IngressRouteSpec;
  Middleware: MiddlewareSpec;
  NetworkPolicy: k8s.NetworkPolicySpec;
  RouteTable: RouteTableSpec;
  TraefikService: TraefikServiceSpec;
  Upstream: UpstreamSpec;
  VirtualService: VirtualServiceSpec;
}

/** A manifest of a kind. */
export interface Rendered<Kind extends keyof Specs> {
  readonly kind: Kind;
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec: Specs[Kind];
}

/** An application in an environment, whose problems are collected. */
export class Bench {
  readonly chart: Chart;
  readonly context: RenderContext;
  readonly problems: Problem[] = [];
  /** What the routes of services became, in the order they were given. */
  readonly bound: BoundRoutes[] = [];

  constructor(props: Partial<RenderContextProps> = {}) {
    this.chart = new Chart(new App(), 'production', { namespace: 'lulu' });
    this.context = RenderContext.attach(this.chart, {
      application: 'lulu',
      environment: 'production',
      namespace: 'lulu',
      place: 'lulu/production',
      sink: (problem) => this.problems.push(problem),
      ...props,
    });
  }

  /** Renders the routes of a service. */
  route(routes: readonly Route[], service = 'api', target: Partial<RouteTarget> = {}): this {
    const instance = this.context.instanceOf(service);
    const scope = new Construct(this.chart, service);
    const bound = bindRoutes(scope, this.context, this.context.place.within(service), routes, {
      instance,
      service,
      labels: { 'app.kubernetes.io/instance': instance },
      serviceName: instance,
      servicePort: 'http',
      portNumber: 80,
      ...target,
    });
    this.bound.push(bound);
    return this;
  }

  /** Renders the policy of a service that listens on 8080. */
  network(network?: Network, target: Partial<NetworkTarget> = {}): this {
    bindNetwork(this.chart, this.context, this.context.place.within('api'), network, {
      instance: 'lulu-api',
      labels: { 'app.kubernetes.io/instance': 'lulu-api' },
      ports: [{ name: 'http', port: 8080 }],
      ...target,
    });
    return this;
  }

  /** What was told, as people read it. */
  get lines(): string[] {
    return this.problems.map(formatProblem);
  }

  /** All objects. */
  get objects(): Rendered<keyof Specs>[] {
    return Testing.synth(this.chart) as Rendered<keyof Specs>[];
  }

  /** The objects of a kind. */
  all<Kind extends keyof Specs>(kind: Kind): Rendered<Kind>[] {
    return this.objects.filter((object) => object.kind === kind) as Rendered<Kind>[];
  }

  /** The one object of a kind. */
  one<Kind extends keyof Specs>(kind: Kind): Rendered<Kind> {
    const found = this.all(kind);
    expect(found).toHaveLength(1);
    return found[0]!;
  }
}
