import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const ROOT = resolve(__dirname, '../../..');

/** What runs it as a process. */
const PROGRAMS = ['test/release/kill/drive.ts', 'test/release/races/releases.ts'];

/**
 * `twelve` as JavaScript, for tests that start processes of it: made once for each state of the sources, whatever number of jest workers
 * ask for it.
 *
 * @param program a source, such as `lib/cli/main.ts`
 * @returns its file as JavaScript
 */
export function compiled(program: string): string {
  return join(compiledPackage(), program.replace(/\.ts$/, '.js'));
}

/**
 * The whole package as JavaScript, to be a project's `node_modules/cdk8s-twelve-factor`.
 *
 * @returns its folder, which has code in `lib` where a published one has `build`
 */
export function compiledPackage(): string {
  out ??= compileAll(sourcesIn('lib').concat(PROGRAMS));
  return out;
}

/** Once for each process: whoever edits the sources meanwhile changes nothing. */
let out: string | undefined;

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

function compileAll(unsorted: readonly string[]): string {
  const files = [...unsorted].sort();
  const sources = files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const);
  const hash = createHash('sha256').update(JSON.stringify(sources)).digest('hex').slice(0, 16);
  const cache = join(ROOT, '.cache', 'compiled');
  const folder = join(cache, hash);
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    const draft = mkdtempSync(join(cache, 'draft-'));
    const text = readFileSync(join(ROOT, 'package.json'), 'utf8').replaceAll('build/', 'lib/');
    writeFileSync(join(draft, 'package.json'), text);
    for (const [file, source] of sources) {
      const target = join(draft, file.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      const options = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
      writeFileSync(target, transpileModule(source, { compilerOptions: options, fileName: file }).outputText);
    }
    try {
      renameSync(draft, folder);
    } catch {
      rmSync(draft, { recursive: true, force: true }); // Another worker was faster.
    }
  }
  return folder;
}
