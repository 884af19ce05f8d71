/** How a proxy has to speak to a port, where that is not plain HTTP/1.1. */
export type Scheme = 'h2c' | 'https';

/** Names that say TLS: nothing is in the clear there, HTTP/2 or not. */
const OVER_TLS = /^(https|grpcs)/;

/** The names that Gloo goes by itself, where it finds Services on its own; and Istio. */
const HTTP2 = /^(grpc|h2|http2)/;

/** What a port's name says of what is spoken there. A number says nothing. */
export interface PortProtocol {
  /** Whether it is HTTP/2. */
  readonly isHttp2: boolean;
  /** As Traefik calls it. */
  readonly scheme?: Scheme;
  /** As Kubernetes calls it, for Gateways and meshes. @see https://gateway-api.sigs.k8s.io/geps/gep-1911/ */
  readonly appProtocol?: 'kubernetes.io/h2c';
}

/** Reads a port's name: the one place that knows what names mean. */
export function protocolOf(port: string | number): PortProtocol {
  const name = typeof port === 'string' ? port : '';
  const isHttp2 = HTTP2.test(name);
  if (OVER_TLS.test(name)) {
    return { isHttp2, scheme: 'https' };
  }
  return isHttp2 ? { isHttp2, scheme: 'h2c', appProtocol: 'kubernetes.io/h2c' } : { isHttp2 };
}
