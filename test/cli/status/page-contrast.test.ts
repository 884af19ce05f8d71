import { PAGE_COLORS } from '../../../lib/cli/status/page-colors';

const [light = '', dark = ''] = PAGE_COLORS.split('@media');

/** What is written on what. */
const PAIRS = [
  ...['ink', 'soft', 'accent'].flatMap((text) => [[text, 'paper'] as const, [text, 'card'] as const]),
  ...['pinned', 'waiting', 'overridden', 'drifted', 'broken'].map((mark) => [`${mark}-ink`, mark] as const),
  ...['overridden-ink', 'drifted-ink', 'broken-ink'].map((text) => [text, 'card'] as const),
];

test.each([
  ['light', light],
  ['dark', dark],
])('in the %s scheme, all text has the contrast that WCAG AA asks for', (_, scheme) => {
  const colors = new Map(
    [...scheme.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6})/g)].map(([, name, color]) => [name, color]),
  );
  const low = PAIRS.filter(
    ([text, ground]) => contrast(colors.get(text) as string, colors.get(ground) as string) < 4.5,
  );
  expect(low).toEqual([]);
});

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((first, second) => first - second);
  return ((lighter as number) + 0.05) / ((darker as number) + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
