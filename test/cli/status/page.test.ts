import { createHash } from 'node:crypto';
import { statusPage } from '../../../lib/cli/status';
import { contentOf, tagsOf, textOf } from './html';
import { EVERYTHING, largeReport, live, NOW, reportOf } from './support';

const page = statusPage(EVERYTHING);
const tags = tagsOf(page);

/** The row of an application, as HTML. */
function rowOf(application: string, html = page): string {
  return html.split('\n').find((line) => line.includes(`role="rowheader">${application}</th>`)) as string;
}

test('the page is a table of applications and environments, with headings for both', () => {
  const heads = tags.filter(({ name }) => name === 'th');
  expect(heads.filter(({ attributes }) => attributes.scope === 'col')).toHaveLength(3);
  expect(heads.filter(({ attributes }) => attributes.scope === 'row')).toHaveLength(5);
  expect(tags.filter(({ name }) => name === 'td')).toHaveLength(10);
  expect(tags.filter(({ name }) => name === 'caption' || name === 'h1')).toHaveLength(2);
  expect(textOf(page.slice(page.indexOf('<thead'), page.indexOf('</thead>')))).toBe('Application staging production');
});

test('a cell says version, age, person and what there is to look at, in words', () => {
  expect(textOf(rowOf('basket'))).toBe(
    'basket 2.3.0 2 h promote by ann promote 2.3.0 from staging at 2026-07-01 10:00 UTC ' +
      '2.3.0 3 d promote by ann promote 2.3.0 from staging at 2026-06-28 12:00 UTC against audit (freeze) ' +
      'because the shop is down against audit (freeze)',
  );
  const ledger = textOf(rowOf('ledger'));
  expect(ledger).toContain('1.4.0 green → 1.6.0 waits in blue 2 mo');
  expect(ledger).toContain('UTC pinned at 1.4.0 since 2026-06-29 12:00 UTC');
  expect(ledger).toContain('drifted pinned by Bea, 2 d: quarter end');
  expect(ledger).toContain('#12 1.6.0 by cai, 1 h behind staging 1.6.0');
  expect(textOf(rowOf('billing'))).toContain('3.1.0 → 3.2.0 25 % 12 d');
  expect(textOf(rowOf('lulu'))).toContain('UTC slots blue 1.4.0, green 1.5.0');
  expect(textOf(rowOf('lulu'))).toContain('the state can’t be read not JSON: line 3 broken');
  expect(textOf(rowOf('mailer'))).toBe('mailer not here nothing live PR 0.1.0 by ann, now');
});

test('who pinned something, why and since when is also told by its tooltip', () => {
  expect(rowOf('ledger')).toContain(
    'title="held at 1.4.0 by Bea &lt;bea@example.com&gt; since 2026-06-29 12:00 UTC: quarter end"',
  );
});

test('a canary has a bar as long as its share', () => {
  expect(rowOf('billing')).toContain('<path d="M0 0h10v8H0z"/>');
  expect(tags.filter(({ name }) => name === 'svg').every(({ attributes }) => attributes['aria-hidden'])).toBe(true);
});

test('above the table, everything is counted, and each count that is not 0 is a filter', () => {
  const counters = page.slice(page.indexOf('<form'), page.indexOf('</form>'));
  expect(textOf(counters)).toBe(
    '5 applications Show only applications that are ' +
      '2 out of step 2 under way 2 to be merged 1 pinned 1 glass broken 1 drifted 1 broken',
  );
  const marks = tags.flatMap(({ attributes: { id } }) => (id?.startsWith('only-') ? id.slice('only-'.length) : []));
  const style = contentOf(page, 'style');
  for (const mark of marks) {
    expect(style).toContain(`main:has(#only-${mark}:checked) tbody tr:not(.${mark}) { display: none; }`);
  }
  expect(rowOf('ledger')).toContain('<tr role="row" class="outOfStep underWay waiting pinned drifted">');
  expect(statusPage(reportOf({}))).toContain('id="only-pinned" disabled>');
});

test('an environment says how changes get there, how much it differs and how old its releases are', () => {
  const [staging, production] = page
    .split('<article>')
    .slice(1, 3)
    .map((card) => textOf(card.split('</article>')[0]!));
  expect(staging).toBe(
    'staging commits to env/staging 4 applications 2 under a day 1 under a week 0 under 30 days 0 older',
  );
  expect(production).toContain('production pull requests to env/production 5 applications, 2 out of step');
  expect(production).toContain('1 under a day 1 under a week 1 under 30 days 1 older');
});

test('the last changes are listed, newest first', () => {
  const latest = textOf(page.slice(page.indexOf('<ol>'), page.indexOf('</ol>')));
  expect(latest).toMatch(/^2 h ago basket in staging: promote 2.3.0 by ann 5 h ago billing/);
  expect(latest).toMatch(/2 mo ago ledger in production: promote 1.4.0 by ann$/);
});

test('only addresses that people can read are linked', () => {
  const linked = (url: string) => {
    const waiting = { verb: 'promote', version: '1.1.0', actor: 'ann', at: NOW, number: 7, url };
    const html = rowOf('lulu', statusPage(reportOf({ lulu: { staging: live('1.0.0', NOW, { waiting }) } })));
    expect(html).toContain('#7 1.1.0');
    return /<a href="([^"]*)">/.exec(html)?.[1];
  };
  expect(linked('https://git.example.com/pulls/7?a=1&b=2')).toBe('https://git.example.com/pulls/7?a=1&amp;b=2');
  expect(linked('http://localhost:3000/7')).toBe('http://localhost:3000/7');
  const refused = [
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//a.b/c',
    '',
  ];
  for (const url of [...refused, 'https://user:secret@example.com/', 'https://git.example.com@evil.example/']) {
    expect(linked(url)).toBeUndefined();
  }
});

test('nothing is loaded, and nothing runs but the style and script of the page itself', () => {
  const policy = tags.find(({ attributes }) => attributes['http-equiv'])?.attributes.content?.replaceAll('&#39;', "'");
  const hash = (name: string) => createHash('sha256').update(contentOf(page, name)).digest('base64');
  expect(policy).toBe(
    "default-src 'none'; base-uri 'none'; form-action 'none'; " +
      `style-src 'sha256-${hash('style')}'; script-src 'sha256-${hash('script')}'`,
  );
  const attributes = new Set(tags.flatMap((tag) => Object.keys(tag.attributes)));
  for (const name of ['src', 'srcset', 'style', 'action', 'background', 'onclick', 'onload', 'onerror']) {
    expect(attributes).not.toContain(name);
  }
  expect(contentOf(page, 'style')).not.toMatch(/url\(|@import|@font-face/);
});

test('the same report gives the same page, and another moment gives another one', () => {
  expect(statusPage(structuredClone(EVERYTHING))).toBe(page);
  expect(statusPage({ ...EVERYTHING, at: '2026-07-02T12:00:00Z' })).not.toBe(page);
});

test('a platform without applications or environments is a page too', () => {
  expect(textOf(statusPage(reportOf({})))).toContain('No application has been released yet.');
  const nowhere = { ...EVERYTHING, environments: [] };
  expect(() => tagsOf(statusPage(nowhere))).not.toThrow();
  expect(() => tagsOf(statusPage({ ...nowhere, applications: [] }))).not.toThrow();
});

test('2,000 applications in three environments are less than 3 MB, of tags that close', () => {
  const large = statusPage(largeReport(2000, ['dev', 'staging', 'production']));
  expect(Buffer.byteLength(large)).toBeLessThan(3_000_000);
  expect(tagsOf(large).filter(({ name }) => name === 'td')).toHaveLength(6000);
});
