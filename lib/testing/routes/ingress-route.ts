import { nameOf } from '../failure';
import type { KubeObject } from '../kube-object';
import type { ObjectKinds } from '../object-kinds';
import { groupBy } from '../../policy/group-by';
import { type Candidate, decide } from './decide';
import { type Backend, type Refuse, type Request, type RouteTarget, shares } from './request';
import { matchesRule } from './traefik-rule';

type IngressRoute = ObjectKinds['IngressRoute'];

/** What Traefik sends to: a Service, or a TraefikService. */
interface Sent {
  readonly kind?: string;
  readonly name: string;
  readonly port?: number | string;
  readonly weight?: number;
}

/**
 * Where IngressRoutes lead, each entry point by itself: of the rules the one of the highest priority, which is its length
 * where none is given.
 *
 * @see https://doc.traefik.io/traefik/routing/routers/#priority
 */
export function ingressRouteTargets(objects: readonly KubeObject[], request: Request, refuse: Refuse): RouteTarget[] {
  const routes = objects.filter((object): object is IngressRoute => object.kind === 'IngressRoute');
  const rules = routes.flatMap((object) =>
    (object.spec.entryPoints ?? ['']).map((entryPoint) => ({ object, entryPoint })),
  );
  const found = [...groupBy(rules, ({ entryPoint }) => entryPoint).values()].flatMap((group) => {
    const candidates = group.flatMap(({ object }) => candidatesOf(object, objects, request, refuse));
    return decide(candidates, refuse);
  });
  // What serves at several entry points is told once.
  return found.filter((target, index) => found.findIndex((other) => isSame(other, target)) === index);
}

function candidatesOf(
  object: IngressRoute,
  objects: readonly KubeObject[],
  request: Request,
  refuse: Refuse,
): Candidate[] {
  const route = nameOf(object);
  return object.spec.routes.flatMap(({ match, priority, services = [] }): Candidate[] => {
    const answer = matchesRule(match, request);
    const unknown = answer === undefined ? `its rule ${match} looks at more than host, path and method` : undefined;
    const targets = () =>
      shares(
        route,
        backendsOf(services, objects, (given) => refuse(route, given)),
      );
    return answer === false ? [] : [{ route, rank: [priority || match.length], unknown, targets }];
  });
}

function backendsOf(
  services: readonly Sent[],
  objects: readonly KubeObject[],
  refuse: (given: string) => never,
  above: readonly string[] = [],
): readonly Backend[] {
  return services.flatMap(({ kind, name, port, weight = 1 }): readonly Backend[] => {
    if (kind !== 'TraefikService') {
      return port === undefined ? refuse(`it names no port of ${name}`) : [{ service: name, port, weight }];
    }
    const shared = objects.find(
      (object): object is ObjectKinds['TraefikService'] =>
        object.kind === 'TraefikService' && object.metadata.name === name,
    );
    const inner = shared?.spec.weighted?.services;
    if (above.includes(name)) {
      return refuse(`it leads to TraefikService/${name}, which leads back to itself`);
    }
    if (!inner) {
      return refuse(`it leads to TraefikService/${name}, which shares out requests by weight nowhere here`);
    }
    const backends = backendsOf(inner, objects, refuse, [...above, name]);
    const sum = backends.reduce((total, one) => total + (one.weight ?? 1), 0) || 1;
    return backends.map((one) => ({ ...one, weight: (weight * (one.weight ?? 1)) / sum }));
  });
}

function isSame(a: RouteTarget, b: RouteTarget): boolean {
  return a.route === b.route && a.service === b.service && a.port === b.port && a.share === b.share;
}
