/** What came of a request that was not answered as it should be. */
export type FailureKind =
  /** It never got there: no address, no connection. */
  | 'unreachable'
  /** It was sent, and there is no whole answer: a timeout, a connection that broke. */
  | 'silent'
  /** The server is in trouble: 5xx. */
  | 'server'
  /** Too many requests. */
  | 'limited'
  /** The server refuses it: 4xx. */
  | 'refused'
  /** It leads elsewhere. */
  | 'moved'
  /** It is no answer of a forge: a page of a proxy, half of a text. */
  | 'strange';

/** What a failure is made of. */
export interface FailureProps {
  readonly kind: FailureKind;
  /** What was asked: `POST /repos/acme/platform/pulls`. */
  readonly request: string;
  readonly method: string;
  /** Of the answer; 0 without one. */
  readonly status: number;
  /** What the server or the network says about it, on one line and without secrets. */
  readonly words: string;
  /** Names of headers in lower case. */
  readonly headers?: Headers | undefined;
  /** Milliseconds after which the server wants to be asked again, if it says so. */
  readonly retryAfter?: number | undefined;
}

/** A request that failed for good, or for longer than we wait. Verbs decide what to do, else it is told as an error. */
export class HttpFailure extends Error {
  readonly kind: FailureKind;
  readonly request: string;
  readonly method: string;
  readonly status: number;
  readonly words: string;
  readonly headers: Headers;
  readonly retryAfter: number | undefined;

  constructor(props: FailureProps) {
    super(`${props.request}: ${props.status || props.kind} ${props.words}`);
    this.name = 'HttpFailure';
    this.kind = props.kind;
    this.request = props.request;
    this.method = props.method;
    this.status = props.status;
    this.words = props.words;
    this.headers = props.headers ?? new Headers();
    this.retryAfter = props.retryAfter;
  }

  /** Whether the server may have done what it was asked for. */
  get mayBeDone(): boolean {
    return this.kind === 'silent' || this.kind === 'server' || (this.kind === 'strange' && this.status < 400);
  }

  /** Whether it may go well another time. */
  get isPassing(): boolean {
    return ['unreachable', 'silent', 'server', 'limited'].includes(this.kind);
  }

  /** Whether asking again can do no harm: nothing was done, or doing it twice is the same as once. */
  get isRepeatable(): boolean {
    const isSame = this.method !== 'POST' && (this.isPassing || (this.kind === 'strange' && this.method === 'GET'));
    return isSame || this.kind === 'unreachable' || this.kind === 'limited';
  }
}

/** The failure that an error is, or that a library wrapped. */
export function failureIn(error: unknown): HttpFailure | undefined {
  for (let one = error, depth = 0; typeof one === 'object' && one !== null && depth < 5; depth++) {
    if (one instanceof HttpFailure) {
      return one;
    }
    one = (one as { cause?: unknown }).cause;
  }
  return undefined;
}
