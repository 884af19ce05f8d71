import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { goldenApi } from './support/golden-api';
import { goldenTrees } from './support/golden-apps';
import { GOLDEN, readTree } from './support/trees';

// UPDATE_GOLDEN=1 rewrites the trees. Names and selectors are not rewritten: they are in support/golden-api.ts, by hand.
const isUpdate = process.env['UPDATE_GOLDEN'] === '1';
if (isUpdate) {
  const stale = readdirSync(GOLDEN).filter((name) => !goldenTrees.has(name));
  stale.forEach((name) => rmSync(join(GOLDEN, name), { recursive: true }));
}

describe.each([...goldenTrees])('the golden tree %s', (name, render) => {
  const rendered = render();
  if (isUpdate) {
    rewrite(join(GOLDEN, name), rendered);
  }
  const golden = readTree(join(GOLDEN, name), ['.yaml', '.json']);

  it.each([...new Set([...golden.keys(), ...rendered.keys()])])('has %s as it is rendered', (path) => {
    expect(rendered.get(path)).toBe(golden.get(path));
  });
});

it('has no golden tree that nobody renders', () => {
  expect(readdirSync(GOLDEN).sort()).toEqual([...goldenTrees.keys()].sort());
});

describe('what other parts and other teams rely on', () => {
  it.each(Object.entries(goldenApi))('stays in %s: the names of objects, and what selects pods', (name, expected) => {
    const lines = [...readTree(join(GOLDEN, name)).values()].map(apiOf);
    expect(lines.sort()).toEqual([...expected].sort());
  });
});

describe('a version', () => {
  const WORKLOADS = ['Deployment', 'Job', 'CronJob'];

  it.each(Object.keys(goldenApi))('is on workloads alone in %s, so that a release changes nothing else', (name) => {
    const objects = [...readTree(join(GOLDEN, name)).values()].map((text) => parse(text) as Selecting);
    const versioned = objects.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/version'] !== undefined);
    expect(versioned.filter(({ kind }) => !WORKLOADS.includes(kind))).toEqual([]);
  });
});

/** Replaces a tree, so that files go that are no longer rendered. */
function rewrite(folder: string, files: ReadonlyMap<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

interface Selecting {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: {
    readonly selector?: object;
    readonly podSelector?: object;
    readonly template?: { readonly spec?: object };
  };
}

/** `Deployment full-api app.kubernetes.io/instance=full-api`: an object, and how it selects pods, each way once. */
function apiOf(text: string): string {
  const { kind, metadata, spec } = parse(text) as Selecting;
  const selectors = [spec?.selector, spec?.podSelector, ...labelSelectors(spec?.template?.spec)];
  const ways = selectors.filter((selector) => selector !== undefined).map(selectorText);
  return [kind, metadata.name, ...new Set(ways)].join(' ');
}

/** The selectors that a pod has of pods, for spreading. */
function labelSelectors(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'labelSelector' ? [inner as object] : labelSelectors(inner),
  );
}

function selectorText(selector: object): string {
  const labels = 'matchLabels' in selector ? (selector.matchLabels as object) : selector;
  return (
    Object.entries(labels)
      .map(([key, value]) => `${key}=${String(value)}`)
      .join(',') || 'everything'
  );
}
