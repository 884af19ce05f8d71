import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';
import type { ExampleInPlace } from './page';
import { ROOT } from './project';

/** A folder that is on no disk. It is inside of the repository, so that packages are found from it. */
const VIRTUAL = join(ROOT, 'docs', '.examples');

/** Compiles all examples at once, and gives what is wrong with them, a line each. */
export function compileErrors(examples: readonly ExampleInPlace[]): string[] {
  const files = new Map<string, string>();
  const mains = new Map<string, ExampleInPlace>();
  const platform = readFileSync(join(ROOT, 'apps/platform.ts'), 'utf8');
  examples.forEach((example, index) => {
    const folder = join(VIRTUAL, `${index}`);
    files.set(join(folder, 'apps/platform.ts'), platform);
    example.beside.forEach((source, path) => files.set(join(folder, path), source));
    files.set(join(folder, example.path), example.source);
    mains.set(join(folder, example.path), example);
  });
  const program = createProgram([...mains.keys()], files);
  return [...mains].flatMap(([file, example]) => {
    const source = program.getSourceFile(file);
    const diagnostics = source
      ? [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      : [];
    return diagnostics.map((diagnostic) => describe(example, diagnostic));
  });
}

function createProgram(roots: readonly string[], files: ReadonlyMap<string, string>): ts.Program {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, ROOT);
  const folders = new Set([...files.keys()].flatMap((file) => [dirname(file), dirname(dirname(file))]));
  const disk = ts.createCompilerHost(options);
  return ts.createProgram([...roots], options, {
    ...disk,
    fileExists: (path) => files.has(path) || disk.fileExists(path),
    readFile: (path) => files.get(path) ?? disk.readFile(path),
    directoryExists: (path) => folders.has(path) || (disk.directoryExists?.(path) ?? true),
    getSourceFile: (path, target, ...rest) => {
      const source = files.get(path);
      return source === undefined
        ? disk.getSourceFile(path, target, ...rest)
        : ts.createSourceFile(path, source, target);
    },
  });
}

/** `docs/config.md:17: Type 'number' is not assignable to type 'string'.` */
function describe({ place, added }: ExampleInPlace, { file, start = 0, messageText }: ts.Diagnostic): string {
  const [page = '', first] = place.split(':');
  const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) - added + Number(first);
  return `${page}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}
