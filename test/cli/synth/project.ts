import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compiledPackage } from '../../release/faults/compiled';
import { emptyFolder, filesOf, type Outcome, removeFolders, REPOSITORY, run, write } from '../../synth/support';

type Files = Readonly<Record<string, string>>;

/** Milliseconds until a process that says nothing is given up, well before the test is. */
const PATIENCE = 60_000;

const PLATFORM = `
import { Platform } from 'cdk8s-twelve-factor';
export const platform = new Platform({ registry: 'registry.example.com', environments: { staging: {} } });
`;

/** An app file: what is before the application, in it, and after it. */
export function app(name: string, { before = '', within = '', after = '', port = '8080' } = {}): string {
  return `import { Application, WebService } from 'cdk8s-twelve-factor';
import { platform } from './platform';
${before}
new Application('${name}', { platform }, (chart, env) => {
  ${within}
  new WebService(chart, 'api', { image: env.image('${name}/api'), port: ${port} });
}).synth();
${after}
`;
}

/** A user's project, in which the package is installed. `twelve` runs as a process, as it does there. */
export class Project {
  readonly folder = emptyFolder();

  constructor(files: Files, packages: readonly string[] = ['cdk8s', 'constructs']) {
    this.link('cdk8s-twelve-factor', compiledPackage());
    packages.forEach((name) => this.link(name, join(REPOSITORY, 'node_modules', name)));
    this.write({ 'package.json': '{}', 'apps/platform.ts': PLATFORM, ...files });
  }

  write(files: Files): void {
    write(this.folder, files);
  }

  /** What is in a folder of the project. */
  files(folder = 'dist'): Record<string, string> {
    return filesOf(join(this.folder, folder));
  }

  /** Runs `twelve synth` to its end. */
  synth(args = '', env: Files = { VERSION: '1.0.0' }): Promise<Outcome> {
    return run(`${this.command} ${args}`, this.folder, env);
  }

  /** Starts `twelve synth --watch`. */
  watch(args = ''): Watching {
    return new Watching(`exec ${this.command} --watch ${args}`, this.folder);
  }

  private get command(): string {
    return `${process.execPath} node_modules/cdk8s-twelve-factor/lib/cli/main.js synth`;
  }

  private link(name: string, target: string): void {
    const link = join(this.folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link);
  }
}

/** A process that goes on. */
export class Watching {
  private text = '';
  private readonly child;
  private readonly ended: Promise<number | null>;

  constructor(command: string, cwd: string) {
    this.child = spawn('/bin/sh', ['-c', command], { cwd, env: { ...process.env, VERSION: '1.0.0' } });
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => (this.text += text));
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => (this.text += text));
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
  }

  /** Waits until it has said something since the last time, and answers all that it said since then. */
  async says(words: string): Promise<string> {
    const patience = Date.now() + PATIENCE;
    while (!this.text.includes(words)) {
      if (this.child.exitCode !== null || Date.now() > patience) {
        throw new Error(`it ended, or was silent for too long, before it said ${words}:\n${this.text}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const said = this.text;
    this.text = '';
    return said;
  }

  /** Ctrl-C; answers the exit code, and what it said at the end. */
  async interrupt(): Promise<{ code: number | null; said: string }> {
    this.child.kill('SIGINT');
    const code = await this.ended;
    return { code, said: this.text };
  }
}

export { removeFolders };
