import type { Place } from '../errors';
import type { HttpRouteSpecRulesFilters } from '../imports/gateway.networking.k8s.io';
import type { Spelled } from '../manifest';
import type { RouteAddress } from './bound-route';
import { HeaderChanges, headersOfBrowsers, MAX_HEADERS } from './header-changes';
import type { Middleware } from './middleware';
import type { MiddlewareSpec } from './middleware-specs';
import { problemOfPath } from './route-address';

/** A change to requests or responses, as an HTTPRoute has it. */
export type GatewayFilter = Spelled<HttpRouteSpecRulesFilters>;

type MiddlewareSpecHeaders = NonNullable<MiddlewareSpec['headers']>;

/** Tells that a Gateway cannot do what a middleware asks. */
type Refuse = (given: string, remedy?: string) => void;

/** What a Gateway can do of Traefik's `headers`. */
const HEADER_FIELDS = [
  'customRequestHeaders',
  'customResponseHeaders',
  'stsSeconds',
  'frameDeny',
  'contentTypeNosniff',
] as const satisfies readonly (keyof MiddlewareSpecHeaders)[];

/**
 * Middlewares as filters of the Gateway API.
 *
 * A rule has each type of filter once at most, so what several middlewares say of headers becomes one filter.
 */
export function gatewayFilters(
  place: Place,
  middlewares: readonly Middleware[],
  address: RouteAddress,
): GatewayFilter[] {
  const [request, response] = [new HeaderChanges(), new HeaderChanges()];
  const paths: GatewayFilter[] = [];
  for (const middleware of middlewares) {
    const bound = middleware.bind(place);
    const name = 'existing' in bound ? bound.existing : bound.name;
    const refuse: Refuse = (given, remedy = 'leave it out, or use Route.traefik') =>
      place.problem('TF1532', `middleware ${JSON.stringify(name)}`, given, remedy);
    const { stripPrefix, redirectScheme, headers, ...others }: MiddlewareSpec = 'existing' in bound ? {} : bound.spec;
    if (stripPrefix) {
      paths.push(...rewrite(refuse, stripPrefix.prefixes ?? [], address));
    } else if (redirectScheme?.scheme === 'https' && redirectScheme.port === undefined) {
      paths.push(redirectToHttps(redirectScheme.permanent ?? false));
    } else if (headers && canChange(headers)) {
      request.add(headers.customRequestHeaders, refuse);
      response.add({ ...headers.customResponseHeaders, ...headersOfBrowsers(headers) }, refuse);
    } else {
      const kind = Object.keys(others)[0] ?? (headers ? 'CORS' : 'an object of Traefik');
      refuse(`asks for ${redirectScheme ? 'redirectScheme' : kind}, which a Gateway cannot do`);
    }
  }
  const where = `${address.host}${address.path}`;
  if (paths.length > 1) {
    const given = `${where} changes the path or redirects ${paths.length} times`;
    place.problem('TF1532', 'routes', given, 'a Gateway does it once: give one such middleware');
  }
  if (request.isTooMany || response.isTooMany) {
    const given = `${where} changes more headers than a Gateway takes`;
    place.problem('TF1532', 'routes', given, `set and remove ${MAX_HEADERS} at most, or use Route.traefik`);
  }
  return [
    ...request.filters((requestHeaderModifier) => ({
      type: 'RequestHeaderModifier' as const,
      requestHeaderModifier,
    })),
    ...response.filters((responseHeaderModifier) => ({
      type: 'ResponseHeaderModifier' as const,
      responseHeaderModifier,
    })),
    ...paths,
  ];
}

/** Takes a prefix off. A Gateway can only replace what the route's path matched, so the prefix must begin that path. */
function rewrite(refuse: Refuse, prefixes: readonly string[], { path, exact }: RouteAddress): GatewayFilter[] {
  if (problemOfPath(path)) {
    return [];
  }
  const prefix = prefixes.find((text) => text === '/' || path === text || path.startsWith(`${text}/`));
  if (prefix === undefined) {
    refuse(
      `takes ${prefixes.map((text) => JSON.stringify(text)).join(', ')} off ${JSON.stringify(path)}, which does not begin with it`,
      "a Gateway can only take off what the route's path begins with: give that, or use Route.traefik",
    );
    return [];
  }
  const rest = (prefix === '/' ? path : path.slice(prefix.length)) || '/';
  const replaced = exact
    ? { type: 'ReplaceFullPath' as const, replaceFullPath: rest }
    : { type: 'ReplacePrefixMatch' as const, replacePrefixMatch: rest };
  return [{ type: 'URLRewrite', urlRewrite: { path: replaced } }];
}

function redirectToHttps(permanent: boolean): GatewayFilter {
  return {
    type: 'RequestRedirect',
    requestRedirect: { scheme: 'https', statusCode: permanent ? 301 : 302 },
  };
}

function canChange(headers: MiddlewareSpecHeaders): boolean {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  return given.every(([field]) => (HEADER_FIELDS as readonly string[]).includes(field));
}
