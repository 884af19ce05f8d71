import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderErrors } from './docs/errors';
import { renderPage } from './docs/page';
import { ROOT } from './docs/project';
import { renderReference } from './docs/reference';

// Writes what is generated of README and docs: error codes, the reference, tables of props, and what the examples yield.
// `npm run docs -- --check` writes nothing, and exits with 1 where something is stale; `npm run docs -- config` does one page.

const GENERATED: Readonly<Record<string, () => string>> = {
  'docs/errors.md': renderErrors,
  'docs/reference.md': renderReference,
};

const check = process.argv.includes('--check');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));

async function main(): Promise<void> {
  const stale: string[] = [];
  for (const page of [...new Set([...Object.keys(GENERATED), 'README.md', ...pagesIn('docs')])].sort()) {
    if (wanted.length > 0 && !wanted.some((word) => page.includes(word))) continue;
    const before = read(page);
    const fresh = await renderPage(page, GENERATED[page]?.() ?? before);
    if (fresh !== before) {
      stale.push(page);
      if (!check) writeFileSync(join(ROOT, page), fresh);
    }
  }
  console.log(stale.length === 0 ? 'docs are current' : `${check ? 'stale' : 'written'}: ${stale.join(', ')}`);
  process.exitCode = check && stale.length > 0 ? 1 : 0;
}

function pagesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((file) => (file.endsWith('.md') ? [`${folder}/${file}`] : []));
}

function read(page: string): string {
  try {
    return readFileSync(join(ROOT, page), 'utf8');
  } catch {
    return '';
  }
}

void main();
