import { renderPage } from '../../scripts/docs/page';
import { hasSession, pages } from './support';

// The pages with sessions run git some thousand times, so they are a file of their own, beside the others.
const TIMEOUT = 300_000;

test.each(pages.filter(hasSession).map(({ path, text }) => [path, text]))(
  '%s shows what its programs and sessions yield',
  async (path, text) => {
    expect(await renderPage(path, text)).toBe(text);
  },
  TIMEOUT,
);
