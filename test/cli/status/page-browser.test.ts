import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { statusPage } from '../../../lib/cli/status';
import { EVERYTHING } from './support';

/** Debian's browser: no other one is looked for, and where it is missing these tests are skipped. */
const CHROMIUM = '/usr/bin/chromium';
const inBrowser = existsSync(CHROMIUM) ? test : test.skip;

const SWITCHES = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--enable-logging=stderr', '--dump-dom'],
];

/** The page as it is after its script ran, opened at that fragment of its address, with what the browser complained about. */
function opened(fragment: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'status-page-'));
  try {
    const file = join(folder, 'page.html');
    writeFileSync(file, statusPage(EVERYTHING));
    const args = [...SWITCHES, `--user-data-dir=${join(folder, 'profile')}`, `${pathToFileURL(file).href}#${fragment}`];
    const dom = execFileSync(CHROMIUM, args, {
      encoding: 'utf8',
      timeout: 60_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return dom;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

inBrowser(
  `the policy of the page lets its script run, which filters by the address (skipped without ${CHROMIUM})`,
  () => {
    const dom = opened('search=QUARTER+bea&only=pinned');
    expect(dom).toContain('<search role="search">');
    expect(dom).toContain('>1 of 5</output>');
    expect(dom.match(/<tr role="row"[^>]* hidden="">/g)).toHaveLength(4);
    expect(dom.match(/aria-sort="(ascending|none)"/g)).toHaveLength(3);
  },
  90_000,
);
