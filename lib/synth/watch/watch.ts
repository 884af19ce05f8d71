import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TwelveFactorError } from '../../errors';
import type { Chosen } from '../app-files';
import { nameSome } from '../common-problems';
import type { Synthesis } from '../synthesis';
import { Alarm, type Interest } from './alarm';
import { type Fingerprints, type Input, isStale, pathOf } from './fingerprint';
import type { Done } from './messages';
import { WorkerProcess } from './worker-process';

/** What is watched, and who is told. */
export interface WatchOptions {
  /** Folder of the project. */
  readonly cwd: string;
  /** Folder of app files. */
  readonly folder: string;
  readonly outdir: string;
  readonly dryRun: boolean;
  /** Chooses app files anew. */
  readonly choose: () => Chosen;
  /** Lock files, and whatever else concerns every app file. */
  readonly shared: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly say: (text: string) => void;
  readonly onSynthesis: (synthesis: Synthesis) => void;
}

/** Synthesizes, and again whatever a change concerns, until the signal. */
export async function watchApps(options: WatchOptions): Promise<void> {
  const watcher = new Watcher(options);
  try {
    await watcher.run();
  } finally {
    await watcher.stop();
  }
}

class Watcher {
  private readonly alarm: Alarm;
  private worker: WorkerProcess;
  private readonly inputs = new Map<string, Fingerprints>();
  private readonly makers = new Map<string, string>();
  private readonly broken = new Set<string>();
  private libraries: Fingerprints = new Map();
  private said = '';

  constructor(private readonly options: WatchOptions) {
    this.alarm = new Alarm(options.cwd, options.signal);
    this.worker = this.newWorker();
    options.signal?.addEventListener('abort', () => void this.worker.stop(), { once: true });
  }

  async run(): Promise<void> {
    const { signal } = this.options;
    let happened: ReadonlySet<string> = new Set();
    while (!signal?.aborted) {
      const isAnything = await this.round(happened);
      this.alarm.watch(this.interest());
      // What changed before it was watched rings nothing.
      happened = isAnything && this.isBehind() ? new Set() : await this.alarm.next();
    }
  }

  async stop(): Promise<void> {
    this.alarm.stop();
    await this.worker.stop();
  }

  /** Does what is to be done; answers whether that was anything. */
  private async round(happened: ReadonlySet<string>): Promise<boolean> {
    const chosen = this.tryChoose();
    if (chosen === undefined) {
      return false;
    }
    const gone = [...this.inputs.keys()].filter((file) => !chosen.files.includes(file));
    const orphans = [...this.makers].flatMap(([application, file]) => (gone.includes(file) ? [application] : []));
    this.forget(gone);
    const isDone = await this.render(chosen, happened);
    this.tellStale(orphans.filter((application) => !this.makers.has(application)));
    return isDone;
  }

  /** Runs the app files that a change concerns; answers whether there were any. */
  private async render(chosen: Chosen, happened: ReadonlySet<string>): Promise<boolean> {
    const isShared = [...this.libraries.keys(), ...this.shared].some((input) => happened.has(pathOf(input)));
    const isAll = isShared || isStale(this.libraries);
    const files = chosen.files.filter((file) => isAll || this.isDue(file, happened));
    if (files.length === 0 || !(await this.prepare())) {
      return false;
    }
    const { outdir, dryRun, say, onSynthesis, signal } = this.options;
    const taken = new Map([...this.makers].filter(([, file]) => !files.includes(file)));
    const done = await this.worker.run({ ...chosen, files, elsewhere: [], outdir, dryRun, stale: 'ignore', taken });
    const words = this.worker.lastWords;
    this.worker = this.newWorker();
    if (done !== undefined) {
      this.note(files, done);
      onSynthesis(done.synthesis);
    } else if (!signal?.aborted) {
      files.forEach((file) => this.broken.add(file));
      say(`the process that runs app files has ended before its time${words && `:\n${words}`}\n`);
    }
    return done !== undefined;
  }

  /** One that another file makes now has only moved. */
  private tellStale(applications: readonly string[]): void {
    const { outdir, say } = this.options;
    const left = applications.filter((application) => existsSync(join(outdir, `${application}.json`)));
    if (left.length > 0)
      say(`warning: no app file makes ${nameSome(left)} any more; twelve synth --prune removes it\n`);
  }

  /** Whether an app file has to run. */
  private isDue(file: string, happened: ReadonlySet<string>): boolean {
    const inputs = this.inputs.get(file);
    return (
      inputs === undefined ||
      (this.broken.has(file) && happened.size > 0) ||
      isStale(inputs) ||
      [...inputs.keys()].some((input) => happened.has(pathOf(input)))
    );
  }

  private isBehind(): boolean {
    return isStale(this.libraries) || [...this.inputs.values()].some(isStale);
  }

  /** Takes another worker where the libraries are others by now than those that this one has loaded. */
  private async prepare(): Promise<boolean> {
    const { signal, say } = this.options;
    let ready = await this.worker.ready;
    if (ready === undefined || isStale(ready.libraries)) {
      await this.worker.stop();
      this.worker = this.newWorker();
      ready = await this.worker.ready;
    }
    if (ready === undefined && !signal?.aborted) {
      say(`the libraries can't be loaded now:\n${this.worker.lastWords}`);
    }
    return ready !== undefined;
  }

  private note(files: readonly string[], { inputs, libraries, broken, synthesis }: Done): void {
    this.forget(files);
    inputs.forEach((read, file) => this.inputs.set(file, read));
    broken.forEach((file) => this.broken.add(file));
    synthesis.makers.forEach((file, application) => this.makers.set(application, file));
    this.libraries = libraries;
  }

  private forget(files: readonly string[]): void {
    for (const file of files) {
      this.inputs.delete(file);
      this.broken.delete(file);
      [...this.makers].forEach(([application, maker]) => maker === file && this.makers.delete(application));
    }
  }

  /** Undefined where there is nothing to choose from for now, which is said once. */
  private tryChoose(): Chosen | undefined {
    try {
      const chosen = this.options.choose();
      this.said = '';
      return chosen;
    } catch (error) {
      if (!(error instanceof TwelveFactorError) || this.inputs.size === 0) {
        throw error;
      }
      if (this.said !== error.message) {
        this.options.say(`${error.message}\n`);
      }
      this.said = error.message;
      return undefined;
    }
  }

  private interest(): Interest {
    const all = [this.libraries, ...this.inputs.values()].flatMap((map) => [...map.keys()]).concat(this.shared);
    const pathsOf = (kind: string) => all.filter((input) => input.startsWith(kind)).map(pathOf);
    return {
      files: new Set(pathsOf('file:')),
      entries: new Set([...pathsOf('entries:'), this.options.folder]),
      isLoose: this.broken.size > 0,
    };
  }

  private get shared(): Input[] {
    return this.options.shared.map((path): Input => `file:${path}`);
  }

  private newWorker(): WorkerProcess {
    return new WorkerProcess(this.options.cwd, this.options.say);
  }
}
