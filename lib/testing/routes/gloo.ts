import { nameOf } from '../failure';
import type { KubeObject } from '../kube-object';
import type { ObjectKinds } from '../object-kinds';
import { decide } from './decide';
import { type Backend, hostRank, type Refuse, type Request, type RouteTarget, shares } from './request';

type VirtualService = ObjectKinds['VirtualService'];
type Route = NonNullable<NonNullable<VirtualService['spec']['virtualHost']>['routes']>[number];
type Matcher = NonNullable<Route['matchers']>[number];
type Reference = { readonly name?: string; readonly namespace?: string };
type Destination = {
  readonly upstream?: Reference;
  readonly kube?: { readonly ref?: Reference; readonly port?: number };
};

/**
 * Where VirtualServices of Gloo lead: the host picks one of them, and of its routes the first that matches.
 *
 * @see https://docs.solo.io/gloo-edge/latest/introduction/traffic_management/
 */
export function glooTargets(objects: readonly KubeObject[], request: Request, refuse: Refuse): readonly RouteTarget[] {
  const hosts = objects
    .filter((object): object is VirtualService => object.kind === 'VirtualService')
    .map((object) => {
      const { domains = ['*'], routes = [] } = object.spec.virtualHost ?? {};
      const route = nameOf(object);
      const rank = Math.max(...domains.map((domain) => hostRank(domain, request.host, 'any labels')));
      const search = new Search(objects, request, (given) => refuse(route, given));
      return { route, rank: [rank], targets: () => shares(route, search.first(routes) ?? []) };
    });
  return decide(
    hosts.filter(({ rank: [rank = 0] }) => rank > 0),
    refuse,
  );
}

/** The search for a request's route. */
class Search {
  private readonly above = new Set<KubeObject>();

  constructor(
    private readonly objects: readonly KubeObject[],
    private readonly request: Request,
    private readonly refuse: (given: string) => never,
  ) {}

  /** The backends of the first route that matches; of delegated ones, if one of theirs does. */
  first(routes: readonly Route[]): readonly Backend[] | undefined {
    for (const route of routes) {
      const found = this.isMatch(route) ? this.follow(route) : undefined;
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  private isMatch({ matchers }: Route): boolean {
    return (matchers?.length ? matchers : [{ prefix: '/' }]).some((matcher: Matcher) => {
      const { exact, prefix, regex, methods, headers = [], queryParameters = [] } = matcher;
      const { path, method } = this.request;
      if (regex !== undefined || headers.length + queryParameters.length > 0) {
        return this.refuse('it looks at more than host, path and method');
      }
      const isPath = exact !== undefined ? exact === path : path.startsWith(prefix ?? '/');
      return isPath && (!methods?.length || methods.includes(method));
    });
  }

  private follow({ routeAction, delegateAction }: Route): readonly Backend[] | undefined {
    if (delegateAction) {
      return this.delegate(delegateAction.ref);
    }
    const several = routeAction?.multi?.destinations;
    if (several) {
      return several.map(({ destination = {}, weight = 0 }) => ({ ...this.backend(destination), weight }));
    }
    // A redirect, or an answer of its own, leads to no Service.
    return routeAction?.single ? [this.backend(routeAction.single)] : [];
  }

  private delegate(ref: Reference | undefined): readonly Backend[] | undefined {
    const table = this.objects.find(
      (object): object is ObjectKinds['RouteTable'] => object.kind === 'RouteTable' && isNamed(object, ref),
    );
    const what = ref ? `RouteTable/${ref.name}, which is not here` : 'every RouteTable that its selector selects';
    if (!table) return this.refuse(`it leads to ${what}`);
    if (this.above.has(table)) return this.refuse(`it leads to ${nameOf(table)}, which leads back to itself`);
    this.above.add(table);
    const found = this.first(table.spec.routes ?? []);
    this.above.delete(table);
    return found;
  }

  private backend({ upstream, kube }: Destination): Backend {
    if (kube) {
      return { service: kube.ref?.name ?? '', port: kube.port ?? 0 };
    }
    const found = this.objects.find(
      (object): object is ObjectKinds['Upstream'] => object.kind === 'Upstream' && isNamed(object, upstream),
    );
    const { serviceName, servicePort } = found?.spec.kube ?? {};
    return serviceName !== undefined && servicePort !== undefined
      ? { service: serviceName, port: servicePort }
      : this.refuse(`it leads to Upstream/${upstream?.name}, which is no Service here`);
  }
}

function isNamed({ metadata }: KubeObject, { name, namespace }: Reference = {}): boolean {
  return name !== undefined && metadata.name === name && (namespace === undefined || metadata.namespace === namespace);
}
