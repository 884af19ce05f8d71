import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import {
  askServer,
  check,
  countOf,
  isApplied,
  isAtLeast,
  jsonOf,
  junitOf,
  type Level,
  optionsOf,
  type Report,
  type Reported,
  sarifOf,
  type Source,
  textOf,
} from '../../check';
import { refuse } from '../../errors';
import { findFiles, readManifestFile, readManifestStream, type YamlFault } from '../../yaml';
import type { Context } from '../context';
import { ownVersion } from '../own-version';
import { writeFile } from '../write-file';
import { loadRules } from './load-rules';

export type CheckFormat = 'text' | 'json' | 'junit' | 'sarif';

/** What `twelve check` can be told. */
export interface CheckOptions {
  readonly kubernetes?: readonly string[];
  readonly crds?: readonly string[];
  readonly rules?: string;
  readonly severity?: readonly string[];
  readonly failOn: Level;
  readonly format?: CheckFormat;
  readonly json?: true;
  readonly output?: string;
  readonly server?: true;
  readonly notes?: true;
}

/** Checks manifests and tells what is wrong with them. Whether they pass is answered. */
export async function checkManifests(
  context: Context,
  paths: readonly string[],
  options: CheckOptions,
): Promise<boolean> {
  const { kubernetes, crds, rules, severity = [], notes, failOn } = options;
  const format = formatOf(options);
  const settings = {
    kubernetes: kubernetes?.flatMap((versions) => versions.split(',')),
    crds,
    severity: severitiesOf(severity),
    from: notes || failOn === 'note' ? ('note' as const) : ('warning' as const),
    rules: rules === undefined ? [] : await loadRules(resolve(context.cwd, rules), rules),
  };
  const asked = optionsOf(settings, context.cwd);
  const sources = await sourcesOf(context, paths);
  const found = check(sources, asked);
  const report = options.server ? withServer(found, await serverSays(context, sources)) : found;
  const text = formatted(report, format, options, context);
  if (options.output === undefined) context.out(text);
  else writeFile(context, options.output, text);
  context.err(`${summaryOf(report)}\n`);
  return !report.findings.some((finding) => isAtLeast(finding, options.failOn));
}

/** A dry run of the files that have objects, as far as they can be read: kubectl would take a descriptor for a manifest. */
async function serverSays({ cwd, env }: Context, sources: readonly Source[]): Promise<Reported[]> {
  const applied = sources.filter(isApplied);
  const piped = applied.find(({ path }) => path === '-')?.text;
  const input = typeof piped === 'string' ? piped : '';
  const said: Reported[] = [];
  // A command line has an end.
  for (let at = 0; at < applied.length; at += 500) {
    const paths = applied.slice(at, at + 500).map(({ path }) => path);
    said.push(...(await askServer(paths, cwd, env, paths.includes('-') ? input : '')));
  }
  return said;
}

function withServer(report: Report, refused: readonly Reported[]): Report {
  return { ...report, findings: [...report.findings, ...refused] };
}

function formatOf({ format, json }: CheckOptions): CheckFormat {
  if (json && format !== undefined && format !== 'json') {
    refuse('TF2503', '', '--json', `it contradicts --format ${format}`, 'give one of the two');
  }
  return json ? 'json' : (format ?? 'text');
}

function formatted(
  report: Report,
  format: CheckFormat,
  { failOn, output }: CheckOptions,
  { cwd, color }: Context,
): string {
  switch (format) {
    case 'json':
      return jsonOf(report);
    case 'junit':
      return junitOf(report, failOn);
    case 'sarif':
      return sarifOf(report, ownVersion(), { cwd, root: repositoryOf(cwd) });
    case 'text':
      return textOf(report, output === undefined && color);
  }
}

/** The repository that a folder is in; the folder itself where it is in none. */
function repositoryOf(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return cwd;
  }
}

function summaryOf(report: Report): string {
  const counts = [counted(countOf(report, 'error'), 'error'), counted(countOf(report, 'warning'), 'warning')];
  const notes = countOf(report, 'note');
  const levels = notes > 0 ? [...counts, counted(notes, 'note')] : counts;
  return `${counted(report.objects, 'object')} in ${counted(report.files.length, 'file')}: ${levels.join(', ')}.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Where what writes to the pipe fails, nothing arrives. */
const NOTHING: YamlFault = {
  code: 'TF3413',
  severity: 'error',
  given: 'there is nothing in it',
  remedy: 'see that what writes to the pipe succeeds',
};

async function sourcesOf(context: Context, paths: readonly string[]): Promise<Source[]> {
  const sources = new Map<string, Source>();
  for (const path of paths) {
    if (path === '-') {
      const text = await readManifestStream(context.stdin ?? Readable.from([]));
      sources.set(path, { path, text: typeof text === 'string' && text.trim() === '' ? NOTHING : text });
      continue;
    }
    const root = resolve(context.cwd, path);
    for (const { path: file, fault } of findFiles(root)) {
      // Named as it was given, so that a report is the same on every machine.
      const shown = `${path.replace(/\/+$/, '')}${file.slice(root.length)}`;
      // A file that is named twice, as in `k8s k8s/api.yaml`, is one.
      if (!sources.has(file)) sources.set(file, { path: shown, text: fault ?? readManifestFile(file) });
    }
  }
  return [...sources.values()];
}

/** TF3101 and error of `TF3101=error`. */
function severitiesOf(settings: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    settings.map((setting) => {
      const [code = '', ...level] = setting.split('=');
      return [code, level.join('=')];
    }),
  );
}
