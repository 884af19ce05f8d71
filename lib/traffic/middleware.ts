import type { Place } from '../errors';
import { checkName, isDnsLabel, isDnsName } from '../manifest';
import { checkedProps, type Shape } from '../props';
import {
  CLIENT,
  type ClientProps,
  CORS,
  type CorsProps,
  HEADERS,
  type HeadersProps,
  MIDDLEWARE,
  type MiddlewareProps,
  RATE_LIMIT,
  type RateLimitProps,
} from './middleware-props';
import {
  basicAuth,
  cors,
  custom,
  headers,
  ipAllowList,
  rateLimit,
  stripPrefix,
  type Complain,
  type MiddlewareSpec,
} from './middleware-specs';

/** A middleware that has been checked: one to make, or one that is there. */
export type BoundMiddleware =
  { readonly name: string; readonly spec: MiddlewareSpec } | { readonly existing: string; readonly namespace?: string };

/** What Traefik does with requests on their way to the service, or with responses on their way back. */
export class Middleware {
  /** Takes a prefix off the path: of `/v1/lulu/users`, the service then sees `/users`. The first one given that fits. */
  static stripPrefix(prefix: string | readonly string[], props: MiddlewareProps = {}): Middleware {
    const prefixes = typeof prefix === 'string' ? [prefix] : prefix;
    return Middleware.given('strip-prefix', props, MIDDLEWARE, (complain) => stripPrefix(complain, prefixes));
  }

  /** Sets and removes headers. */
  static headers(props: HeadersProps): Middleware {
    return Middleware.given('headers', props, HEADERS, (complain, props) => headers(complain, props));
  }

  /** Lets pages of other origins call (CORS). */
  static cors(props: CorsProps): Middleware {
    return Middleware.given('cors', props, CORS, (complain, props) => cors(complain, props));
  }

  /** Lets each client make so many requests in a time; the others are answered with 429. */
  static rateLimit(props: RateLimitProps): Middleware {
    return Middleware.given('rate-limit', props, RATE_LIMIT, (complain, props) => rateLimit(complain, props));
  }

  /**
   * Answers with a redirection to the same address over TLS. For a route on an entry point without TLS, beside the one
   * that serves; for a whole platform, Traefik can do it at the entry point.
   */
  static redirectToHttps(props: MiddlewareProps = {}): Middleware {
    return Middleware.given('redirect-to-https', props, MIDDLEWARE, () => ({
      redirectScheme: { scheme: 'https', permanent: true },
    }));
  }

  /** Lets in requests from these addresses and blocks alone: `10.0.0.0/8`, `203.0.113.7`. */
  static ipAllowList(ranges: readonly string[], props: ClientProps = {}): Middleware {
    return Middleware.given('ip-allow-list', props, CLIENT, (complain, props) => ipAllowList(complain, ranges, props));
  }

  /** Asks for a user and password; the Secret has the users, in htpasswd format, under the key `users`. */
  static basicAuth(secret: string, props: MiddlewareProps = {}): Middleware {
    return Middleware.given('basic-auth', props, MIDDLEWARE, (complain) => basicAuth(complain, secret));
  }

  /** Compresses responses, where clients understand it. */
  static compress(props: MiddlewareProps = {}): Middleware {
    return Middleware.given('compress', props, MIDDLEWARE, () => ({ compress: {} }));
  }

  /** Any other middleware of Traefik, in its own spelling: one field of `spec`. */
  static custom(name: string, spec: MiddlewareSpec): Middleware {
    return new Middleware(name, (complain) => custom(complain, spec));
  }

  /**
   * A middleware that is there already.
   *
   * @param name of the Middleware.
   * @param namespace where it is not the service's: an IngressRoute may only name it if Traefik allows it
   * (`allowCrossNamespace`).
   */
  static existing(name: string, namespace?: string): Middleware {
    return new Middleware(name, undefined, namespace);
  }

  private static given<Props extends MiddlewareProps>(
    kind: string,
    props: Props,
    shape: Shape<NoInfer<Props>>,
    make: (complain: Complain, props: Props) => MiddlewareSpec,
  ): Middleware {
    const name = props?.name ?? kind;
    return new Middleware(name, (complain, place, subject) =>
      make(complain, checkedProps(place, subject, props, shape)),
    );
  }

  private constructor(
    private readonly name: string,
    private readonly spec?: (complain: Complain, place: Place, subject: string) => MiddlewareSpec,
    private readonly namespace?: string,
  ) {}

  /** @internal */
  bind(place: Place): BoundMiddleware {
    const subject = `middleware ${JSON.stringify(this.name)}`;
    const complain: Complain = (given, remedy, code = 'TF1511') => place.problem(code, subject, given, remedy);
    if (!this.spec) {
      if (!isDnsName(this.name) || (this.namespace !== undefined && !isDnsLabel(this.namespace))) {
        complain(
          `${[this.namespace, this.name].filter((part) => part !== undefined).join('/')} is no name`,
          'give the names of a Middleware and its namespace',
        );
      }
      return { existing: this.name, namespace: this.namespace };
    }
    checkName(place, 'middleware', this.name);
    return { name: this.name, spec: this.spec(complain, place, subject) };
  }
}
