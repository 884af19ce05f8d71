import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../lib/cli/run';
import { runProgram } from './program';
import { setVariables, type Variables } from './surroundings';

/** What somebody sees of a command: standard output and standard error in the order in which they came. */
export interface Seen {
  readonly text: string;
  readonly code: number;
}

/** Folders as they are shown. */
const HOME = '/home/ada';
const PROJECT = `${HOME}/services`;

/** When sessions begin, and how much later each command is. */
const BEGIN = Date.parse('2026-01-05T09:00:00Z');
const MINUTES = 20;

const GITCONFIG = `[user]
	name = Ada Lovelace
	email = ada@example.com
[init]
	defaultBranch = main
[advice]
	detachedHead = false
[core]
	abbrev = 10
`;

/**
 * What one person types, one command after the other, at a machine that has nothing but a home folder and the project of the page:
 *
 * - `twelve …` runs in this process, through `lib/cli/run`. `NAME=value twelve …` gives it variables, `twelve … | head -3` a pipe.
 * - `VERSION=1.5.0 npx ts-node apps/lulu.ts` runs a program of the page, also in this process.
 * - `export NAME=value` holds from then on.
 * - Everything else is for `sh`, most of all `git`.
 *
 * Every answer is the same on each run and on each machine, commit ids included, because everything that goes into a commit is fixed:
 * the clock begins on 5 January 2026 at 09:00 UTC and is 20 minutes later with each command, shown or not; git's configuration is one
 * of the session's own, of Ada Lovelace, without signatures; the files of the project are committed before each block. Ids do
 * change where what is rendered changes, the versions of libraries in descriptors included; then the pages are written again.
 * The two folders of the machine that are seen, home and project, are shown as `/home/ada` and `/home/ada/services`, and white space at
 * the end of an answer is left out. Nothing else is replaced.
 */
export class Session {
  private readonly home = realpathSync(mkdtempSync(join(tmpdir(), 'docs-home-')));
  private readonly exported: Record<string, string> = {};
  private clock = BEGIN;

  constructor(private readonly project: string) {
    writeFileSync(join(this.home, '.gitconfig'), GITCONFIG);
    mkdirSync(join(this.home, '.cache'));
  }

  /** Commits the files of the project as they are, as people do who release from it. Other sessions of the page have done so too. */
  commitProject(): void {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: this.project, env: this.shellVariables() });
    if (!existsSync(join(this.project, '.git'))) {
      git('init', '--quiet');
      git('remote', 'add', 'origin', 'https://git.example.com/services.git');
      writeFileSync(join(this.project, '.git/info/exclude'), 'dist/\n');
    }
    git('add', '--all');
    if (git('status', '--porcelain').length > 0) {
      git('commit', '--quiet', '--message', 'Describe what runs');
    }
  }

  /** Runs a command line. */
  async run(command: string): Promise<Seen> {
    this.clock += MINUTES * 60_000;
    const [, export_] = /^export (\w+)=/.exec(command) ?? [];
    const [, variables = '', verb, rest = ''] =
      /^((?:\w+=\S+ )*)(?:npx )?(twelve|ts-node) ?([\s\S]*)$/.exec(command.replaceAll(/\\\n\s*/g, '')) ?? [];
    const given = Object.fromEntries(this.words(variables).map((word) => word.split(/=(.*)/s, 2) as [string, string]));
    let seen: Seen;
    if (export_ !== undefined) {
      this.exported[export_] = this.shell(`${command}; printf %s "$${export_}"`).text;
      seen = { text: '', code: 0 };
    } else if (verb === 'twelve') {
      seen = await this.twelve(rest, given);
    } else if (verb === undefined) {
      seen = this.shell(command);
    } else {
      const { errors, output } = runProgram(this.project, join(this.project, rest), given);
      seen = { text: output + errors, code: errors === '' ? 0 : 1 };
    }
    const text = seen.text.replaceAll(this.project, PROJECT).replaceAll(this.home, HOME);
    return { text: text.trim() === '' ? '' : `${text.trimEnd()}\n`, code: seen.code };
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  private async twelve(rest: string, given: Variables): Promise<Seen> {
    const [, args = '', pipe] = /^(.*?)(?: \| (.*))?$/s.exec(rest) ?? [];
    const told: { err: boolean; text: string }[] = [];
    const foreign = Object.keys(process.env).filter((name) => /^(?:GIT_|TWELVE_|GITHUB_|GITLAB_|CI_)/.test(name));
    const variables = { ...this.exported, ...given };
    const reset = setVariables({
      ...Object.fromEntries(foreign.map((name) => [name, undefined])),
      ...variables,
      HOME: this.home,
      GIT_CONFIG_GLOBAL: join(this.home, '.gitconfig'),
      GIT_CONFIG_NOSYSTEM: '1',
    });
    try {
      const code = await run(this.words(args), {
        cwd: this.project,
        env: { XDG_CACHE_HOME: join(this.home, '.cache'), ...variables },
        out: (text) => told.push({ err: false, text }),
        err: (text) => told.push({ err: true, text }),
        now: () => new Date(this.clock).toISOString(),
        color: false,
        errColor: false,
      });
      const all = told.map(({ text }) => text).join('');
      return { text: pipe === undefined ? all : this.piped(pipe, told), code };
    } finally {
      reset();
    }
  }

  private piped(command: string, told: readonly { err: boolean; text: string }[]): string {
    const textOf = (err: boolean) => told.flatMap((one) => (one.err === err ? [one.text] : [])).join('');
    return textOf(true) + this.shell(command, textOf(false)).text;
  }

  /** The words that the shell makes of a text. */
  private words(text: string): string[] {
    const script = `words() { for word; do printf '%s\\0' "$word"; done; }; words ${text}`;
    return text.trim() === '' ? [] : this.shell(script).text.split('\0').slice(0, -1);
  }

  private shell(script: string, input = ''): Seen {
    const all = ['-c', `exec 2>&1; ${script}`];
    const { stdout, status } = spawnSync('sh', all, {
      cwd: this.project,
      env: this.shellVariables(),
      input,
      encoding: 'utf8',
    });
    return { text: stdout, code: status ?? 1 };
  }

  private shellVariables(): Record<string, string> {
    const at = new Date(this.clock).toISOString();
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: this.home,
      LC_ALL: 'C',
      TZ: 'UTC',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_DATE: at,
      GIT_COMMITTER_DATE: at,
      ...this.exported,
    };
  }
}
