import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Problem, shownPath } from '../errors';
import { isOfProject } from './own-code';

/** Places that a message names beside the innermost one. */
const CALLERS = 3;

/** What is wrong in an app file: an error that it threw, told by the places in the user's own code. */
export function userProblem(error: unknown, file: string): Problem {
  return invalidProgram(error) ?? missingModule(error, file) ?? failure(error, file);
}

/** esbuild tells each error as `file:line:column: ERROR: message`. */
function invalidProgram(error: unknown): Problem | undefined {
  const { name, message } = asError(error);
  const [, path, line, column, given] =
    (name === 'TransformError' && /^(.+):(\d+):(\d+): ERROR: (.+)$/m.exec(message)) || [];
  return path === undefined || given === undefined
    ? undefined
    : {
        code: 'TF2603',
        place: `${shownPath(path)}:${line}:${Number(column) + 1}`,
        subject: 'syntax',
        given,
        remedy: 'correct it',
      };
}

function missingModule(error: unknown, file: string): Problem | undefined {
  // Anything may be thrown, also nothing.
  const { code, requireStack } = (error ?? {}) as NodeJS.ErrnoException & { requireStack?: readonly string[] };
  const { message } = asError(error);
  if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_MODULE_NOT_FOUND') {
    return undefined;
  }
  const [, name] = /Cannot find (?:module|package) '([^']+)'/.exec(message) ?? [];
  const importer = requireStack?.find((path) => isAbsolute(path) && isOfProject(path)) ?? file;
  const shown = name === undefined ? firstLine(message) : isAbsolute(name) ? shownPath(name) : name;
  return {
    code: 'TF2604',
    place: shownPath(importer),
    subject: 'import',
    given: `there is no ${shown}`,
    remedy: 'correct the path, or install the package',
  };
}

function failure(error: unknown, file: string): Problem {
  const { name, message, stack = '' } = asError(error);
  const [place = shownPath(file), ...callers] = ownPlaces(stack);
  const from = callers.length === 0 ? '' : `, called at ${callers.slice(0, CALLERS).join(', at ')}`;
  return { code: 'TF2604', place, subject: name, given: `${firstLine(message)}${from}`, remedy: 'correct it' };
}

/** A line of a stack. */
interface Frame {
  /** Absolute path. */
  readonly file: string;
  readonly line: string;
  readonly column: string;
}

/** Where a stack has been in files, the innermost first. */
export function framesOf(stack: string): Frame[] {
  const frames = stack.matchAll(/^\s+at (?:.*? \()?((?:file:\/\/)?\/?[^()]+?):(\d+):(\d+)\)?$/gm);
  return [...frames]
    .map(([, path = '', line = '', column = '']) => ({
      file: path.startsWith('file:') ? fileURLToPath(path.replace(/[?#].*$/, '')) : path,
      line,
      column,
    }))
    .filter(({ file }) => isAbsolute(file));
}

/** Places of a stack that are in the user's own code, one for each line of it: `apps/lulu.ts:12:9`. */
export function ownPlaces(stack: string): string[] {
  const places = new Map<string, string>();
  for (const { file, line, column } of framesOf(stack)) {
    const key = `${file}:${line}`;
    if (isOfProject(file) && !places.has(key)) {
      places.set(key, `${shownPath(file)}:${line}:${column}`);
    }
  }
  return [...places.values()];
}

function asError(error: unknown): Error {
  return error instanceof Error || isErrorLike(error) ? error : { name: 'error', message: String(error) };
}

/** An error of another realm, such as a virtual machine's. */
function isErrorLike(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error && 'name' in error;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] as string;
}
