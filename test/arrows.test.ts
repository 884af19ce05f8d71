import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { preProcessFile } from 'typescript';

const LIB = join(__dirname, '..', 'lib');
const CDK8S = ['cdk8s', 'constructs'];

/** What each folder of lib may import of others, types too. It names only those above it, so arrows run one way. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  markdown: [],
  props: ['errors'],
  imports: CDK8S,
  // It alone has the Kubernetes API.
  manifest: [...CDK8S, 'cdk8s-plus-27', 'errors', 'imports'],
  yaml: ['errors', 'manifest'],
  diff: ['errors', 'manifest', 'markdown', 'yaml'],
  credentials: ['manifest'],
  policy: ['credentials', 'errors', 'manifest'],
  schema: ['errors', 'manifest', 'yaml'],
  check: ['errors', 'policy', 'schema', 'yaml'],

  // Constructs: no git.
  config: [...CDK8S, 'credentials', 'errors', 'imports', 'manifest', 'props'],
  traffic: [...CDK8S, 'errors', 'imports', 'manifest', 'props'],
  rollout: [...CDK8S, 'errors', 'imports', 'manifest', 'props', 'traffic'],
  service: [...CDK8S, 'config', 'errors', 'manifest', 'props', 'rollout', 'traffic'],
  platform: [...CDK8S, 'diff', 'errors', 'manifest', 'policy', 'props', 'schema', 'traffic'],
  'index.ts': ['check', 'config', 'errors', 'manifest', 'platform', 'policy', 'rollout', 'service', 'traffic'],

  // Releases: no constructs.
  git: ['errors'],
  forge: ['errors', 'git', 'markdown'],
  release: ['diff', 'errors', 'git', 'manifest', 'markdown', 'yaml'],

  testing: ['cdk8s', 'diff', 'errors', 'imports', 'manifest', 'platform', 'policy', 'props'],
  synth: ['errors', 'index.ts', 'manifest', 'platform', 'release'],
  cli: ['check', 'diff', 'errors', 'forge', 'git', 'manifest', 'policy', 'release', 'synth', 'yaml'],
};

interface Arrow {
  readonly file: string;
  readonly specifier: string;
  readonly from: string;
  readonly to: string;
}

/** The imports of a file that lead out of its folder: to another one, or to what constructs are made with. */
function arrowsOf(file: string): Arrow[] {
  const from = file.split('/')[0] as string;
  const specifiers = preProcessFile(readFileSync(join(LIB, file), 'utf8'), true, true).importedFiles;
  return specifiers.flatMap(({ fileName: specifier }) => {
    const path = posix.join(posix.dirname(file), specifier).split('/')[0] as string;
    const to = specifier.startsWith('.') ? path.replace(/^\.$/, 'index.ts') : specifier;
    const isCounted = specifier.startsWith('.') || [...CDK8S, 'cdk8s-plus-27'].includes(to);
    return isCounted && to !== from ? [{ file, specifier, from, to }] : [];
  });
}

const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const arrows = files.flatMap(arrowsOf);

test('no file imports what its folder may not', () => {
  const astray = arrows.filter(({ from, to }) => !ARROWS[from]?.includes(to));
  const told = astray.map(({ file, specifier, from, to }) => {
    return `lib/${file} imports ${specifier}: ${from} may import ${ARROWS[from]?.join(', ') || 'nothing'}, not ${to}`;
  });
  expect(told).toEqual([]);
});

test('each folder has arrows to those above it alone, and needs them all', () => {
  const order = [...CDK8S, 'cdk8s-plus-27', ...Object.keys(ARROWS)];
  const all = Object.entries(ARROWS).flatMap(([from, targets]) => targets.map((to) => [from, to] as const));
  expect(all.filter(([from, to]) => order.indexOf(to) < 0 || order.indexOf(to) >= order.indexOf(from))).toEqual([]);
  expect(all.filter(([from, to]) => !arrows.some((one) => one.from === from && one.to === to))).toEqual([]);
});

test('constructs do not reach git, and releases and git have no constructs', () => {
  const reached = new Set(['index.ts']);
  reached.forEach((folder) => ARROWS[folder]?.forEach((to) => reached.add(to)));
  expect([...reached].filter((folder) => ['git', 'forge', 'release', 'cli'].includes(folder))).toEqual([]);
  const ofReleases = ['git', 'forge', 'release'].flatMap((folder) => ARROWS[folder] ?? []);
  const constructs = [...CDK8S, 'config', 'traffic', 'rollout', 'service', 'platform', 'index.ts'];
  expect(ofReleases.filter((folder) => constructs.includes(folder))).toEqual([]);
});
