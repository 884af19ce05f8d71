import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const REPOSITORY = join(__dirname, '../..');

const folders: string[] = [];

/** An empty folder that `removeFolders` removes. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'synth-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
}

/** A copy of what synthesis reads, under another path. */
export function copyOfRepository(...parts: string[]): string {
  const copy = emptyFolder();
  for (const part of ['lib', 'package.json', 'tsconfig.json', ...parts]) {
    cpSync(join(REPOSITORY, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Writes files, and the folders that they are in. */
export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Every file below a folder, with its content. */
export function filesOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

/** What a command did. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a shell's command line. Types are checked by another test. */
export function run(command: string, cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const inherited = { ...process.env };
  for (const name of ['VERSION', 'BUILD', 'CDK8S_OUTDIR', 'CDK8S_RECORD_CONSTRUCT_METADATA']) delete inherited[name];
  const child = spawn('/bin/sh', ['-c', command], {
    cwd,
    env: { ...inherited, TS_NODE_TRANSPILE_ONLY: 'true', ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
