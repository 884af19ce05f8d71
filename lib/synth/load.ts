import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { register } from 'tsx/cjs/api';
import { refuse, shownPath } from '../errors';
import { nativeImport } from './native-import';
import { isOfProject } from '../platform/own-code';

const PACKAGE = 'cdk8s-twelve-factor';

/**
 * Loads programs in TypeScript or JavaScript, as ES or CommonJS modules, without looking at types. What is loaded once and for
 * all is what is installed, in `node_modules`. Modules of the project are loaded afresh for each app file, so that none can depend on
 * which others ran before it, and one alone renders what it renders among all.
 */
export class Loader {
  private readonly lasting: ReadonlySet<string>;
  private readonly imported = new Set<string>();
  private isRegistered = false;

  constructor() {
    register();
    this.lasting = new Set(Object.keys(require.cache));
  }

  /**
   * Runs a file, and answers once its top level has run.
   *
   * @throws whatever it throws
   */
  async load(file: string, again: () => void): Promise<void> {
    this.forget();
    const requireFrom = createRequire(file);
    checkCopy(file, requireFrom);
    try {
      requireFrom(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException | undefined)?.code !== 'ERR_REQUIRE_ASYNC_MODULE') {
        throw error;
      }
      again();
      await this.import(file);
    }
  }

  /** Modules of the project that the last file is made of. */
  get modules(): string[] {
    return [...this.loadedOfProject(), ...this.imported];
  }

  /** Files of libraries that were loaded until now. */
  get libraries(): string[] {
    const own = new Set(this.loadedOfProject());
    return Object.keys(require.cache).filter((file) => !own.has(file));
  }

  /** A top-level await needs ES modules as Node.js has them, which loads no module twice. */
  private async import(file: string): Promise<void> {
    if (!this.isRegistered) {
      this.isRegistered = true;
      // Takes a thread of its own, so it is for those who need it.
      const { register: registerImports } = (await nativeImport('tsx/esm/api')) as typeof import('tsx/esm/api');
      registerImports({ onImport: (url) => this.noteImport(url) });
    }
    this.imported.add(file);
    await nativeImport(pathToFileURL(file).href);
  }

  private noteImport(url: string): void {
    const file = url.startsWith('file:') ? fileURLToPath(url.replace(/[?#].*$/, '')) : undefined;
    if (file !== undefined && isOfProject(file)) {
      this.imported.add(file);
    }
  }

  private forget(): void {
    this.loadedOfProject().forEach((file) => delete require.cache[file]);
  }

  private loadedOfProject(): string[] {
    return Object.keys(require.cache).filter((file) => !this.lasting.has(file) && isOfProject(file));
  }
}

/** With another copy of this package, `synth()` would be unknown to this one. */
function checkCopy(file: string, requireFrom: NodeJS.Require): void {
  const own = require.resolve('..');
  let found = own;
  try {
    found = requireFrom.resolve(PACKAGE);
  } catch {
    // The app file does not need it, or will tell better that it is missing.
  }
  if (found !== own) {
    const given = 'the project has another copy of it than that of this twelve';
    refuse('TF2608', shownPath(file), PACKAGE, given, 'run the one of the project: npx twelve synth');
  }
}
