import { isIP, isIPv4 } from 'node:net';
import type { Place } from '../errors';
import { isDnsName } from '../manifest';

/** What RFC 3986 allows in a path's segments, less percent-encoding. No backtick, quote, backslash, brace or space. */
const PATH = /^\/[\w.~!$&'()*+,;=:@/-]*$/;

/** A label that JavaScript makes of a value that is not there. */
const OF_NOTHING = /(^|\.)(undefined|null)(\.|$)/;

/** What the Gateway API takes; others take more. */
const LONGEST_PATH = 1024;

/** Checks the host of a route: a DNS name, or a wildcard for its first label. */
export function checkHost(place: Place, host: string): boolean {
  const wrong = problemOfHost(host);
  if (wrong) {
    place.problem('TF1501', 'routes', `host ${JSON.stringify(host)} ${wrong[0]}`, wrong[1]);
  }
  return !wrong;
}

function problemOfHost(host: string): readonly [given: string, remedy: string] | undefined {
  if (typeof host !== 'string' || host === '') {
    return ['is empty', 'give a DNS name such as "api.example.com"'];
  }
  const name = host.startsWith('*.') ? host.slice(2) : host;
  if (isDnsName(name) && !isIPv4(host) && !OF_NOTHING.test(host)) {
    return undefined;
  }
  const bare = host.replace(/^[a-z][a-z\d+.-]*:\/\//i, '').replace(/[:/?#].*$/s, '');
  if (host.includes('://')) {
    return ['has a scheme', `give the host alone: ${JSON.stringify(bare)}`];
  }
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0) {
    return ['is an address', 'give a DNS name: certificates and rules are for names'];
  }
  if (/[/?#]/.test(host)) {
    return ['has a path', `give the host alone, ${JSON.stringify(bare)}, and the path after it`];
  }
  if (/:\d*$/.test(host)) {
    return ['has a port', `give the host alone, ${JSON.stringify(bare)}; the entry points decide on ports`];
  }
  if (OF_NOTHING.test(host)) {
    return [
      'was made of a value that is not there',
      'look where it is put together: is the environment without a domain?',
    ];
  }
  if (host !== host.toLowerCase()) {
    return ['is not in lower case', `write ${JSON.stringify(host.toLowerCase())}`];
  }
  return [
    host.includes('*') ? 'has a wildcard that is not its whole first label' : 'is no DNS name',
    'use labels of letters, digits and hyphens with dots between; a wildcard is "*.example.com"',
  ];
}

/** Checks the path of a route: what every controller understands in the same way. */
export function checkPath(place: Place, path: string): boolean {
  const wrong = problemOfPath(path);
  if (wrong) {
    place.problem('TF1502', 'routes', `path ${JSON.stringify(path)} ${wrong[0]}`, wrong[1]);
  }
  return !wrong;
}

/** What is wrong with a path and what to do about it. */
export function problemOfPath(path: string): readonly [given: string, remedy: string] | undefined {
  if (typeof path !== 'string' || !path.startsWith('/')) {
    return ['does not begin with /', `write ${JSON.stringify(`/${typeof path === 'string' ? path : ''}`)}`];
  }
  if (/[?#]/.test(path)) {
    return ['has a query or fragment', 'give the path alone: routes do not look at the rest'];
  }
  if (!PATH.test(path)) {
    return [
      'has characters that controllers disagree on',
      "use letters, digits and -._~!$&'()*+,;=:@ between slashes, nothing percent-encoded",
    ];
  }
  if (path.length > LONGEST_PATH) {
    return [`of ${path.length} characters is too long`, `give ${LONGEST_PATH} at most`];
  }
  if (/\/\/|\/\.\.?(\/|$)/.test(path)) {
    return ['has an empty, "." or ".." segment', 'write the path as requests have it'];
  }
  return undefined;
}

/** A path without a slash at its end: to a prefix, `/v1/lulu` and `/v1/lulu/` are the same. */
export function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
