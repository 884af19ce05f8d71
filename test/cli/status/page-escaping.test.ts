import fc from 'fast-check';
import { statusPage } from '../../../lib/cli/status';
import type { PlaceStatus, StatusReport } from '../../../lib/release/report';
import { contentOf, tagsOf, textOf } from './html';
import { live, NOW, reportOf } from './support';

/** What breaks out of text, attributes, styles, scripts and comments, and what only looks like it. */
const HOSTILE = [
  ...['<script>alert(1)</script>', '</style><img src=x onerror=alert(1)>', '</script>', '<!--', '-->', ']]>', '<'],
  ...['"', "'", '" onclick="alert(1)', '&', '&lt;', '&#60;script&#62;', '`', '${1}', '$&', '\\', '\\3c ', "'}*{"],
  ...['javascript:alert(1)', '\u202e', '\u0000', '\u001b[31m', '\u2028', '\ud800', '\ufeff', '\n', '😀', 'مرحبا', ''],
];

const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 3 }).map((parts) => parts.join('')),
);
const maybe = fc.option(text, { nil: undefined });

const place: fc.Arbitrary<PlaceStatus> = fc.record({
  version: maybe,
  since: fc.constantFrom(NOW, undefined, '<b>'),
  slots: fc.option(
    fc.record({
      live: text,
      share: fc.option(fc.nat(100), { nil: undefined }),
      holds: fc.dictionary(text, text, { maxKeys: 2 }),
      next: maybe,
    }),
    { nil: undefined },
  ),
  pin: fc.option(fc.record({ version: text, by: text, at: text, reason: maybe }), { nil: undefined }),
  drifted: fc.boolean(),
  broken: maybe,
  operation: fc.option(
    fc.record({ verb: text, version: text, actor: text, at: text, reason: maybe, from: maybe, source: maybe }),
    { nil: undefined },
  ),
  waiting: fc.option(fc.record({ verb: text, version: text, actor: text, at: text, url: maybe }), { nil: undefined }),
});

const report: fc.Arbitrary<StatusReport> = fc
  .record({
    platform: text,
    at: fc.constantFrom(NOW, '"<'),
    application: text,
    names: fc.array(text, { maxLength: 3 }),
  })
  .chain(({ names, application, ...head }) =>
    fc.tuple(...names.map(() => place)).map((places) => ({
      ...head,
      missing: [],
      environments: names.map((name) => ({ name, branch: name, flow: 'direct' as const })),
      applications: [
        { application, environments: Object.fromEntries(names.map((name, index) => [name, places[index]!])) },
      ],
    })),
  );

/** All that the page is made of; anything else came from the report. */
const NAMES = (
  'html head meta title style body header h1 p bdi span time main form b fieldset legend label input section article h2 ' +
  'svg rect path ul li ol q search output table caption thead tbody tr th td em i a details summary dl dt dd footer div ' +
  'code script'
).split(' ');
const ATTRIBUTES = (
  'lang charset http-equiv content name datetime autocomplete class type id disabled aria-label aria-labelledby aria-hidden ' +
  'viewBox preserveAspectRatio x width height d role hidden placeholder scope title href'
).split(' ');

test('no text of a report becomes a tag, an attribute, a style or a script', () => {
  const script = contentOf(statusPage(reportOf({})), 'script');
  fc.assert(
    fc.property(report, (given) => {
      const page = statusPage(given);
      for (const { name, attributes } of tagsOf(page)) {
        expect(NAMES).toContain(name);
        for (const [attribute, value] of Object.entries(attributes)) {
          expect(ATTRIBUTES).toContain(attribute);
          if (attribute === 'href') expect(value).toMatch(/^https?:/);
        }
      }
      expect(contentOf(page, 'script')).toBe(script);
      expect(contentOf(page, 'style')).not.toMatch(/<|alert\(/);
      expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
      expect(page).not.toMatch(/[\ud800-\udfff]/u);
    }),
    { numRuns: 150 },
  );
});

test('hostile text is shown as it is', () => {
  const page = statusPage(reportOf({ lulu: { staging: live(HOSTILE[0] as string, NOW) } }));
  expect(textOf(page)).toContain('lulu <script>alert(1)</script>');
});
