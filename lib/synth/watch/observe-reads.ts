import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Input } from './fingerprint';

type Functions = Record<string, ((...args: unknown[]) => unknown) | undefined>;

const READERS = {
  file: ['readFile', 'open', 'stat', 'lstat', 'access', 'exists', 'createReadStream', 'copyFile', 'cp'],
  entries: ['readdir', 'opendir'],
} as const;

/** Where tsx keeps what it compiled, by the content of the source. */
const COMPILED = join(tmpdir(), 'tsx-');

/**
 * Tells of every file and folder that this process looks at by `node:fs` from now on, whoever does: `Config.fromEnvFile`, code of
 * an app file, a library. An input that nobody tells of would make what is rendered stale.
 */
export function observeReads(note: (input: Input) => void): void {
  for (const functions of [fs, fs.promises] as unknown as Functions[]) {
    for (const [kind, names] of Object.entries(READERS) as ['file' | 'entries', readonly string[]][]) {
      for (const name of names.flatMap((one) => [one, `${one}Sync`])) {
        observe(functions, name, (path) => note(`${kind}:${path}`));
      }
    }
  }
  syncBuiltinESMExports();
}

function observe(functions: Functions, name: string, note: (path: string) => void): void {
  const original = functions[name];
  if (original === undefined) {
    return;
  }
  const observed = function (this: unknown, ...args: unknown[]): unknown {
    const path = pathIn(args[0]);
    if (path !== undefined && !path.startsWith(COMPILED) && !isForWriting(name, args[1])) {
      note(path);
    }
    return original.apply(this, args);
  };
  // Such as what promisify() looks for.
  functions[name] = Object.defineProperties(observed, Object.getOwnPropertyDescriptors(original));
}

function pathIn(given: unknown): string | undefined {
  if (given instanceof URL) {
    return given.protocol === 'file:' ? fileURLToPath(given) : undefined;
  }
  return typeof given === 'string' || Buffer.isBuffer(given) ? resolve(given.toString()) : undefined;
}

function isForWriting(name: string, flags: unknown): boolean {
  return name.startsWith('open') && typeof flags === 'string' && /^[wa]/.test(flags);
}
