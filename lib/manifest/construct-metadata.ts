import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from './bundle';

interface ConstructMetadata {
  readonly version: string;
  readonly resources: Record<string, { path: string }>;
}

/**
 * Adds a bundle to `<outdir>/construct-metadata.json`, where cdk8s' validation plugins look up the construct of an object.
 *
 * They look it up by the object's name alone, so objects of one name share the path of the construct they all belong to.
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/#validations
 */
export function recordConstructs(outdir: string, bundle: Bundle): void {
  const file = join(outdir, 'construct-metadata.json');
  const resources = new Map(Object.entries(read(file)?.resources ?? {}).map(([name, { path }]) => [name, path]));
  for (const { files } of bundle.environments.values()) {
    for (const { object, construct } of files) {
      const name = (object['metadata'] as { name: string }).name;
      const known = resources.get(name);
      resources.set(name, known === undefined ? construct : commonPath(known, construct));
    }
  }
  const sorted = [...resources].sort(([a], [b]) => (a < b ? -1 : 1));
  const metadata: ConstructMetadata = {
    version: '1.0.0',
    resources: Object.fromEntries(sorted.map(([name, path]) => [name, { path }])),
  };
  writeFileSync(file, JSON.stringify(metadata));
}

function read(file: string): ConstructMetadata | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ConstructMetadata;
  } catch {
    return undefined;
  }
}

function commonPath(a: string, b: string): string {
  const [left, right] = [a.split('/'), b.split('/')];
  const end = left.findIndex((part, index) => part !== right[index]);
  return (end < 0 ? left : left.slice(0, end)).join('/');
}
