import type { Chart } from 'cdk8s';
import type { Bundle, Tree } from '../manifest';
import type { Application } from '../platform';
import { type Endpoint, endpointsOf } from './endpoints';
import { environmentOf } from './environment-of';
import { compareNames } from './expect-kinds';
import { fail, nameOf, namesNear, nearest } from './failure';
import type { Container, KubeObject, PodSpec } from './kube-object';
import { mayCall, type Party } from './network';
import type { KindName, ObjectOf } from './object-kinds';
import { allContainers, podsOf } from './pods';
import type { RouteTarget } from './routes/request';
import { routeTo } from './routes/route-to';
import { readAll, readOne, type Rendered, type Source, type Unrendered } from './sources';

/**
 * The objects of an application in an environment, to be looked into by tests: in memory, nothing is written.
 *
 * What is looked for and not there is an error that says what is there.
 *
 * @example
 * `Manifests.of(application, 'production').find('Deployment', 'lulu-api').spec.replicas`
 */
export class Manifests {
  /**
   * The objects of an application, or of a rendered bundle, in an environment.
   *
   * @throws TwelveFactorError with all that is wrong in any environment; TF3501 for an environment that there is not
   */
  static of<E extends string>(rendered: Application<E> | Bundle, environment: NoInfer<E>): Manifests;
  /** The objects of a chart, of a rendered tree, or of a list. */
  static of(objects: Chart | Tree | readonly object[]): Manifests;
  static of(given: Rendered<string> | Unrendered, environment?: string): Manifests {
    return new Manifests(readOne(given, environment));
  }

  /**
   * The objects in every environment, by its name: `const { staging, production } = Manifests.all(application)`. It is
   * rendered once.
   *
   * @throws TwelveFactorError with all that is wrong in any environment
   */
  static all<E extends string>(rendered: Application<E> | Bundle): Readonly<Record<E, Manifests>> {
    const all = [...readAll(rendered as Rendered<string>)];
    return Object.fromEntries(all.map(([name, source]) => [name, new Manifests(source)])) as Record<E, Manifests>;
  }

  /** All objects, sorted by kind and name. */
  readonly objects: readonly KubeObject[];

