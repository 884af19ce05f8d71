import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { refuse } from '../errors';

/** How the compiler is run. */
export interface TypeCheckOptions {
  readonly color: boolean;
  /** Goes on, and tells again after each change. */
  readonly watch: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Takes what it says. */
  readonly say: (text: string) => void;
}

/** A compiler at work. */
export interface TypeCheck {
  /** Waits for its end, says what it has to say, and answers whether types are right. */
  finish(): Promise<boolean>;
}

/**
 * Checks the types of a project by the compiler that is installed in it, as a process beside this one. It looks at what
 * `tsconfig.json` has, as in CI.
 *
 * @throws TwelveFactorError TF2611 if there is no compiler
 */
export function checkTypes(project: string, { color, watch, signal, say }: TypeCheckOptions): TypeCheck {
  const args = ['--noEmit', '--pretty', String(color), ...(watch ? ['--watch', '--preserveWatchOutput'] : [])];
  const child = spawn(process.execPath, [compilerOf(project), ...args], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let [text, isFinishing] = ['', watch];
  const take = (chunk: string) => (isFinishing ? say(chunk) : (text += chunk));
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  const ended = new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(signal?.aborted ?? false)).on('close', (code) => resolve(code === 0));
  });
  hold(child, false);
  return {
    finish: () => {
      hold(child, true);
      isFinishing = true;
      say(text);
      return ended;
    },
  };
}

/** App files are waited for until nothing is under way; that is not to mean the compiler. */
function hold(child: ChildProcess, isHeld: boolean): void {
  for (const one of [child, child.stdout as Socket, child.stderr as Socket]) {
    if (isHeld) {
      one.ref();
    } else {
      one.unref();
    }
  }
}

function compilerOf(project: string): string {
  const { resolve } = createRequire(join(project, 'package.json'));
  try {
    return join(dirname(resolve('typescript/package.json')), 'bin', 'tsc');
  } catch {
    const remedy = 'npm install --save-dev typescript, or leave out --check';
    return refuse('TF2611', '', '--check', 'the project has no typescript', remedy);
  }
}
