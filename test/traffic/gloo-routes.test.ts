import fc from 'fast-check';
import type { RouteTableSpecRoutes } from '../../lib/imports/gateway.solo.io';
import { Route } from '../../lib/traffic';
import { Bench } from './support';

/** The first route that matches, and the path that the service sees: what Gloo makes of it. */
function served(
  routes: readonly RouteTableSpecRoutes[],
  path: string,
): { upstream?: string; path: string } | undefined {
  for (const { matchers, routeAction, options } of routes) {
    const { exact, prefix } = matchers?.[0] ?? {};
    if (exact === path || (prefix !== undefined && path.startsWith(prefix))) {
      const matched = exact ?? prefix ?? '';
      return {
        upstream: routeAction?.single?.upstream?.name,
        path: (options?.prefixRewrite ?? matched) + path.slice(matched.length),
      };
    }
  }
  return undefined;
}

/** How Gloo sorts the routes of tables that are selected together: exact before prefix, then by the path, descending. */
function sorted(routes: readonly RouteTableSpecRoutes[]): RouteTableSpecRoutes[] {
  const key = ({ matchers }: RouteTableSpecRoutes) => matchers?.[0] ?? {};
  return [...routes].sort((a, b) => {
    const [one, other] = [key(a), key(b)];
    const byKind = Number(one.exact === undefined) - Number(other.exact === undefined);
    const [path, otherPath] = [one.exact ?? one.prefix ?? '', other.exact ?? other.prefix ?? ''];
    return byKind || (path < otherPath ? 1 : path > otherPath ? -1 : 0);
  });
}

interface Given {
  readonly path: string;
  readonly exact: boolean;
  readonly prefixRewrite?: string;
  readonly service: string;
}

/** What a route is for, as its documentation says: the most special one wins. */
function expected(given: readonly Given[], path: string): { upstream: string; path: string } | undefined {
  const rest = (base: string) => (base === '/' ? path : path.slice(base.length));
  const exact = given.find((route) => route.exact && route.path === path);
  const [best] = given
    .filter((route) => !route.exact && (rest(route.path) === '' || rest(route.path).startsWith('/')))
    .filter((route) => path.startsWith(route.path))
    .sort((a, b) => b.path.length - a.path.length);
  const route = exact ?? best;
  if (!route) {
    return undefined;
  }
  const { prefixRewrite = route.path } = route;
  const seen = exact ? prefixRewrite : `${prefixRewrite === '/' ? '' : prefixRewrite}${rest(route.path)}` || '/';
  return { upstream: `lulu-${route.service}`, path: seen };
}

const segment = fc.constantFrom('a', 'ab', 'b', 'a-b');
const path = fc.array(segment, { maxLength: 3 }).map((segments) => `/${segments.join('/')}`);
const anyRoute = fc.record({
  path,
  exact: fc.boolean(),
  prefixRewrite: fc.option(fc.constantFrom('/', '/x', '/x/y'), { nil: undefined }),
  service: fc.constantFrom('web', 'api'),
});
const anyRoutes = fc.uniqueArray(anyRoute, { selector: (route) => route.path, minLength: 1, maxLength: 6 });
const request = fc
  .tuple(path, fc.constantFrom('', '', '/'))
  .map(([base, slash]) => (base === '/' ? base : base + slash));

test('of all routes, in one table or in tables of two services, the most special one serves a request', () => {
  fc.assert(
    fc.property(anyRoutes, fc.array(request, { minLength: 1, maxLength: 8 }), (given, requests) => {
      const bench = new Bench();
      for (const service of ['web', 'api']) {
        const own = given.filter((route) => route.service === service);
        bench.route(
          own.map(({ path, exact, prefixRewrite }) =>
            Route.gloo('a.example.com', path, { exact, prefixRewrite, delegatedFrom: {} }),
          ),
          service,
        );
      }
      expect(bench.lines).toEqual([]);
      const tables = bench.all('RouteTable').map(({ spec }) => spec.routes ?? []);
      const together = sorted(tables.flat());
      for (const asked of requests) {
        expect(served(together, asked)).toEqual(expected(given, asked));
      }
      // A table alone needs no sorting, as in a VirtualService, where Gloo does not sort.
      for (const table of tables) {
        expect(table).toEqual(sorted(table));
      }
    }),
    { numRuns: 500 },
  );
});
