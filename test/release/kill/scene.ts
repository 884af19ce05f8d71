import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../../../lib/cli/run';
import type { Answer, TestPlatform } from '../../support/platform';
import { compiled } from '../faults/compiled';
import { until, wrapperOf } from '../faults/support';

/** When everything happens that is killed and done again. */
const NOW = '2026-02-01T00:00:00.000Z';

/** Where a process is killed: before or after one of its git commands, or by a hook of the remote in the middle of its push. */
export interface Point {
  readonly when: 'before' | 'after' | 'pre-receive' | 'update' | 'post-receive';
  /** Number of the git command, from 1; of a hook, number of the push. */
  readonly step: number;
}

/** The `git` that counts what the process starts, and kills it. What git itself starts is not counted. */
const COUNT_AND_KILL = `
if [ "$PPID" = "$TWELVE_PID" ]; then
  # Some are started at once: each takes the next number that is free.
  step=1
  set -C
  while ! echo > "$KILL_LOG.$step"; do step=$((step + 1)); done 2>/dev/null
  set +C
  echo "$*" >> "$KILL_LOG"
  case " $* " in *" push --porcelain "*) export KILL_PUSH=$(grep -c ' push --porcelain ' "$KILL_LOG") ;; esac
  if [ "$step" = "$KILL_STEP" ] && [ "$KILL_WHEN" = before ]; then kill -9 "$PPID"; exit 1; fi
  if [ "$step" = "$KILL_STEP" ] && [ "$KILL_WHEN" = after ]; then "$GIT" "$@"; kill -9 "$PPID"; exit 1; fi
fi`;

const HOOK = `#!/bin/sh
if [ "$KILL_WHEN" = "\${0##*/}" ] && [ "$KILL_STEP" = "$KILL_PUSH" ]; then kill -9 "$TWELVE_PID"; fi
exit 0
`;

/** A platform that is brought back to how it was before each attempt at a command. */
export class Scene {
  private readonly saved: string;
  private readonly log: string;
  private readonly bin: string;

  constructor(
    private readonly platform: TestPlatform,
    private readonly argv: readonly string[],
  ) {
    this.saved = join(platform.folder, 'saved');
    this.log = join(platform.folder, 'log', 'commands');
    this.bin = wrapperOf(platform.folder, COUNT_AND_KILL);
    this.putHooks();
    mkdirSync(this.saved);
    ['platform.git', 'cache'].forEach((name) => this.copy(join(platform.folder, name), join(this.saved, name)));
  }

  /** Brings everything back. */
  restore(): void {
    ['platform.git', 'cache'].forEach((name) => this.copy(join(this.saved, name), join(this.platform.folder, name)));
  }

  /** Every ref and where it points to; nothing before there is a repository. */
  refs(): string[] {
    return existsSync(join(this.platform.repo, 'HEAD')) ? this.platform.refs().split('\n').filter(Boolean) : [];
  }

  fsck(): string {
    return existsSync(join(this.platform.repo, 'refs')) ? this.platform.git('fsck', '--strict', '--no-dangling') : '';
  }

  /** The git commands that the command takes, undisturbed. */
  async steps(): Promise<string[]> {
    const { code, err } = await this.start({ when: 'before', step: 0 });
    if (code !== 0) {
      throw new Error(`ended with ${code}: ${err}`);
    }
    return readFileSync(this.log, 'utf8').trimEnd().split('\n');
  }

  /** Runs the command and kills it, and waits until whatever it started is over. */
  async kill(point: Point): Promise<void> {
    const { code } = await this.start(point);
    if (code !== undefined) {
      throw new Error(`it was not killed, and ended with ${code}`);
    }
  }

  /** Runs the command again, undisturbed. The lock of the killed process is as old as it has to be. */
  async again(): Promise<Answer> {
    const cache = join(this.platform.folder, 'cache');
    const locks = existsSync(cache) ? readdirSync(cache).filter((name) => name.endsWith('.lock')) : [];
    locks.forEach((name) => utimesSync(join(cache, name), 1, 1));
    const answer = { out: '', err: '' };
    const code = await run(this.words(), {
      cwd: join(this.platform.folder, 'work'),
      env: {},
      out: (text) => (answer.out += text),
      err: (text) => (answer.err += text),
      now: () => NOW,
      color: false,
      errColor: false,
    });
    return { code, ...answer };
  }

  private words(): string[] {
    return [...this.argv, ...this.platform.common('release')];
  }

  private async start({ when, step }: Point): Promise<{ code: number | undefined; err: string }> {
    rmSync(dirname(this.log), { recursive: true, force: true });
    mkdirSync(dirname(this.log));
    writeFileSync(this.log, '');
    const child = spawn('node', [compiled('test/release/kill/drive.ts'), NOW, ...this.words()], {
      cwd: join(this.platform.folder, 'work'),
      env: {
        ...process.env,
        PATH: `${this.bin}:${process.env['PATH']}`,
        KILL_LOG: this.log,
        KILL_WHEN: when,
        KILL_STEP: String(step),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
      // A group of its own, which is empty when everything is over.
      detached: true,
    });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const code = await new Promise<number | undefined>((resolve) =>
      child.on('exit', (value) => resolve(value ?? undefined)),
    );
    await until(() => isOver(child.pid as number));
    return { code, err };
  }

  private copy(from: string, to: string): void {
    rmSync(to, { recursive: true, force: true });
    if (existsSync(from)) {
      cpSync(from, to, { recursive: true });
    }
  }

  private putHooks(): void {
    const { repo } = this.platform;
    if (existsSync(repo)) {
      mkdirSync(join(repo, 'hooks'), { recursive: true });
      ['pre-receive', 'update', 'post-receive'].forEach((name) =>
        writeFileSync(join(repo, 'hooks', name), HOOK, { mode: 0o755 }),
      );
    }
  }
}

function isOver(group: number): boolean {
  try {
    process.kill(-group, 0);
    return false;
  } catch {
    return true;
  }
}
