/** What the system says if nobody was reached: nothing has been sent. */
const UNREACHED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/;

/** What is about the server's certificate, and does not pass by itself. */
const CERTIFICATE = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH)/;

/** Why there is no answer. */
export interface Silence {
  readonly kind: 'unreachable' | 'silent' | 'refused';
  readonly words: string;
}

/** Tells what an error of `fetch` is about. */
export function explainSilence(error: unknown, timedOut: boolean): Silence {
  if (timedOut) {
    return { kind: 'silent', words: 'it does not answer' };
  }
  const { code, message } = deepest(error);
  if (UNREACHED.test(code)) {
    return { kind: 'unreachable', words: message };
  }
  if (CERTIFICATE.test(code)) {
    return { kind: 'refused', words: `its certificate is not trusted: ${message} (${code})` };
  }
  return { kind: 'silent', words: code === '' ? message : `${message} (${code})` };
}

/** `fetch failed` says nothing; what it was caused by does. */
function deepest(error: unknown): { code: string; message: string } {
  let found = { code: '', message: 'no answer' };
  for (let one = asFault(error), depth = 0; one && depth < 5; one = asFault(one.cause), depth++) {
    // A name with several addresses fails once for each of them.
    const { code, message } = asFault(one.errors?.[0]) ?? one;
    found = { code: typeof code === 'string' ? code : found.code, message: message || found.message };
  }
  return found;
}

/** What an error may have. */
interface Fault {
  readonly code?: unknown;
  readonly message?: string;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/** Whatever was thrown, if it has parts. It need not be an `Error` of ours: the system's own come from elsewhere. */
function asFault(error: unknown): Fault | undefined {
  return typeof error === 'object' && error !== null ? error : undefined;
}
