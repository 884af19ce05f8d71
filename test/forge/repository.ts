import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Forge, LocalForge } from '../../lib/forge';
import { type Cache, type Identity, locate, withCache } from '../../lib/git';

jest.setTimeout(120_000);

/** Settings of whoever runs the tests have no part in them. */
export const GIT_ENV = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

/** What a commit changes: content by path, null for a file that goes. */
export type FileChanges = Readonly<Record<string, string | null>>;

/** How a commit is made in the repository itself, past any forge. */
export interface CommitProps {
  /** The commit before. `@default` the tip of the branch; none with '' */
  readonly onto?: string;
  /** Further parents. */
  readonly merges?: readonly string[];
  readonly message?: string;
  /** `@default Bob <bob@example.com>` */
  readonly author?: string;
  /** `@default` a minute after the one before */
  readonly at?: string;
}

/** Who uses the forge. */
export interface User {
  /** `@default Ada` */
  readonly name?: string;
  /** Name of the cache; one user has one. `@default` the user's name */
  readonly cache?: string;
  readonly timeout?: number;
  readonly reason?: string;
  readonly signing?: Readonly<Record<string, string>>;
}

/** A bare repository in a folder of its own. */
export class TestRepository {
  readonly folder = mkdtempSync(join(tmpdir(), 'forge-'));
  readonly path = join(this.folder, 'platform.git');
  private clock = Date.parse('2026-01-05T09:00:00Z');

  constructor(format = 'sha1') {
    execFileSync('git', ['init', '-q', '--bare', '-b', 'main', `--object-format=${format}`, this.path], {
      env: GIT_ENV,
    });
  }

  /** Runs git in it. */
  git(...args: readonly string[]): string {
    return this.run(args).trim();
  }

  /** The lines that git answers; none if it fails. */
  lines(...args: readonly string[]): string[] {
    const { stdout } = spawnSync('git', args, { cwd: this.path, env: GIT_ENV, encoding: 'utf8' });
    return stdout.split('\n').filter((line) => line !== '');
  }

  /** Takes what `git fast-import` reads. */
  import(stream: string): void {
    this.run(['fast-import', '--quiet', '--force'], stream);
  }

  /** Makes a commit and moves the branch to it. */
  commit(branch: string, files: FileChanges, props: CommitProps = {}): string {
    const { author = 'Bob <bob@example.com>', message = `Change ${Object.keys(files).join(', ')}\n` } = props;
    const parent = props.onto ?? this.tip(branch) ?? '';
    const index = { GIT_INDEX_FILE: join(this.folder, 'index') };
    rmSync(index.GIT_INDEX_FILE, { force: true });
    if (parent !== '') {
      this.run(['read-tree', parent], '', index);
    }
    const none = '0'.repeat(this.git('hash-object', '-t', 'tree', '/dev/null').length);
    const lines = Object.entries(files).map(([path, content]) =>
      content === null
        ? `0 ${none}\t${path}\0`
        : `100644 ${this.run(['hash-object', '-w', '--stdin'], content).trim()}\t${path}\0`,
    );
    this.run(['update-index', '-z', '--index-info'], lines.join(''), index);
    const tree = this.run(['write-tree'], '', index).trim();
    const parents = [parent, ...(props.merges ?? [])].filter((id) => id !== '');
    const args = ['commit-tree', tree, ...parents.flatMap((id) => ['-p', id])];
    const [, name, email] = /^(.*) <(.*)>$/.exec(author) as unknown as [string, string, string];
    const at = props.at ?? this.now();
    const id = this.run(args, message, {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: at,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: at,
    }).trim();
    this.git('update-ref', `refs/heads/${branch}`, id);
    return id;
  }

  /** Lets a branch go on by many commits, each of which changes one of a hundred files. */
  grow(branch: string, count: number): void {
    const commits = Array.from({ length: count }, (_, index) => {
      const from = index === 0 && this.tip(branch) ? `from refs/heads/${branch}^0\n` : '';
      const file = `M 100644 inline grown/${index % 100}\ndata <<E\n${index}\nE\n`;
      return `commit refs/heads/${branch}\ncommitter B <b@c> ${1700000000 + index} +0000\ndata <<E\ngrow ${index}\nE\n${from}${file}\n`;
    });
    this.import(commits.join(''));
  }

  /** Writes an object, whatever git thinks of it. */
  write(type: string, content: Buffer): string {
    return this.run(['hash-object', '-t', type, '-w', '--stdin', '--literally'], content).trim();
  }

  /** Moves a branch, or deletes it. */
  set(branch: string, id: string | undefined): void {
    this.git('update-ref', ...(id === undefined ? ['-d', `refs/heads/${branch}`] : [`refs/heads/${branch}`, id]));
  }

  tip(branch: string): string | undefined {
    return this.git('for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`) || undefined;
  }

  /** Every ref and where it points to. */
  refs(): string {
    return this.git('for-each-ref', '--format=%(refname) %(objectname)');
  }

  /** All files in a commit, with their contents. */
  files(revision: string): Record<string, string> {
    const paths = this.git('ls-tree', '-r', '--name-only', revision).split('\n');
    return Object.fromEntries(
      paths.filter((path) => path !== '').map((path) => [path, this.run(['show', `${revision}:${path}`])]),
    );
  }

  /** Subjects of a branch's commits, newest first. */
  subjects(revision: string, ...args: readonly string[]): string[] {
    return this.git('log', '--format=%s', ...args, revision).split('\n');
  }

  /** Lets a hook of the repository decide about every push. */
  hook(name: string, script: string): void {
    writeFileSync(join(this.path, 'hooks', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  /** Everything that git finds wrong. */
  fsck(): string {
    return this.git('fsck', '--strict', '--full', '--no-dangling', '--no-progress');
  }

  /** Works with a cache of the repository. */
  withCache<T>(name: string, work: (cache: Cache) => Promise<T>): Promise<T> {
    const location = locate(this.path, this.folder);
    return withCache(location, { folder: join(this.folder, 'caches', name), patience: 60_000 }, work);
  }

  /** The forge, as commands use it: opened anew for each thing that is done. */
  forge({ name = 'Ada', cache = name, timeout = 30_000, reason, signing = {} }: User = {}): Forge {
    const person = { name, email: `${name.toLowerCase()}@example.com` };
    const identity: Identity = { author: person, committer: person, signing };
    const open = <T>(work: (forge: Forge) => Promise<T>) => {
      const asker = { actor: `${name} <${person.email}>`, at: this.now(), reason };
      return this.withCache(cache, (opened) => work(new LocalForge(opened, { asker, identity, timeout })));
    };
    return {
      propose: (props) => open((forge) => forge.propose(props)),
      list: (options) => open((forge) => forge.list(options)),
      get: (number) => open((forge) => forge.get(number)),
      merge: (number, method) => open((forge) => forge.merge(number, method)),
      close: (number, why) => open((forge) => forge.close(number, why)),
    };
  }

  /** Time goes on by a minute whenever somebody looks at the clock. */
  now(): string {
    return new Date((this.clock += 60_000)).toISOString();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(
    args: readonly string[],
    input: string | Buffer = '',
    env: Readonly<Record<string, string>> = {},
  ): string {
    return execFileSync('git', args, {
      cwd: this.path,
      input,
      env: { ...GIT_ENV, ...env },
      encoding: 'utf8',
      maxBuffer: 1e9,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }
}
