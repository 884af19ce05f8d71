import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../docs/project';

/**
 * The client that the Kubernetes project makes of each release's OpenAPI document: every type and field, with its type. A release
 * of the client is of one minor.
 */
export const CLIENTS: Readonly<Record<number, string>> = {
  27: '@kubernetes/client-node@0.19.0',
  28: '@kubernetes/client-node@0.20.0',
  29: '@kubernetes/client-node@0.21.0',
  30: '@kubernetes/client-node@0.22.3',
  32: '@kubernetes/client-node@1.1.3',
  33: '@kubernetes/client-node@1.3.0',
  34: '@kubernetes/client-node@1.4.0',
  36: '@kubernetes/client-node@2.0.1',
};

/** There is no client of these minors. What the clients before and after do not share is looked up here. */
export const BETWEEN: Readonly<Record<number, string>> = {
  31: '@pulumi/kubernetes@4.18.1',
  35: '@pulumi/kubernetes@4.29.0',
};

/** What values a field allows, of the newest minor: clients leave it out. Kubernetes adds values, and takes none away. */
const ENUMS = 'kubernetes-models@5.1.0';

const CACHE = join(ROOT, '.cache', 'kubernetes');

/** The folder of a package's files, fetched once. */
export function packageFolder(name: string): string {
  const folder = join(CACHE, name.replaceAll(/[@/]/g, '_'));
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    try {
      const [{ filename = '' } = {}] = JSON.parse(npm('pack', name, '--json', '--pack-destination', CACHE)) as {
        filename?: string;
      }[];
      const archive = join(CACHE, filename.replace(/^@/, '').replaceAll('/', '-'));
      execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
      rmSync(archive);
    } catch (error) {
      rmSync(folder, { recursive: true });
      throw error;
    }
  }
  return folder;
}

/** The folders of the compiled schemas that tell what values are allowed: they load packages of their own, so they are installed. */
export function enumFolders(): string[] {
  const prefix = join(CACHE, 'enums');
  const modules = join(prefix, 'node_modules');
  if (!existsSync(modules)) {
    mkdirSync(prefix, { recursive: true });
    npm('install', '--prefix', prefix, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', ENUMS);
  }
  return ['kubernetes-models', '@kubernetes-models/apimachinery'].map((name) => join(modules, name, '_schemas'));
}

function npm(...args: string[]): string {
  return execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
