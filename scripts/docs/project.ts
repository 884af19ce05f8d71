import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import type { Example } from './example';
import { runProgram, type Said } from './program';

/** The root of this repository. */
export const ROOT = resolve(__dirname, '../..');

/** What every page's project has, until the page has a file of that name itself. */
const SHARED = ['apps/platform.ts', 'config'];

/** A folder in which the programs of one page run, as if a user had written its files. */
export class Project {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'docs-')));
  private said: Said = { errors: '', output: '' };

  constructor() {
    SHARED.forEach((path) => cpSync(join(ROOT, path), join(this.folder, path), { recursive: true }));
  }

  /** Writes a file of the project. */
  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Reads a file of the project. */
  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Files below a folder of the project that begin with a word, sorted. */
  list(path: string, begin = ''): string[] {
    const folder = join(this.folder, path);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
    return names.filter((name) => name.startsWith(begin)).sort();
  }

  /** Runs a program in the project. What renders begins with a fresh `dist`; what it tells on stderr, the page has to show. */
  run({ path, source, place }: Example): void {
    this.assertNothingUntold(place);
    if (!/^(scripts|test)\//.test(path)) {
      rmSync(join(this.folder, 'dist'), { recursive: true, force: true });
    }
    this.write(path, source);
    try {
      this.said = runProgram(this.folder, join(this.folder, path));
    } catch (error) {
      throw new Error(`${place}: ${error instanceof Error ? error.stack : String(error)}`, { cause: error });
    }
  }

  /** What the last program wrote with `console.log`. */
  get output(): string {
    return this.said.output;
  }

  /** What the last program told on stderr: the page shows it. */
  takeErrors(): string {
    const { errors } = this.said;
    this.said = { ...this.said, errors: '' };
    return errors;
  }

  /** Throws where a program told something that the page does not show. */
  assertNothingUntold(place: string): void {
    if (this.said.errors) {
      throw new Error(`before ${place}, a program tells what the page does not show:\n${this.said.errors}`);
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
