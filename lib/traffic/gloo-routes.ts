import type { RouteTableSpecRoutes } from '../imports/gateway.solo.io';
import type { Spelled } from '../manifest';
import type { BoundGlooRoute, Some } from './bound-route';
import { protobufDuration } from './route-times';

type GlooRoute = Spelled<RouteTableSpecRoutes>;

/** Who gets the requests of a route. */
export type GlooAction = Pick<GlooRoute, 'routeAction' | 'delegateAction'>;

/** One matcher, with what its path becomes. */
interface Match {
  readonly matcher: { readonly exact: string } | { readonly prefix: string };
  readonly route: BoundGlooRoute;
  readonly prefixRewrite?: string;
}

/**
 * Routes as Gloo has them, the special ones first: Gloo takes the first one that matches.
 *
 * A route for each matcher. Route tables that are selected together are sorted by the most special matcher of each route,
 * so that two matchers in one route would lift the general one over routes that it hides.
 *
 * @param isDelegating whether the routes lead to a RouteTable: then they can only go by prefix
 */
export function glooRoutes(routes: Some<BoundGlooRoute>, action: GlooAction, isDelegating = false): GlooRoute[] {
  return routes
    .flatMap((route) => (isDelegating ? prefixesOf(route) : matchesOf(route)))
    .sort((a, b) => compare(rank(a), rank(b)))
    .map(({ matcher, route, prefixRewrite }) => ({
      matchers: [matcher],
      ...action,
      options: optionsOf(route, prefixRewrite),
    }));
}

/**
 * The matchers of a path. Gloo compares by characters, so that the prefix `/v1/lulu` would match `/v1/lulu-two`: the path
 * itself and what is below it are two.
 */
function matchesOf(route: BoundGlooRoute): Match[] {
  const { path, exact, prefixRewrite } = route;
  if (exact) {
    return [{ matcher: { exact: path }, route, prefixRewrite }];
  }
  const below = {
    matcher: { prefix: withSlash(path) },
    route,
    prefixRewrite: prefixRewrite && withSlash(prefixRewrite),
  };
  return path === '/' ? [below] : [{ matcher: { exact: path }, route, prefixRewrite }, below];
}

/** The matchers of a path by prefix alone: one, unless the path is replaced, where a slash must not be left or doubled. */
function prefixesOf(route: BoundGlooRoute): Match[] {
  const { path, prefixRewrite } = route;
  if (path === '/' || prefixRewrite === undefined) {
    return [{ matcher: { prefix: path }, route, prefixRewrite: prefixRewrite && withSlash(prefixRewrite) }];
  }
  return [
    { matcher: { prefix: withSlash(path) }, route, prefixRewrite: withSlash(prefixRewrite) },
    { matcher: { prefix: path }, route, prefixRewrite },
  ];
}

function optionsOf({ timeout, retries }: BoundGlooRoute, prefixRewrite: string | undefined): GlooRoute['options'] {
  if (prefixRewrite === undefined && timeout === undefined && retries === undefined) {
    return undefined;
  }
  return {
    prefixRewrite,
    timeout: timeout === undefined ? undefined : protobufDuration(timeout),
    retries: retries && {
      retryOn: retries.on,
      numRetries: retries.attempts,
      perTryTimeout: retries.perTry === undefined ? undefined : protobufDuration(retries.perTry),
    },
  };
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

/** Exact paths before prefixes, and what is longer before what it begins with. */
function rank({ matcher }: Match): readonly [number, string] {
  return 'exact' in matcher ? [0, matcher.exact] : [1, matcher.prefix];
}

function compare([kind, path]: readonly [number, string], [otherKind, otherPath]: readonly [number, string]): number {
  return kind - otherKind || (path === otherPath ? 0 : path < otherPath ? 1 : -1);
}
