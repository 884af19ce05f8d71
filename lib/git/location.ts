import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TwelveFactorError } from '../errors';
import { redact } from './redact';

/** Where a repository is. */
export interface Location {
  /** What git is given: without a password. */
  readonly url: string;
  /** The folder, if the repository is on this machine. */
  readonly folder?: string;
  /** Variables that tell git the credentials that the address had: not in its arguments, not in a file. */
  readonly env: Readonly<Record<string, string>>;
  /** A name of its own for the cache, readable and unique. */
  readonly key: string;
}

/**
 * Understands a path, `file://`, `https://`, `ssh://` or `git@host:path`.
 *
 * @throws TwelveFactorError TF2301 if it is none of these
 */
export function locate(given: string, cwd: string): Location {
  if (given === '' || given.startsWith('-') || /[\0\r\n]/.test(given) || /^[a-z]+::/i.test(given)) {
    throw noAddress(given);
  }
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(given)?.[1]?.toLowerCase();
  const isScp = scheme === undefined && /^[^/\\]+:/.test(given) && !/^[A-Za-z]:[\\/]/.test(given);
  try {
    switch (scheme) {
      case undefined:
        return isScp ? at(given) : local(resolve(cwd, given));
      case 'file':
        return local(fileURLToPath(given));
      case 'http':
      case 'https':
        return web(new URL(given));
      case 'ssh':
      case 'git':
        return at(withoutPassword(new URL(given)));
      default:
        throw noAddress(given);
    }
  } catch (error) {
    throw error instanceof TwelveFactorError ? error : noAddress(given);
  }
}

function noAddress(given: string): TwelveFactorError {
  return new TwelveFactorError([
    {
      code: 'TF2301',
      place: '',
      subject: '--repo',
      given: `${redact(JSON.stringify(given))} is no address of a repository`,
      remedy: 'give a path, https://, ssh:// or git@host:path',
    },
  ]);
}

/** ssh asks for no password in an address, and everybody could read it there. */
function withoutPassword(url: URL): string {
  url.password = '';
  return url.href;
}

function local(folder: string): Location {
  return { ...at(folder), folder };
}

/** Credentials leave the address and go as a header, in the environment, where no list of processes and no log shows them. */
function web(url: URL): Location {
  const { username, password } = url;
  url.username = '';
  url.password = '';
  const bare = at(url.href);
  if (!username && !password) {
    return bare;
  }
  const basic = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const count = Number(process.env['GIT_CONFIG_COUNT'] ?? 0);
  return {
    ...bare,
    env: {
      GIT_CONFIG_COUNT: String(count + 1),
      [`GIT_CONFIG_KEY_${count}`]: `http.${url.origin}/.extraHeader`,
      [`GIT_CONFIG_VALUE_${count}`]: `Authorization: Basic ${basic}`,
    },
  };
}

function at(url: string): Location {
  const name = /([A-Za-z0-9_-]+)(?:\.git)?\/*$/.exec(url)?.[1] ?? 'platform';
  return { url, env: {}, key: `${name}-${createHash('sha256').update(url).digest('hex').slice(0, 12)}` };
}
