import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/docs/project';

/** A page of the documentation. */
export interface Page {
  /** Path in the repository: `docs/config.md`. */
  readonly path: string;
  readonly text: string;
}

/** README and everything in docs. */
export const pages: readonly Page[] = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((file) => `docs/${file}`)]
  .filter((path) => path.endsWith('.md'))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

/** The page at a path. */
export function page(path: string): Page {
  const found = pages.find((candidate) => candidate.path === path);
  if (!found) {
    throw new Error(`there is no ${path}`);
  }
  return found;
}

/** Whether a page has commands that are run. */
export function hasSession({ text }: Page): boolean {
  return /^<!-- session: /m.test(text);
}
