import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { TwelveFactorError } from '../errors';
import { Conversation } from './conversation';
import { redact } from './redact';

/** How one git command is run. */
export interface GitOptions {
  /** What it reads from standard input. */
  readonly input?: string | Buffer;
  /** Variables on top of the process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are an answer and no failure. `@default [0]` */
  readonly accept?: readonly number[];
  /** Milliseconds after which it is killed. `@default` none */
  readonly timeout?: number;
}

/** What a git command answered. */
export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** A git command that failed. Callers turn it into an error that a person can act on. */
export class GitFailure extends Error {
  constructor(
    readonly command: string,
    readonly answer: GitAnswer,
    /** Whether it was killed because it took too long. */
    readonly timedOut: boolean,
  ) {
    super(`git ${command} ended with ${timedOut ? 'a timeout' : answer.code}: ${answer.stderr.trim()}`);
    this.name = 'GitFailure';
  }
}

/** What a shell or a git hook around us may have set: it would lead our commands into another repository. */
const FOREIGN = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_SHALLOW_FILE',
];

/** The one place that starts `git`: in a folder, never asking, in English, without a shell. */
export class Git {
  constructor(
    private readonly folder: string,
    private readonly settings: {
      /** Aborts whatever runs. */
      readonly signal?: AbortSignal | undefined;
      readonly env?: Readonly<Record<string, string>> | undefined;
    } = {},
  ) {}

  /** Runs a command and answers its standard output as text, without the last line feed. */
  async text(args: readonly string[], options: GitOptions = {}): Promise<string> {
    return (await this.run(args, options)).stdout.toString('utf8').replace(/\n$/, '');
  }

  /**
   * Runs a command.
   *
   * @throws GitFailure if it ends with a code that is not accepted
   */
  async run(args: readonly string[], options: GitOptions = {}): Promise<GitAnswer> {
    this.settings.signal?.throwIfAborted();
    let timedOut = false;
    const answer = await new Promise<GitAnswer>((resolve, reject) => {
      const child = spawn('git', args, {
        cwd: this.folder,
        env: { ...this.environment(), ...options.env },
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
      // A command may end before it has read everything; its exit code says why.
      child.stdin.on('error', () => undefined);
      child.stdin.end(options.input ?? '');

      const stop = () => {
        child.kill('SIGTERM');
        // What runs at the other end may hold the pipes for long; nobody reads them any more.
        child.stdout.destroy();
        child.stderr.destroy();
      };
      this.settings.signal?.addEventListener('abort', stop, { once: true });
      const timer = options.timeout && setTimeout(() => ((timedOut = true), stop()), options.timeout);
      const done = () => {
        clearTimeout(timer || undefined);
        this.settings.signal?.removeEventListener('abort', stop);
      };
      child.on('error', (error) => (done(), reject(existsSync(this.folder) ? cannotRun(error) : error)));
      child.on('close', (code) => {
        done();
        resolve({
          code: code ?? 128,
          stdout: Buffer.concat(stdout),
          stderr: redact(Buffer.concat(stderr).toString('utf8')),
        });
      });
    });
    this.settings.signal?.throwIfAborted();
    if (!(options.accept ?? [0]).includes(answer.code)) {
      throw new GitFailure(
        redact(args.find((arg) => /^[a-z]/.test(arg) && !arg.includes('=')) ?? ''),
        answer,
        timedOut,
      );
    }
    return answer;
  }

  /** Starts a command that is asked again and again. */
  open(args: readonly string[]): Conversation {
    const { signal } = this.settings;
    signal?.throwIfAborted();
    const child = spawn('git', args, { cwd: this.folder, env: this.environment(), stdio: ['pipe', 'pipe', 'pipe'] });
    const stop = () => child.kill('SIGTERM');
    signal?.addEventListener('abort', stop, { once: true });
    child.on('close', () => signal?.removeEventListener('abort', stop));
    child.on('error', () => signal?.removeEventListener('abort', stop));
    return new Conversation(child, (code, stderr) => {
      const answer = { code, stdout: Buffer.alloc(0), stderr: redact(stderr) };
      return new GitFailure(args[0] as string, answer, false);
    });
  }

  private environment(): Record<string, string | undefined> {
    const inherited = Object.entries(process.env).filter(([name]) => !FOREIGN.includes(name));
    return {
      ...Object.fromEntries(inherited),
      LC_ALL: 'C',
      LANGUAGE: 'C',
      GIT_TERMINAL_PROMPT: '0',
      GIT_ADVICE: '0',
      GIT_OPTIONAL_LOCKS: '0',
      // What is missing is brought at once, by us. In a damaged cache git would fetch for its fetch, without end.
      GIT_NO_LAZY_FETCH: '1',
      ...this.settings.env,
    };
  }
}

function cannotRun(error: Error): TwelveFactorError {
  return new TwelveFactorError([
    {
      code: 'TF2307',
      place: '',
      subject: 'git',
      given: `it can't be run: ${error.message}`,
      remedy: 'install git 2.34 or newer, and see that it is on the PATH',
    },
  ]);
}