  private constructor(
    /** @internal */
    readonly source: Source,
  ) {
    const keyed = source.objects.map((object) => [nameOf(object), object] as const);
    this.objects = keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, object]) => object);
  }

  /** Kind and name of each object, sorted: `Deployment/lulu-api`. */
  get names(): readonly string[] {
    return this.objects.map(nameOf);
  }

  /**
   * The object of a kind and name.
   *
   * @param name as it is rendered, with the slot; the one of its kind where none is given
   * @throws TwelveFactorError TF3502 where there is none, or more than one
   */
  find<Kind extends KindName>(kind: Kind, name?: string): ObjectOf<Kind> {
    const ofKind = this.findAll(kind);
    const found = name === undefined ? ofKind : ofKind.filter(({ metadata }) => metadata.name === name);
    return found.length === 1 ? (found[0] as ObjectOf<Kind>) : this.tellNotOne(kind, name, found.length);
  }

  /** The objects of a kind, sorted by name; none where there are none. */
  findAll<Kind extends KindName>(kind: Kind): readonly ObjectOf<Kind>[] {
    return this.objects.filter((object) => object.kind === kind) as unknown as readonly ObjectOf<Kind>[];
  }

  /**
   * What a pod of a workload is made of.
   *
   * @param name as it is rendered, with the slot; the one of its kind where none is given
   * @throws TwelveFactorError TF3502 where there is no such workload; TF3504 where it has no pods
   */
  pod(kind: KindName, name?: string): PodSpec {
    const workload = this.find(kind, name) as KubeObject;
    return (
      podsOf(workload)?.spec ??
      fail('TF3504', this.source.place, nameOf(workload), 'it makes no pods', 'give a workload, such as a Deployment')
    );
  }

  /**
   * A container of a workload's pods.
   *
   * @param name of the workload, as it is rendered; the one of its kind where none is given
   * @param container its name; the first of the pod, which is the process itself, where none is given
   * @throws TwelveFactorError TF3502 where there is no such workload; TF3504 where it has no such container
   */
  container(kind: KindName, name?: string, container?: string): Container {
    const all = allContainers(this.pod(kind, name));
    const found = container === undefined ? all[0] : all.find((one) => one.name === container);
    const names = all.map((one) => one.name);
    const subject = `container ${container ?? ''}`.trim();
    const given = `${nameOf(this.find(kind, name))} has none of that name`;
    return found ?? fail('TF3504', this.source.place, subject, given, `there are ${namesNear(container ?? '', names)}`);
  }

  /**
   * Says which objects there are, all of them: `['Deployment/lulu-api', 'Service/lulu-api', ...]`, in any order.
   *
   * @throws TwelveFactorError TF3503 with a line for each object, those that differ marked `-` (expected, not there) and `+`
   */
  expectKinds(expected: readonly string[]): void {
    const lines = compareNames(expected, this.names);
    const wrong = lines.filter((line) => !line.startsWith(' ')).length;
    if (wrong > 0) {
      const given = `${wrong} of them ${wrong === 1 ? 'is' : 'are'} not as expected`;
      fail(
        'TF3503',
        this.source.place,
        'objects',
        given,
        'correct what is expected (-) or what is rendered (+)',
        lines,
      );
    }
  }

  /**
   * The pods that a Service selects, and the ports that they have for it: none where it selects nothing.
   *
   * Pods of these manifests alone: what a controller makes of them in the cluster, as Flagger does, is not there.
   *
   * @param service the object, or its name
   * @throws TwelveFactorError TF3502 where there is no such Service
   */
  endpointsOf(service: ObjectOf<'Service'> | string): readonly Endpoint[] {
    const object = typeof service === 'string' ? this.find('Service', service) : service;
    return endpointsOf(
      object,
      this.objects.flatMap((workload) => podsOf(workload) ?? []),
    );
  }

  /**
   * The variables that a process is given, by name: those of `envFrom` and `env`, merged as Kubernetes does it.
   *
   * A ConfigMap that is rendered gives its values. What is a reference stays one: `Secret/lulu-secret#PASSWORD`,
   * `fieldRef/metadata.name`; in the middle of a value it is `$(Secret/lulu-secret#PASSWORD)`. Of a Secret (or
   * ConfigMap) with keys that these manifests do not tell there is an entry for all of them, `'Secret/lulu-secret': '*'`.
   * Variables of the image, and those that Kubernetes adds for Services, are not there.
   *
   * @param container what `container` gives, or one of a pod that is found
   * @throws TwelveFactorError TF3504 for a container of other manifests; TF3505 for a key that is not in its ConfigMap or
   * Secret, so that the pod would not start
   */
  environmentOf(container: Container): Readonly<Record<string, string>> {
    const { place } = this.source;
    const pods = this.objects.flatMap((workload) => podsOf(workload) ?? []);
    const owner = pods.find(({ spec }) => allContainers(spec).includes(container));
    if (!owner) {
      return fail('TF3504', place, 'environmentOf', 'no pod here has this container', 'give what `container` gives');
    }
    return environmentOf(container, owner.namespace, this.objects, (variable, { name, keys }, key) => {
      const given = `its key ${key} is not in ${name}`;
      const remedy = `the pod would not start: there are ${namesNear(key, [...(keys?.keys() ?? [])])}`;
      return fail('TF3505', `${place}/${nameOf(owner.workload)}`, `variable ${variable}`, given, remedy);
    });
  }

  /**
   * Where a request leads by the routes that there are: Service, port, and percent of the requests; nowhere is an empty list.
   *
   * By the rules of Ingress, of Traefik's IngressRoute, of the Gateway API and of Gloo, each by itself: a host that is
   * served by two of them has both answers.
   *
   * @param method of the request
   * @throws TwelveFactorError TF3507 where host, path and method do not decide: a header does, a controller's own expression,
   * or what is made in the cluster
   */
  routeTo(host: string, path: string, method = 'GET'): readonly RouteTarget[] {
    const request = { host: host.toLowerCase(), path, method: method.toUpperCase() };
    return routeTo(this.objects, request, (route, given) =>
      fail('TF3507', `${this.source.place}/${route}`, `${method} ${host}${path}`, given, 'test it at its controller'),
    );
  }

  /**
   * Whether the network policies that there are allow a call. Other pods may have policies of their own, which are not here.
   *
   * An address block allows what is outside of the cluster alone: whether it holds for pods is up to the network's plugin.
   *
   * @param from a workload that is found, pods of another application by namespace and labels, or an address
   * @param to the same
   * @param port that the called pods listen on, which is not that of their Service
   * @throws TwelveFactorError TF3504 for an object that is no workload
   */
  mayCall(from: Party, to: Party, port: number, protocol: 'TCP' | 'UDP' | 'SCTP' = 'TCP'): boolean {
    for (const party of [from, to]) {
      if ('kind' in party && !podsOf(party)) {
        fail('TF3504', this.source.place, nameOf(party), 'it makes no pods', 'give a workload, such as a Deployment');
      }
    }
    return mayCall(this.objects, { from, to, port, protocol });
  }

  private tellNotOne(kind: string, name: string | undefined, count: number): never {
    const { place } = this.source;
    const ofKind = this.names.filter((one) => one.startsWith(`${kind}/`));
    const subject = name === undefined ? kind : `${kind}/${name}`;
    if (count > 1) {
      const remedy = name === undefined ? 'give its name' : 'take them from findAll, by their namespaces';
      const which = name === undefined ? `: ${namesNear('', ofKind)}` : '';
      return fail('TF3502', place, subject, `there are ${count} of them${which}`, remedy);
    }
    const meant = nearest(subject, name === undefined ? this.objects.map((object) => object.kind) : this.names);
    const there = ofKind.length > 0 ? ofKind : this.names;
    const remedy = `there are ${namesNear(subject, there)}`;
    return fail('TF3502', place, subject, 'is not there', meant ? `did you mean ${meant}? ${remedy}` : remedy);
  }
}
