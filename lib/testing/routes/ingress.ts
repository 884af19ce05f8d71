import { nameOf } from '../failure';
import type { ObjectKinds } from '../object-kinds';
import { groupBy } from '../../policy/group-by';
import { type Candidate, decideEach } from './decide';
import { hostRank, isBelow, type Refuse, type Request, type RouteTarget, shares } from './request';

type Ingress = ObjectKinds['Ingress'];
type Backend = NonNullable<Ingress['spec']['defaultBackend']>;

/**
 * Where Ingresses lead, each class by itself: of the hosts the one without a wildcard, of the paths the longest, then the
 * exact one.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches
 */
export function ingressTargets(ingresses: readonly Ingress[], request: Request, refuse: Refuse): RouteTarget[] {
  const classOf = ({ metadata, spec }: Ingress) =>
    spec.ingressClassName ?? metadata.annotations?.['kubernetes.io/ingress.class'] ?? '';
  const groups = [...groupBy(ingresses, classOf)].map(
    ([name, ofClass]) => [name, ofClass.flatMap((ingress) => candidates(ingress, request, refuse))] as const,
  );
  return decideEach(new Map(groups), refuse);
}

function candidates(ingress: Ingress, { host, path }: Request, refuse: Refuse): Candidate[] {
  const route = nameOf(ingress);
  const { rules = [], defaultBackend } = ingress.spec;
  const found = rules.flatMap((rule) =>
    (rule.http?.paths ?? []).flatMap(({ path: own = '/', pathType, backend }): Candidate[] => {
      const rank = hostRank(rule.host, host, 'one label');
      const matches = pathType === 'Exact' ? own === path : pathType === 'Prefix' ? isBelow(own, path) : true;
      const unknown =
        pathType === 'Exact' || pathType === 'Prefix' ? undefined : `what ${own} matches is left to the controller`;
      // What a controller makes of a path may be anything, so that no other path is sure to win.
      const length = unknown === undefined ? own.replace(/\/$/, '').length : Infinity;
      const isExact = pathType === 'Exact' ? 1 : 0;
      return rank > 0 && matches
        ? [{ route, rank: [rank, length, isExact], unknown, targets: () => targetsOf(route, backend, refuse) }]
        : [];
    }),
  );
  return defaultBackend
    ? [...found, { route, rank: [0, 0, 0], targets: () => targetsOf(route, defaultBackend, refuse) }]
    : found;
}

function targetsOf(route: string, { service }: Backend, refuse: Refuse): readonly RouteTarget[] {
  const port = service?.port?.name ?? service?.port?.number;
  return service && port !== undefined
    ? shares(route, [{ service: service.name, port }])
    : refuse(route, 'its backend is no Service with a port');
}
