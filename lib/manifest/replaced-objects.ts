import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectJson } from './object-json';
import { yamlParser } from './on-demand';
import type { Tree } from './tree';

const INSTANCE = 'app.kubernetes.io/instance';

interface Found {
  readonly kind: string;
  readonly name: string;
  readonly instance: string;
}

/**
 * Deployments and Services that a folder has and a tree has not, of services that stay: what serves would go in the moment
 * in which something else comes, as when a service changes its strategy.
 *
 * @param folder where the application was written to before
 * @returns a line for each service, empty where nothing of the kind happens
 */
export function replacedObjects(folder: string, tree: Tree): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  const fresh = tree.files.flatMap(({ object }) => found(object));
  const staying = new Set(fresh.filter(({ kind }) => kind === 'Deployment').map(({ instance }) => instance));
  const gone = oldObjects(folder).filter(
    (old) => staying.has(old.instance) && !fresh.some(({ kind, name }) => kind === old.kind && name === old.name),
  );
  const instances = [...new Set(gone.map(({ instance }) => instance))].sort();
  return instances.map((instance) => {
    const names = gone.filter((old) => old.instance === instance).map(({ kind, name }) => `${kind} ${name}`);
    return `${instance}: ${names.join(', ')} would go while others come, and nothing would serve in between`;
  });
}

function oldObjects(folder: string): Found[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /(^|[/\\])(Deployment|Service)\.[^/\\]+\.yaml$/.test(file))
    .flatMap((file) => found(readObject(join(folder, file))));
}

/** Nothing for a file that somebody broke: it is replaced anyway. */
function readObject(file: string): ObjectJson | null {
  try {
    return yamlParser().parse(readFileSync(file, 'utf8')) as ObjectJson | null;
  } catch {
    return null;
  }
}

function found(object: ObjectJson | null): Found[] {
  const metadata = object?.['metadata'] as { name?: string; labels?: Record<string, string> } | undefined;
  const instance = metadata?.labels?.[INSTANCE];
  const kind = object?.['kind'];
  return (kind === 'Deployment' || kind === 'Service') && metadata?.name && instance
    ? [{ kind, name: metadata.name, instance }]
    : [];
}
