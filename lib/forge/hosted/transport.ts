import { HttpFailure } from './failure';
import { explainSilence } from './silence';
import { isLimited, retryAfterOf } from './limits';
import type { Patience } from './patience';
import type { Secrets } from './secrets';
import { wordsOf } from './words';

/** How a forge is talked to. */
export interface TransportOptions {
  /** Where the forge is: the token goes nowhere else. */
  readonly api: string;
  readonly patience: Patience;
  readonly secrets: Secrets;
  /** Milliseconds that one answer may take. */
  readonly answerTimeout: number;
  readonly signal?: AbortSignal | undefined;
}

/** A request. */
export interface Sending {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** A whole answer that is as it should be. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** What the text says; undefined if it is empty. */
  readonly data: unknown;
}

/** Milliseconds that an answer may take though the time is over: what was begun in time ends well. */
const LEAST = 5000;

/** More would be a loop. */
const MOST_REDIRECTS = 3;

/**
 * The one place that talks to forges. An answer is whole and is JSON, or there is none; what is sure to do no harm is asked again while there
 * is time, and as late as the server wants it. A request that may have been carried out is not: the verb has to look first.
 */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  /**
   * Asks.
   *
   * @throws HttpFailure if there is no answer as it should be
   */
  async send(sending: Sending): Promise<Reply> {
    const { patience } = this.options;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.follow(sending);
      } catch (error) {
        if (!(error instanceof HttpFailure) || !error.isRepeatable) {
          throw error;
        }
        const { retryAfter } = error;
        if (!(retryAfter === undefined ? await patience.pause(attempt) : await patience.wait(retryAfter))) {
          throw error;
        }
      }
    }
  }

  /** What libraries call `fetch`. They see answers that are as they should be, and our failures. */
  readonly fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const headers = Object.fromEntries(new Headers(init.headers));
    const body = typeof init.body === 'string' ? init.body : undefined;
    const reply = await this.send({ method: init.method ?? 'GET', url, headers, body });
    const isEmpty = reply.status === 204 || reply.status === 304;
    return new Response(isEmpty ? null : reply.text, { status: reply.status, headers: reply.headers });
  };

  /** Redirects within the server alone: nobody else gets the token, and a POST stays one. */
  private async follow(sending: Sending): Promise<Reply> {
    const { origin } = new URL(this.options.api);
    let url = sending.url;
    for (let redirects = 0; ; redirects++) {
      if (new URL(url).origin !== origin) {
        throw this.failure('moved', sending, 0, `it leads to ${new URL(url).origin}`);
      }
      const reply = await this.once({ ...sending, url });
      const location = reply.headers.get('location');
      if (reply.status < 300 || reply.status >= 400 || reply.status === 304) {
        return reply;
      }
      const to = location === null ? undefined : tryUrl(location, url);
      const keepsMethod = sending.method === 'GET' || reply.status === 307 || reply.status === 308;
      if (!to || to.origin !== origin || !keepsMethod || redirects >= MOST_REDIRECTS) {
        const words = `it leads to ${to ? `${to.origin}${to.pathname}` : 'nowhere'}`;
        throw this.failure('moved', sending, reply.status, words, reply.headers);
      }
      url = to.href;
    }
  }

  private async once(sending: Sending): Promise<Reply> {
    const { patience, answerTimeout, secrets, signal } = this.options;
    const { method, url, headers, body } = sending;
    const timeout = AbortSignal.timeout(Math.ceil(Math.min(answerTimeout, Math.max(LEAST, patience.left))));
    let status = 0;
    try {
      const response = await fetch(url, {
        method,
        headers: { 'user-agent': 'cdk8s-twelve-factor', ...headers },
        body: body ?? null,
        redirect: 'manual',
        signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
      });
      status = response.status;
      // A server may say the token back, also where all is well. The time is for all of the answer.
      const answered = [...response.headers].map(([name, value]): [string, string] => [name, secrets.hideOurs(value)]);
      const text = secrets.hideOurs(await response.text());
      return this.judge(sending, status, new Headers(answered), text);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof HttpFailure) {
        throw error;
      }
      const { kind, words } = explainSilence(error, timeout.aborted);
      throw this.failure(kind, sending, status < 300 ? 0 : status, words);
    }
  }

  private judge(sending: Sending, status: number, headers: Headers, text: string): Reply {
    const contentType = headers.get('content-type') ?? '';
    if (status >= 400) {
      const words = wordsOf(text, contentType);
      const kind = isLimited(status, headers, words) ? 'limited' : status >= 500 ? 'server' : 'refused';
      // A proxy says 4xx with a page; a forge says it as JSON.
      const isPage = kind === 'refused' && /html/i.test(contentType) && ![401, 407].includes(status);
      throw this.failure(isPage ? 'strange' : kind, sending, status, words, headers);
    }
    if (text.trim() === '' || status >= 300) {
      return { status, headers, text: '', data: undefined };
    }
    try {
      return { status, headers, text, data: JSON.parse(text) as unknown };
    } catch {
      throw this.failure('strange', sending, status, `no JSON, but ${wordsOf(text, contentType)}`, headers);
    }
  }

  private failure(
    kind: HttpFailure['kind'],
    { method, url }: Sending,
    status: number,
    words: string,
    headers?: Headers,
  ): HttpFailure {
    const { secrets, patience } = this.options;
    const retryAfter = headers && retryAfterOf(status, headers, words, patience.now());
    const request = `${method} ${new URL(url).pathname}`;
    return new HttpFailure({
      ...{ kind, method, status, headers, retryAfter },
      request: secrets.hide(request),
      words: secrets.hide(words),
    });
  }
}

function tryUrl(text: string, base: string): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}
