import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pulls } from './pulls';

/** A request as it came. */
export interface Call {
  readonly method: string;
  /** Path below that of the API. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Of JSON what it says. */
  readonly body: unknown;
}

/** What is answered. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Something that goes wrong. */
export interface Fault {
  /** Which requests: `POST /repos/…`. `@default` all */
  readonly on?: RegExp;
  /** How often. `@default` 1 */
  readonly times?: number;
  /** What comes instead of the answer; text is sent as it is. */
  readonly answer?: Answer;
  /** Nothing comes, the connection breaks, or it breaks in the middle of the answer. */
  readonly wire?: 'silence' | 'reset' | 'cut';
  /** Whether the request is carried out all the same: only the answer is lost. */
  readonly isDone?: boolean;
}

export const TOKEN = 'token-of-ada-0123456789';

/** A forge in this process, over a real repository. Whatever breaks the description of the API, on either side, is noted. */
export abstract class ForgeServer {
  readonly calls: Call[] = [];
  /** What was asked or answered against the description of the API. */
  readonly violations: string[] = [];
  /** Tokens that may do everything. */
  readonly tokens = new Set([TOKEN]);
  /** Whether the token may do nothing but read. */
  readOnly = false;
  private readonly actions: { on: RegExp; act: () => unknown }[] = [];
  private readonly faults: (Fault & { left: number })[] = [];
  private readonly server: Server;

  constructor(
    readonly pulls: Pulls,
    readonly root: string,
  ) {
    this.server = createServer((request, response) => void this.take(request, response));
  }

  /** Address of its pages. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  /** Lets something go wrong. */
  fail(...faults: readonly Fault[]): void {
    this.faults.push(...faults.map((fault) => ({ ...fault, left: fault.times ?? 1 })));
  }

  /** Does something just before a request is carried out, once. */
  before(on: RegExp, act: () => unknown): void {
    this.actions.push({ on, act });
  }

  /** All is well again. */
  heal(): void {
    this.faults.length = 0;
  }

  /** How often was asked like this: `POST /repos/…`. */
  count(pattern: RegExp): number {
    return this.calls.filter(({ method, path }) => pattern.test(`${method} ${path}`)).length;
  }

  /** The token that a request has. */
  protected abstract tokenOf(call: Call): string | undefined;

  /** What a request has against the description. */
  protected abstract checkCall(call: Call): string[];

  /** What an answer has against it. */
  protected abstract checkAnswer(call: Call, answer: Answer): string[];

  /** What is answered to one whose token is not known, or may not write. */
  protected abstract deny(status: 401 | 403): Answer;

  protected abstract answer(call: Call): Answer;

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const call = await read(request, this.root);
      this.calls.push(call);
      const line = `${call.method} ${call.path}`;
      const wrong = request.url?.startsWith(this.root)
        ? this.checkCall(call)
        : [`${request.url} is not below ${this.root}`];
      this.violations.push(...wrong.map((text) => `${line}: ${text}`));
      const index = this.actions.findIndex(({ on }) => on.test(line));
      if (index >= 0) {
        this.actions.splice(index, 1)[0]?.act();
      }
      const fault = this.faults.find(({ on, left }) => left > 0 && (on?.test(line) ?? true));
      if (fault) {
        fault.left--;
      }
      const isDone = fault === undefined || fault.isDone === true;
      const answer = isDone && wrong.length === 0 ? this.carryOut(call, line) : { status: 500, body: wrong };
      send(response, fault?.answer ?? answer, fault?.wire);
    } catch (error) {
      this.violations.push(`the server itself: ${(error as Error).stack}`);
      send(response, { status: 500, body: { message: String(error) } });
    }
  }

  private carryOut(call: Call, line: string): Answer {
    this.pulls.refresh();
    const isKnown = this.tokens.has(this.tokenOf(call) ?? '');
    const mayNot = this.readOnly && call.method !== 'GET';
    const answer = !isKnown ? this.deny(401) : mayNot ? this.deny(403) : this.answer(call);
    this.violations.push(
      ...this.checkAnswer(call, answer).map((text) => `answer ${answer.status} to ${line}: ${text}`),
    );
    return answer;
  }
}

async function read(request: IncomingMessage, root: string): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  const { pathname, searchParams } = new URL(request.url as string, 'http://forge');
  const { method = 'GET', headers } = request;
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  return { method, path: pathname.slice(root.length), query: searchParams, headers, body };
}

function send(response: ServerResponse, { status, body, headers }: Answer, wire?: Fault['wire']): void {
  if (wire === 'silence') {
    return;
  }
  if (wire === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, {
    ...(text !== '' && { 'content-type': type }),
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  if (wire === 'cut') {
    response.write(text.slice(0, text.length / 2), () => response.socket?.resetAndDestroy());
    return;
  }
  response.end(text);
}
