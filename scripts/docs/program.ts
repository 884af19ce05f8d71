import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as ts from 'typescript';
import { setVariables, type Variables } from './surroundings';

/** What a program said. */
export interface Said {
  /** On stderr, also by the error that ended it, if that was a user's mistake. */
  readonly errors: string;
  /** By `console.log`. */
  readonly output: string;
}

interface Module {
  exports: unknown;
}

/** The variables that programs find, or do not find. */
const ENVIRONMENT: Variables = { VERSION: '1.5.0', BUILD: undefined, CDK8S_OUTDIR: undefined };

/** Runs a TypeScript file in this process, with a folder as the current one, and with variables. */
export function runProgram(folder: string, file: string, variables: Variables = {}): Said {
  let output = '';
  const log = (...words: unknown[]) => (output += `${words.join(' ')}\n`);
  const globals = { console: { log }, ...testGlobals(file) };
  const errors = inSurroundings(folder, { ...ENVIRONMENT, ...variables }, () => loadModule(file, new Map(), globals));
  return { errors, output };
}

function loadModule(file: string, loaded: Map<string, Module>, globals: object): unknown {
  const known = loaded.get(file);
  if (known) {
    return known.exports;
  }
  const module: Module = { exports: {} };
  loaded.set(file, module);
  const load = (name: string): unknown => {
    const local = /^[./]/.test(name) ? resolve(dirname(file), `${name.replace(/\.ts$/, '')}.ts`) : undefined;
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return local && existsSync(local) ? loadModule(local, loaded, globals) : require(name);
  };
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const scope = {
    ...globals,
    exports: module.exports,
    module,
    require: load,
    __filename: file,
    __dirname: dirname(file),
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function(...Object.keys(scope), outputText) as (...given: unknown[]) => void;
  run(...Object.values(scope));
  return module.exports;
}

/** What Jest gives to tests. They run at once, so the first failure ends the program. */
function testGlobals(file: string): object {
  if (!file.endsWith('.test.ts')) {
    return {};
  }
  const test = (name: string, body: () => unknown) => {
    if (body() instanceof Promise) {
      throw new Error(`test "${name}" is async: nobody waits for it here`);
    }
  };
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return { test, expect: (require('expect') as { expect: unknown }).expect };
}

/** Runs something in a folder and environment of its own, and gives what it tells on stderr. */
function inSurroundings(folder: string, variables: Variables, body: () => void): string {
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { write } = process.stderr;
  const before = { folder: process.cwd(), exitCode: process.exitCode };
  let told = '';
  const resetVariables = setVariables(variables);
  process.chdir(folder);
  process.stderr.write = (text: string | Uint8Array) => {
    told += String(text);
    return true;
  };
  try {
    body();
  } catch (error) {
    if ((error as Error).name !== 'TwelveFactorError') {
      throw error;
    }
    told += `${(error as Error).message}\n`;
  } finally {
    process.stderr.write = write;
    process.exitCode = before.exitCode;
    process.chdir(before.folder);
    resetVariables();
  }
  return told;
}
