import { nameOf } from '../failure';
import type { ObjectKinds } from '../object-kinds';
import { groupBy } from '../../policy/group-by';
import { type Candidate, decideEach } from './decide';
import { hostRank, isBelow, type Refuse, type Request, type RouteTarget, shares } from './request';

type HttpRoute = ObjectKinds['HTTPRoute'];
type Rule = NonNullable<HttpRoute['spec']['rules']>[number];
type Match = NonNullable<Rule['matches']>[number];

/**
 * Where HTTPRoutes lead, each Gateway by itself: of the hosts the most special one, of the paths the exact one, else the
 * longest, then those that name the method.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
export function httpRouteTargets(routes: readonly HttpRoute[], request: Request, refuse: Refuse): RouteTarget[] {
  const groups = [...groupBy(routes, ({ spec }) => JSON.stringify(spec.parentRefs ?? []))].map(
    ([gateway, ofGateway]) => [gateway, ofGateway.flatMap((route) => candidatesOf(route, request, refuse))] as const,
  );
  return decideEach(new Map(groups), refuse);
}

function candidatesOf(object: HttpRoute, request: Request, refuse: Refuse): Candidate[] {
  const route = nameOf(object);
  const { hostnames = [], rules = [] } = object.spec;
  const hosts = hostnames.length > 0 ? hostnames.map((host) => hostRank(host, request.host, 'any labels')) : [1];
  const rank = Math.max(...hosts);
  return rank === 0
    ? []
    : rules.flatMap((rule) =>
        (rule.matches?.length ? rule.matches : [{} as Match]).flatMap((match): Candidate[] => {
          const found = matchRank(match, request);
          return found
            ? [{ route, ...found, rank: [rank, ...found.rank], targets: () => targetsOf(route, rule, refuse) }]
            : [];
        }),
      );
}

function matchRank(match: Match, { path, method }: Request): Pick<Candidate, 'rank' | 'unknown'> | undefined {
  const { type = 'PathPrefix', value = '/' } = match.path ?? {};
  const isMatch =
    type === 'Exact' ? value === path : type === 'PathPrefix' ? isBelow(value, path) : type === 'RegularExpression';
  if (!isMatch || (match.method !== undefined && match.method !== method)) {
    return undefined;
  }
  const more = [...(match.headers ?? []), ...(match.queryParams ?? [])].length;
  const unknown =
    more > 0
      ? 'it looks at headers or at the query'
      : type === 'RegularExpression'
        ? `what ${value} matches is left to the controller`
        : undefined;
  const length = type === 'RegularExpression' ? Infinity : value.length;
  return { rank: [type === 'Exact' ? 1 : 0, length, match.method === undefined ? 0 : 1, more], unknown };
}

function targetsOf(route: string, { backendRefs = [] }: Rule, refuse: Refuse): readonly RouteTarget[] {
  const backends = backendRefs.map(({ kind = 'Service', name, port, weight }) =>
    kind === 'Service' && port !== undefined
      ? { service: name, port, weight }
      : refuse(route, `${kind}/${name} is no Service with a port`),
  );
  return shares(route, backends);
}
