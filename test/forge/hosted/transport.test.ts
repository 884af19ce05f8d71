import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TwelveFactorError } from '../../../lib/errors';
import { explain } from '../../../lib/forge/hosted/explain';
import { HttpFailure } from '../../../lib/forge/hosted/failure';
import { retryAfterOf } from '../../../lib/forge/hosted/limits';
import { Patience, systemClock } from '../../../lib/forge/hosted/patience';
import { Secrets } from '../../../lib/forge/hosted/secrets';
import { explainSilence } from '../../../lib/forge/hosted/silence';
import { Transport } from '../../../lib/forge/hosted/transport';
import { wordsOf } from '../../../lib/forge/hosted/words';

const NAMES = { forge: 'GitHub', repository: 'acme/platform', variable: 'T', variables: 'T', permissions: 'p' };

test('a certificate that is not trusted is told with what to do, and not tried again', () => {
  const cause = Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  const { kind, words } = explainSilence(new TypeError('fetch failed', { cause }), false);
  const failure = new HttpFailure({ kind, words, request: 'GET /', method: 'GET', status: 0 });
  expect(failure.isRepeatable).toBe(false);
  expect(() => explain(failure, NAMES)).toThrow(/certificate is not trusted: .*NODE_EXTRA_CA_CERTS \(TF2421\)$/);
});

test.each([
  ['ENOTFOUND', 'unreachable'],
  ['EAI_AGAIN', 'unreachable'],
  ['UND_ERR_CONNECT_TIMEOUT', 'unreachable'],
  ['ECONNRESET', 'silent'],
  ['UND_ERR_SOCKET', 'silent'],
])('%s is %s', (code, kind) => {
  const cause = Object.assign(new Error(code), { code });
  expect(explainSilence(new TypeError('fetch failed', { cause }), false).kind).toBe(kind);
  const all = new AggregateError([cause], 'all');
  expect(explainSilence(new TypeError('fetch failed', { cause: all }), false).kind).toBe(kind);
});

test('what may have been done is not repeated', () => {
  const of = (method: string, kind: HttpFailure['kind']) =>
    new HttpFailure({ kind, words: '', request: '', method, status: 0 });
  expect(of('POST', 'silent').isRepeatable).toBe(false);
  expect(of('POST', 'server').isRepeatable).toBe(false);
  expect(of('POST', 'unreachable').isRepeatable).toBe(true);
  expect(of('POST', 'limited').isRepeatable).toBe(true);
  expect(of('PUT', 'silent').isRepeatable).toBe(true);
  expect(of('GET', 'refused').isRepeatable).toBe(false);
});

test('when a server wants to be asked again', () => {
  const now = Date.parse('2026-01-05T09:00:00Z');
  const after = (status: number, headers: Record<string, string>) =>
    retryAfterOf(status, new Headers(headers), '', now);
  expect(after(503, { 'retry-after': '3' })).toBe(3000);
  expect(after(503, { 'retry-after': 'Mon, 05 Jan 2026 09:01:00 GMT' })).toBe(60_000);
  expect(after(503, { 'retry-after': 'Mon, 05 Jan 2026 08:00:00 GMT' })).toBe(0);
  expect(after(503, { 'retry-after': 'soon' })).toBeUndefined();
  expect(after(503, {})).toBeUndefined();
  expect(after(403, {})).toBeUndefined();
  expect(after(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 9) })).toBe(10_000);
  expect(after(403, { 'x-ratelimit-remaining': '0' })).toBe(60_000);
});

test('words of a server are one line', () => {
  const errors = [{ resource: 'PullRequest', code: 'custom', message: 'No commits' }];
  expect(wordsOf(JSON.stringify({ message: 'Validation Failed', errors, documentation_url: 'x' }), '')).toBe(
    'Validation Failed, No commits',
  );
  expect(wordsOf('{"message":{"title":["is too long"]}}', '')).toBe('is too long');
  expect(wordsOf('<html><title>\n Sign\n in </title>', 'text/html')).toBe('a page: Sign in');
  expect(wordsOf('a\r\n\u0007b\u2028c', 'text/plain')).toBe('a b c');
  expect(wordsOf('x'.repeat(9999), 'text/plain')).toHaveLength(301);
});

test('secrets are hidden in each form that they have', () => {
  const secrets = new Secrets(['a/secret+token', 'abc']);
  expect(secrets.hide('a/secret+token a%2Fsecret%2Btoken')).toBe('*** ***');
  expect(secrets.hide(Buffer.from('a/secret+token').toString('base64'))).not.toMatch(/YS9zZWNyZXQ/);
  expect(secrets.hide('abc is a word')).toBe('abc is a word');
  expect(secrets.hide(`glpat-${'x'.repeat(20)} https://ada:pw@example.com`)).toBe('*** https://***@example.com');
});

test('Ctrl-C ends a pause and an answer that does not come', async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const url of [api, 'http://127.0.0.1:9/']) {
    const abort = new AbortController();
    const patience = new Patience(systemClock, 60_000, abort.signal);
    const transport = new Transport({
      api: url,
      patience,
      secrets: new Secrets([]),
      answerTimeout: 60_000,
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(), 300);
    const begun = Date.now();
    await expect(transport.send({ method: 'GET', url })).rejects.not.toBeInstanceOf(TwelveFactorError);
    expect(Date.now() - begun).toBeLessThan(10_000);
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
