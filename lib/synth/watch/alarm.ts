import { type FSWatcher, statSync, watch, type WatchEventType } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { refuse } from '../../errors';

/** Editors and installers write many files: it is quiet for so long before anything is done. */
const QUIET = 60;

/** What is of interest. */
export interface Interest {
  /** Files, there or not. */
  readonly files: ReadonlySet<string>;
  /** Folders whose entries matter. */
  readonly entries: ReadonlySet<string>;
  /** Whether whatever comes or goes in the project's folders on the way to all these is of interest. */
  readonly isLoose: boolean;
}

interface Watched {
  readonly watcher: FSWatcher;
  /** A folder that is made again is another one. */
  readonly inode: number;
}

/**
 * Rings when something happens to one of the paths that are watched, or to a folder on the way to it.
 *
 * Folders are watched, not files: editors put another file in the place of the one before, and a path need not be there yet.
 */
export class Alarm {
  private readonly folders = new Map<string, Watched>();
  private interest: Interest = { files: new Set(), entries: new Set(), isLoose: false };
  private ways: ReadonlySet<string> = new Set();
  private readonly happened = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private ring: (() => void) | undefined;

  /**
   * @param root folder of the project: up to it, folders on the way are watched too
   * @param signal rings too
   */
  constructor(
    private readonly root: string,
    private readonly signal?: AbortSignal,
  ) {
    signal?.addEventListener('abort', () => this.ring?.(), { once: true });
  }

  /**
   * Watches this from now on, and nothing else.
   *
   * @throws TwelveFactorError TF2612 if the system has no more watches
   */
  watch(interest: Interest): void {
    this.interest = interest;
    const { files, entries } = interest;
    this.ways = new Set([...entries, ...[...files, ...entries].flatMap((path) => this.wayTo(path))]);
    for (const folder of [...this.folders.keys()].filter((one) => !this.ways.has(one))) {
      this.close(folder);
    }
    this.ways.forEach((folder) => this.open(folder));
  }

  /** Waits for a change, and until it is quiet again; answers the paths of what changed. At once, if something has happened already. */
  async next(): Promise<ReadonlySet<string>> {
    if (!this.signal?.aborted && (this.happened.size === 0 || this.timer !== undefined)) {
      await new Promise<void>((resolve) => (this.ring = resolve));
    }
    const happened = new Set(this.happened);
    this.happened.clear();
    return happened;
  }

  stop(): void {
    clearTimeout(this.timer);
    [...this.folders.keys()].forEach((folder) => this.close(folder));
  }

  /** The folders from the project's down to that of a path; of a path elsewhere, the two that it is in. */
  private wayTo(path: string): string[] {
    const way: string[] = [];
    const isInside = path.startsWith(this.root + sep);
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      way.push(folder);
      if (isInside ? folder === this.root : way.length === 2 || folder === dirname(folder)) {
        return way;
      }
    }
  }

  private open(folder: string): void {
    const inode = statSync(folder, { throwIfNoEntry: false })?.ino;
    if (this.folders.get(folder)?.inode === inode) {
      return;
    }
    this.close(folder);
    if (inode === undefined) {
      return;
    }
    try {
      const watcher = watch(folder, (event, name) => this.note(name === null ? folder : join(folder, name), event));
      // A folder that goes away: those above it tell.
      watcher.on('error', () => this.close(folder));
      this.folders.set(folder, { watcher, inode });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOSPC' || code === 'EMFILE') {
        refuse('TF2612', '', '--watch', `the system has no more watches (${code})`, 'raise its limit');
      }
      // Gone in the meantime.
      this.note(folder, 'rename');
    }
  }

  private close(folder: string): void {
    this.folders.get(folder)?.watcher.close();
    this.folders.delete(folder);
  }

  private note(path: string, event: WatchEventType): void {
    const { files, entries, isLoose } = this.interest;
    const isLooselyOf = isLoose && event === 'rename' && path.startsWith(this.root + sep);
    if (!isLooselyOf && !files.has(path) && !this.ways.has(path) && !entries.has(dirname(path))) {
      return;
    }
    this.happened.add(path);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.ring?.();
    }, QUIET);
  }
}
