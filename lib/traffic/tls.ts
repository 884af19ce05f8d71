import type { Place } from '../errors';
import { isDnsName } from '../manifest';

/** Where a route's certificate comes from, checked. */
export interface BoundTls {
  /** Whether the route is served over TLS at all. */
  readonly on: boolean;
  /** Secret that somebody else keeps. */
  readonly secret?: string;
  /** ClusterIssuer that signs a certificate for the service's hosts. */
  readonly issuer?: string;
  /** Certificate resolver of Traefik. */
  readonly resolver?: string;
}

/** Whether a route is served over TLS, and where its certificate comes from. */
export class Tls {
  /** Over TLS, with the certificate that the ingress controller has by default, a wildcard for instance. */
  static defaultCertificate(): Tls {
    return new Tls({ on: true });
  }

  /** Over TLS, with the certificate in a Secret of the service's namespace. */
  static secret(name: string): Tls {
    return new Tls({ on: true, secret: name });
  }

  /** Over TLS, with a certificate that a ClusterIssuer of cert-manager signs, in a Secret `<application>-<service>-tls`. */
  static issuedBy(clusterIssuer: string): Tls {
    return new Tls({ on: true, issuer: clusterIssuer });
  }

  /** Over TLS, with a certificate that Traefik itself gets, from the certificate resolver of that name. */
  static resolvedBy(certResolver: string): Tls {
    return new Tls({ on: true, resolver: certResolver });
  }

  /** In the clear: for an entry point inside a network that is trusted, or one that only redirects. */
  static off(): Tls {
    return new Tls({ on: false });
  }

  private constructor(private readonly source: BoundTls) {}

  /**
   * Where the certificate comes from, or nothing where that is no name.
   *
   * @internal
   */
  bind(place: Place): BoundTls | undefined {
    const { secret, issuer, resolver } = this.source;
    const wrong =
      (secret !== undefined && !isDnsName(secret) && `Secret ${JSON.stringify(secret)}`) ||
      (issuer !== undefined && !isDnsName(issuer) && `ClusterIssuer ${JSON.stringify(issuer)}`) ||
      (resolver !== undefined && !/^[\w-]+$/.test(resolver) && `certificate resolver ${JSON.stringify(resolver)}`);
    if (wrong) {
      place.problem('TF1506', 'routes', `${wrong} is no name`, 'give its name in the cluster');
      return undefined;
    }
    return this.source;
  }
}

/** Secret that holds the certificate of a service's routes. */
export function secretOf(tls: BoundTls, instance: string): string | undefined {
  return tls.issuer === undefined ? tls.secret : `${instance}-tls`;
}
