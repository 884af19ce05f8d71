import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { INSTANCE_LABEL } from './labels';
import type { ObjectJson } from './render-object';
import { yamlParser } from './on-demand';
import type { Tree } from './tree';

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
  const old = oldObjects(folder, new Set(tree.files.map(({ path }) => path)));
  if (old.length === 0) {
    return [];
  }
  const fresh = tree.files.flatMap(({ object }) => found(object));
  const staying = new Set(fresh.filter(({ kind }) => kind === 'Deployment').map(({ instance }) => instance));
  const gone = old.filter(
    (one) => staying.has(one.instance) && !fresh.some(({ kind, name }) => kind === one.kind && name === one.name),
  );
  const instances = [...new Set(gone.map(({ instance }) => instance))].sort();
  return instances.map((instance) => {
    const names = gone.filter((one) => one.instance === instance).map(({ kind, name }) => `${kind} ${name}`);
    return `${instance}: ${names.join(', ')} would go while others come, and nothing would serve in between`;
  });
}

/** Read are those alone that have no file in the new tree: a file is named by its object. */
function oldObjects(folder: string, kept: ReadonlySet<string>): Found[] {
  if (!existsSync(folder)) {
    return [];
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /(^|[/\\])(Deployment|Service)\.[^/\\]+\.yaml$/.test(file))
    .filter((file) => !kept.has(file.replaceAll(sep, '/')))
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
  const instance = metadata?.labels?.[INSTANCE_LABEL];
  const kind = object?.['kind'];
  return (kind === 'Deployment' || kind === 'Service') && metadata?.name && instance
    ? [{ kind, name: metadata.name, instance }]
    : [];
}
