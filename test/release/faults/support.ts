import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodeOf } from '../../../lib/cli/exit-codes';
import type { ErrorCode } from '../../../lib/errors';
import { type Answer, TestPlatform } from '../../support/platform';
import { compiled } from './compiled';

type Flow = 'direct' | 'pullRequest';

/** Platforms that are copied: making one takes longer than most tests. */
const seeds = new Map<Flow, TestPlatform>();

/** Platforms for the tests of a file: staging is direct and has lulu 1.0.0, of order 10; production is as it is said, and empty. */
export function useSeeded(): (production?: Flow) => Promise<TestPlatform> {
  const made: TestPlatform[] = [];
  afterEach(() => made.splice(0).forEach((platform) => platform.remove()));
  afterAll(() => {
    seeds.forEach((seed) => seed.remove());
    seeds.clear();
  });
  return async (production = 'direct') => {
    let seed = seeds.get(production);
    if (!seed) {
      seed = await new TestPlatform().init(production);
      seeds.set(production, seed);
      await seed.release('lulu', '1.0.0', 10);
    }
    const platform = new TestPlatform();
    made.push(platform);
    platform.later(60);
    cpSync(seed.repo, platform.repo, { recursive: true });
    cpSync(seed.dist, platform.dist, { recursive: true });
    return platform;
  };
}

/** The words of a release of a bundle that is there. */
export function releasing(
  platform: TestPlatform,
  order: number,
  environment = 'staging',
  application = 'lulu',
): string[] {
  return ['release', application, '--env', environment, '--dist', platform.dist, '--order', String(order)];
}

/**
 * Expects that a command ends with an error: the exit code that is documented for it, one line that says why and what to do, and every ref
 * where it was.
 */
export async function fails(
  platform: TestPlatform,
  argv: readonly string[],
  code: ErrorCode,
  says: RegExp | string = /./,
): Promise<Answer> {
  const refs = platform.refs();
  const answer = await platform.verb(...argv);
  expectError(answer, code, says);
  expect(platform.refs()).toBe(refs);
  return answer;
}

/** Expects one line that says why and what to do, and the exit code that belongs to it. */
export function expectError(answer: Answer, code: ErrorCode, says: RegExp | string = /./): void {
  const lines = answer.err.trimEnd().split('\n');
  const told = lines.filter((line) => /\(TF\d{4}\)$/.test(line));
  expect(lines).toEqual(told);
  expect(told).toEqual([expect.stringMatching(says)]);
  expect(told[0]).toMatch(new RegExp(`^.+: .+; .+ \\(${code}\\)$`));
  expect(answer.code).toBe(exitCodeOf(code));
}

/** A text that matches, within what is expected. */
export function matching(pattern: RegExp): string {
  return expect.stringMatching(pattern) as string;
}

/** A text that has another one in it, within what is expected. */
export function containing(text: string): string {
  return expect.stringContaining(text) as string;
}

/** The same command, now that nothing is in its way. */
export async function works(platform: TestPlatform, argv: readonly string[]): Promise<void> {
  await platform.ok(...argv);
  expect(platform.git('fsck', '--strict', '--no-dangling')).toBe('');
}

/** Puts a hook into the platform repository. */
export function setHook(platform: TestPlatform, name: string, script: string): string {
  const file = join(platform.repo, 'hooks', name);
  mkdirSync(join(platform.repo, 'hooks'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A hook that waits for its end and then declines, so that a push is in its middle: whether it started, and what ends it. */
export function hookThatWaits(platform: TestPlatform): { started: string; end: () => void } {
  const [started, ended] = ['hook-started', 'hook-ended'].map((name) => join(platform.folder, name)) as [
    string,
    string,
  ];
  const script = `echo > ${started}; for i in $(seq 100); do [ -e ${ended} ] && exit 1; sleep 0.1; done; exit 1`;
  const hook = setHook(platform, 'pre-receive', script);
  return {
    started,
    end: () => {
      writeFileSync(ended, '');
      rmSync(hook);
    },
  };
}

/** A folder with a `git` that does something else first: for the PATH. `$GIT` is the real one. */
export function wrapperOf(folder: string, script: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const real = `GIT=$(PATH=\${PATH#${bin}:} command -v git)`;
  writeFileSync(join(bin, 'git'), `#!/bin/sh\n${real}\n${script}\nexec "$GIT" "$@"\n`);
  chmodSync(join(bin, 'git'), 0o755);
  return bin;
}

/** Does something with other variables of the environment. */
export async function withEnv<T>(env: Readonly<Record<string, string>>, work: () => Promise<T> | T): Promise<T> {
  const former = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
  Object.assign(process.env, env);
  try {
    return await work();
  } finally {
    for (const [name, value] of Object.entries(former)) {
      if (value === undefined) {
        delete process.env[name];
      } else {
        process.env[name] = value;
      }
    }
  }
}

/** Does something with a `git` on the PATH that does something else first. */
export function withGit<T>(platform: TestPlatform, script: string, work: () => Promise<T>): Promise<T> {
  const bin = wrapperOf(platform.folder, script);
  return withEnv({ PATH: `${bin}:${process.env['PATH']}` }, work);
}

/** Starts `twelve` as a process of its own, in a shell that does something first if that is given. */
export function start(
  platform: TestPlatform,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  first?: string,
): { child: ChildProcess; done: Promise<Answer & { signal: NodeJS.Signals | null }> } {
  const args = [compiled('lib/cli/main.ts'), ...argv, ...platform.common(argv[0] as string)];
  const [command, ...words] = first === undefined ? ['node'] : ['sh', '-c', `${first}; exec node "$@"`, 'sh'];
  const child = spawn(command, [...words, ...args], {
    cwd: join(platform.folder, 'work'),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const answer = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (answer.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (answer.err += chunk.toString()));
  const done = new Promise<Answer & { signal: NodeJS.Signals | null }>((resolve) =>
    child.on('close', (code, signal) => resolve({ code: code ?? -1, signal, ...answer })),
  );
  return { child, done };
}

/** Waits until something is so. */
export async function until(isSo: () => boolean, seconds = 15): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !isSo();) {
    if (Date.now() > end) {
      throw new Error('it did not happen');
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
