import { refuse, TwelveFactorError } from '../../errors';
import { failureIn, type HttpFailure } from './failure';
import type { HostNames } from './host';
import type { HostKind } from './kind';
import type { Secrets } from './secrets';

/** What a failed request is told as, if no verb made something of it. */
export function explain(failure: HttpFailure, names: HostNames): never {
  const { forge, repository, variable, permissions } = names;
  const { kind, status, words, request } = failure;
  const said = `${status === 0 ? '' : `${status} `}${words || 'without a word'}`;
  const place = `${forge} ${repository}`;
  switch (kind) {
    case 'unreachable':
    case 'silent':
    case 'server': {
      const remedy = 'what was pushed stays; run the same command again once it is back, or give a longer --timeout';
      return refuse('TF2421', place, request, said, remedy);
    }
    case 'limited': {
      const at = failure.retryAfter === undefined ? '' : `, until ${later(failure.retryAfter)} from now`;
      const remedy = 'what was pushed stays; run the same command again then, or give a longer --timeout';
      return refuse('TF2425', place, request, `too many requests${at}: ${said}`, remedy);
    }
    case 'strange':
    case 'moved': {
      const remedy = 'see that forge.url in twelve.yaml is the address of the forge itself';
      return refuse('TF2426', place, request, said, remedy);
    }
    case 'refused':
      break;
  }
  const whose = `the token of ${variable ?? 'nobody'}`;
  if (status === 401) {
    const remedy = `set ${names.variables} to one that is valid, with ${permissions}`;
    return refuse('TF2422', place, request, `it does not know ${whose} (${said})`, remedy);
  }
  if (status === 403) {
    const wanted = failure.headers.get('x-accepted-github-permissions')?.replaceAll('_', ' ').replaceAll('=', ': ');
    const remedy = `give it ${wanted ?? permissions}`;
    return refuse('TF2423', place, request, `${whose} may not do this (${said})`, remedy);
  }
  if (status === 404) {
    const given = `there is none, or ${whose} may not see it (${said})`;
    const remedy = `correct forge.repository in twelve.yaml, or let the token see it: ${permissions}`;
    return refuse('TF2424', place, 'repository', given, remedy);
  }
  if (status === 0) {
    const remedy = 'correct forge.url in twelve.yaml, or give Node.js the certificate in NODE_EXTRA_CA_CERTS';
    return refuse('TF2421', place, request, said, remedy);
  }
  return refuse('TF2428', place, request, said, 'correct what it names, and run it again');
}

/**
 * Ends if there is no token, before anything is asked.
 *
 * @throws TwelveFactorError TF2422
 */
export function requireToken({ names, token }: Pick<HostKind, 'names' | 'token'>): void {
  const { forge, repository, variables, permissions } = names;
  const place = `${forge} ${repository}`;
  if (token === undefined) {
    return refuse('TF2422', place, 'token', 'there is none', `set ${variables} to one with ${permissions}`);
  }
  if (!/^[\x21-\x7e]+$/.test(token.value)) {
    refuse('TF2422', place, token.variable, 'it has a character that no token has', 'set it to the token alone');
  }
}

/** Does something with a forge: a failure is told as an error, and no secret leaves in any. */
export async function explained<T>(names: HostNames, secrets: Secrets, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TwelveFactorError) {
      throw error;
    }
    const failure = failureIn(error);
    if (failure) {
      return explain(failure, names);
    }
    if (error instanceof Error) {
      error.message = secrets.hide(error.message);
      error.stack = secrets.hide(error.stack ?? '');
    }
    throw error;
  }
}

function later(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
