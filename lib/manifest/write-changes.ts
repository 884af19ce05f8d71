import { lstatSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BundleChanges, hasChanges } from './bundle-changes';
import { cannotWrite, removeQuietly } from './output';

/**
 * Writes what a bundle changes: the same files as `writeBundle` leaves, but those whose bytes stay are not touched. All of it or
 * nothing: everything is written aside first, and if a file can't be moved, every one before it is put back.
 *
 * @throws TwelveFactorError TF1904 if the folder can't be written
 */
export function writeChanges(changes: BundleChanges): void {
  const { application, outdir, environments, descriptor } = changes;
  if (!hasChanges(changes)) {
    return;
  }
  const aside = join(outdir, `.${application}.${process.pid}.tmp`);
  const moves = new Moves(aside);
  try {
    mkdirSync(aside, { recursive: true });
    for (const [environment, { before, after, emptied }] of environments) {
      const folder = join(outdir, environment, application);
      [...before.keys()].filter((path) => !after.has(path)).forEach((path) => moves.remove(join(folder, path)));
      after.forEach((content, path) => moves.write(join(folder, path), content));
      emptied.forEach((path) => moves.removeFolder(join(folder, path)));
    }
    const file = join(outdir, `${application}.json`);
    if (descriptor === null) {
      moves.remove(file);
    } else if (descriptor !== undefined) {
      moves.write(file, descriptor);
    }
    moves.carryOut();
  } catch (error) {
    throw cannotWrite(application, outdir, aside, error);
  } finally {
    removeQuietly(aside);
  }
}

/** Moves of files that are all done or none. */
class Moves {
  private readonly steps: (() => void)[] = [];
  private readonly undo: (() => void)[] = [];
  private count = 0;

  constructor(private readonly aside: string) {}

  /** Writes a file aside now, and moves it to its place later. */
  write(target: string, content: string): void {
    const fresh = this.name();
    writeFileSync(fresh, content);
    this.steps.push(() => {
      if (lstatSync(target, { throwIfNoEntry: false })) {
        this.takeAway(target);
      }
      mkdirSync(dirname(target), { recursive: true });
      renameSync(fresh, target);
      this.undo.push(() => rmSync(target));
    });
  }

  /** Takes away a file, or whatever is there. */
  remove(target: string): void {
    this.steps.push(() => this.takeAway(target));
  }

  /** Removes a folder that is empty by then. */
  removeFolder(target: string): void {
    this.steps.push(() => {
      rmdirSync(target);
      this.undo.push(() => mkdirSync(target, { recursive: true }));
    });
  }

  carryOut(): void {
    try {
      this.steps.forEach((step) => step());
    } catch (error) {
      this.undo.reverse().forEach((step) => step());
      throw error;
    }
  }

  private takeAway(target: string): void {
    const old = this.name();
    renameSync(target, old);
    this.undo.push(() => renameSync(old, target));
  }

  private name(): string {
    return join(this.aside, String(this.count++));
  }
}
