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

/** What `twelve` is made of. */
const FOLDERS = ['cli', 'release', 'git', 'forge', 'errors', 'manifest'].map((name) => join('lib', name));

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
  out ??= compileAll();
  return join(out, program.replace(/\.ts$/, '.js'));
}

/** Once for each process: whoever edits the sources meanwhile changes nothing. */
let out: string | undefined;

function compileAll(): string {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file)),
  )
    .concat(PROGRAMS)
    .sort();
  const sources = files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const);
  const hash = createHash('sha256').update(JSON.stringify(sources)).digest('hex').slice(0, 16);
  const cache = join(ROOT, '.cache', 'compiled');
  const folder = join(cache, hash);
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    const draft = mkdtempSync(join(cache, 'draft-'));
    writeFileSync(join(draft, 'package.json'), readFileSync(join(ROOT, 'package.json')));
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
