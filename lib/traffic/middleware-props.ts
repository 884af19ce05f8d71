import type { Duration } from 'cdk8s';
import { any, duration, listOf, record, type Shape, text } from '../props';

/** What any middleware that is made for a service may say. */
export interface MiddlewareProps {
  /**
   * Its object is `<application>-<service>-<name>`. Needed for the second one of a kind.
   *
   * @default - its kind, such as `strip-prefix`
   */
  readonly name?: string;
}

/** What is done to headers. An empty value removes the header. */
export interface HeadersProps extends MiddlewareProps {
  /**
   * Headers that requests get.
   *
   * @default - none
   */
  readonly request?: Readonly<Record<string, string>>;
  /**
   * Headers that responses get.
   *
   * @default - none
   */
  readonly response?: Readonly<Record<string, string>>;
  /**
   * For how long browsers are to use nothing but TLS for the host (Strict-Transport-Security).
   *
   * @default - not told
   */
  readonly hsts?: Duration;
  /**
   * Whether browsers must not show the pages within others (X-Frame-Options: DENY).
   *
   * @default false
   */
  readonly denyFrames?: boolean;
  /**
   * Whether browsers must take the content type as it is told (X-Content-Type-Options: nosniff).
   *
   * @default false
   */
  readonly noSniff?: boolean;
}

/** Who may call from a page of another origin. */
export interface CorsProps extends MiddlewareProps {
  /** Origins that may call, such as `https://www.example.com`; `*` for any. */
  readonly origins: readonly string[];
  /**
   * Methods that they may use.
   *
   * @default ['GET', 'HEAD', 'POST']
   */
  readonly methods?: readonly string[];
  /**
   * Request headers that they may set.
   *
   * @default - those that browsers always let pass
   */
  readonly headers?: readonly string[];
  /**
   * Whether they may send cookies along. Not for any origin.
   *
   * @default false
   */
  readonly credentials?: boolean;
  /**
   * For how long browsers may remember the answer.
   *
   * @default - as browsers like
   */
  readonly maxAge?: Duration;
}

/** How the address of a client is found. */
export interface ClientProps extends MiddlewareProps {
  /**
   * How many proxies before Traefik add to X-Forwarded-For, a cloud's load balancer for instance. With too few, all
   * clients behind one count as one; with too many, clients can say who they are.
   *
   * @default 0
   */
  readonly proxies?: number;
}

/** How many requests a client may make. */
export interface RateLimitProps extends ClientProps {
  /** Requests in each period, on average. */
  readonly average: number;
  /**
   * Time in which the average is counted.
   *
   * @default Duration.seconds(1)
   */
  readonly period?: Duration;
  /**
   * Requests that may come at once.
   *
   * @default - as many as `average`
   */
  readonly burst?: number;
}

export const MIDDLEWARE: Shape<MiddlewareProps> = { name: { ...any, example: "'headers-2'" } };
export const HEADERS: Shape<HeadersProps> = {
  ...MIDDLEWARE,
  request: record("{ 'X-Team': 'lulu' }"),
  response: record("{ 'X-Team': 'lulu' }"),
  hsts: duration('Duration.days(365)'),
  denyFrames: any,
  noSniff: any,
};
export const CORS: Shape<CorsProps> = {
  ...MIDDLEWARE,
  origins: listOf(text("'https://www.example.com'")),
  methods: listOf(text("'GET'")),
  headers: listOf(text("'X-Request-Id'")),
  credentials: any,
  maxAge: duration('Duration.hours(1)'),
};
export const CLIENT: Shape<ClientProps> = { ...MIDDLEWARE, proxies: any };
export const RATE_LIMIT: Shape<RateLimitProps> = {
  ...CLIENT,
  average: any,
  period: duration('Duration.minutes(1)'),
  burst: any,
};
