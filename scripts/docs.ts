import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSchema, SCHEMA_FILE } from './docs/config-schema';
import { renderErrors } from './docs/errors';
import { renderPage } from './docs/page';
import { performancePlot } from './docs/performance-plot';
import { ROOT } from './docs/project';
import { renderReference } from './docs/reference';

// Writes what is generated of README and docs: error codes, the reference, tables of props, what the examples yield; and the JSON Schema.
// `npm run docs -- --check` writes nothing, and exits with 1 where something is stale; `npm run docs -- config` does one page.

const GENERATED: Readonly<Record<string, () => string>> = {
  'docs/errors.md': renderErrors,
  'docs/reference.md': renderReference,
};

/** Other files that are generated as a whole. */
const FILES: Readonly<Record<string, () => string>> = {
  [SCHEMA_FILE]: renderSchema,
  'docs/performance.svg': performancePlot,
};

const check = process.argv.includes('--check');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));

async function main(): Promise<void> {
  const stale: string[] = [];
  for (const page of [
    ...new Set([...Object.keys({ ...GENERATED, ...FILES }), 'README.md', ...pagesIn('docs')]),
  ].sort()) {
    if (wanted.length > 0 && !wanted.some((word) => page.includes(word))) continue;
    const before = read(page);
    const fresh = FILES[page]?.() ?? (await renderPage(page, GENERATED[page]?.() ?? before));
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
