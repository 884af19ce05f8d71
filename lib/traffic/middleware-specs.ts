import type { Duration } from 'cdk8s';
import { isIP } from 'node:net';
import type { ErrorCode } from '../errors';
import type { MiddlewareSpec as TypedSpec } from '../imports/traefik.io';
import { isDnsName, type Spelled } from '../manifest';
import { isCanonical, parseCidr } from './cidr';
import type { ClientProps, CorsProps, HeadersProps, RateLimitProps } from './middleware-props';
import { problemOfPath, withoutTrailingSlash } from './route-address';

/** What Traefik does, in its own spelling. */
export type MiddlewareSpec = Spelled<TypedSpec>;

/** Tells what is wrong with a middleware. */
export type Complain = (given: string, remedy: string, code?: ErrorCode) => void;

/** What HTTP allows as the name of a header or method. */
const TOKEN = /^[!#$%&'*+.^`|~\w-]+$/;

export function stripPrefix(complain: Complain, prefixes: readonly string[]): MiddlewareSpec {
  if (prefixes.length === 0) {
    complain('has no prefix', 'give a path such as "/v1/lulu"');
  }
  for (const path of prefixes) {
    const wrong = problemOfPath(path);
    if (wrong) {
      complain(`prefix ${JSON.stringify(path)} ${wrong[0]}`, wrong[1]);
    }
  }
  return { stripPrefix: { prefixes: prefixes.filter((path) => !problemOfPath(path)).map(withoutTrailingSlash) } };
}

export function headers(
  complain: Complain,
  { request, response, hsts, denyFrames, noSniff }: HeadersProps,
): MiddlewareSpec {
  if (![request, response].some((map) => map && Object.keys(map).length > 0) && !hsts && !denyFrames && !noSniff) {
    complain('changes no header', 'give one of request, response, hsts, denyFrames, noSniff');
  }
  for (const [name, value] of Object.entries({ ...request, ...response })) {
    if (!TOKEN.test(name)) {
      complain(`${JSON.stringify(name)} is no name of a header`, 'use letters, digits and hyphens');
    }
    if (typeof value !== 'string' || /[\x00-\x08\x0a-\x1f\x7f]/.test(value)) {
      // The value is not told: it may be a credential.
      complain(`the value of ${JSON.stringify(name)} is no text on one line`, 'give a string without line breaks');
    }
  }
  return {
    headers: {
      customRequestHeaders: request,
      customResponseHeaders: response,
      stsSeconds: wholeSeconds(complain, 'hsts', hsts),
      frameDeny: denyFrames,
      contentTypeNosniff: noSniff,
    },
  };
}

export function cors(
  complain: Complain,
  { origins = [], methods, headers: names, credentials, maxAge }: Partial<CorsProps>,
): MiddlewareSpec {
  const allowedMethods = methods ?? ['GET', 'HEAD', 'POST'];
  for (const origin of origins) {
    if (origin !== '*' && !/^[a-z][a-z\d+.-]*:\/\/[\w.:[\]-]+$/.test(origin)) {
      complain(
        `${JSON.stringify(origin)} is no origin`,
        'give scheme and host, such as "https://www.example.com", without a path',
      );
    }
  }
  for (const token of [...allowedMethods, ...(names ?? [])]) {
    if (!TOKEN.test(token)) {
      complain(`${JSON.stringify(token)} is no method or header`, 'give names such as "GET" or "X-Request-Id"');
    }
  }
  if (origins.length === 0) {
    complain('lets no origin call', 'give at least one in `origins`');
  }
  if (credentials && origins.includes('*')) {
    complain('lets any origin call with cookies', 'name the origins, or leave `credentials` out: browsers refuse it');
  }
  return {
    headers: {
      accessControlAllowOriginList: [...origins],
      accessControlAllowMethods: [...allowedMethods],
      accessControlAllowHeaders: names && [...names],
      accessControlAllowCredentials: credentials,
      accessControlMaxAge: wholeSeconds(complain, 'maxAge', maxAge),
      // Caches must not give one origin's answer to another.
      addVaryHeader: true,
    },
  };
}

export function rateLimit(
  complain: Complain,
  { average, burst = average, period, proxies }: RateLimitProps,
): MiddlewareSpec {
  checkWhole(complain, 'average', average, 1);
  checkWhole(complain, 'burst', burst, 1);
  const milliseconds = period?.toMilliseconds({ integral: false });
  if (milliseconds !== undefined && !(Number.isSafeInteger(milliseconds) && milliseconds > 0)) {
    complain('the period is no time', 'give one such as Duration.minutes(1)');
  }
  const depth = checkedDepth(complain, proxies);
  return {
    rateLimit: {
      average,
      burst,
      period: milliseconds === undefined ? undefined : goDuration(milliseconds),
      sourceCriterion: depth === undefined ? undefined : { ipStrategy: { depth } },
    },
  };
}

export function ipAllowList(complain: Complain, ranges: readonly string[], { proxies }: ClientProps): MiddlewareSpec {
  if (ranges.length === 0) {
    complain('lets nobody in', 'give at least one address or block');
  }
  for (const range of ranges) {
    const cidr = parseCidr(range);
    if (cidr && !isCanonical(range, cidr)) {
      complain(`${JSON.stringify(range)} has bits beyond its prefix`, `write ${JSON.stringify(cidr.text)}`, 'TF1521');
    } else if (!cidr && isIP(range) === 0) {
      complain(
        `${JSON.stringify(range)} is no address or block`,
        'give one such as "203.0.113.7" or "10.0.0.0/8"',
        'TF1521',
      );
    }
  }
  const depth = checkedDepth(complain, proxies);
  return { ipAllowList: { sourceRange: [...ranges], ipStrategy: depth === undefined ? undefined : { depth } } };
}

export function basicAuth(complain: Complain, secret: string): MiddlewareSpec {
  if (!isDnsName(secret)) {
    complain(
      `${JSON.stringify(secret)} is no name of a Secret`,
      "give the name of a Secret in the service's namespace",
    );
  }
  return { basicAuth: { secret } };
}

export function custom(complain: Complain, spec: MiddlewareSpec): MiddlewareSpec {
  const kinds = Object.values(spec).filter((value) => value !== undefined);
  if (kinds.length !== 1) {
    complain(
      `has ${kinds.length} kinds in its spec`,
      'give exactly one: Traefik refuses a Middleware with none or several',
    );
  }
  return spec;
}

/** The position in X-Forwarded-For, from the right, at which the client's address is: only there if a proxy wrote it. */
function checkedDepth(complain: Complain, proxies = 0): number | undefined {
  checkWhole(complain, 'proxies', proxies, 0);
  return proxies > 0 ? proxies : undefined;
}

function checkWhole(complain: Complain, prop: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    complain(`${prop} is ${value}`, `give a whole number, at least ${least}`);
  }
}

function wholeSeconds(complain: Complain, prop: string, time: Duration | undefined): number | undefined {
  const seconds = time?.toSeconds({ integral: false });
  if (seconds !== undefined && !Number.isSafeInteger(seconds)) {
    complain(`${prop} is ${seconds} seconds`, 'give whole seconds');
  }
  return seconds;
}

function goDuration(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}
