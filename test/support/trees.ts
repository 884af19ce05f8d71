import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The folder that everything is in. */
export const REPOSITORY = join(__dirname, '..', '..');

/** The rendered trees that tests compare with. */
export const GOLDEN = join(REPOSITORY, 'test', 'golden');

/** Every YAML file below a folder, or every one of other kinds: its path with slashes, sorted, and its text. */
export function readTree(folder: string, endings: readonly string[] = ['.yaml']): Map<string, string> {
  const paths = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return new Map(
    paths
      .filter((path) => endings.some((ending) => path.endsWith(ending)))
      .map((path) => path.split(sep).join('/'))
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );
}
