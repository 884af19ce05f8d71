import { plainText } from '../../errors';
import { MARKS } from './marks';

/** What a column of an environment needs to be read, in rem; the column of names takes as much. */
const COLUMN = 13;

/** What it needs for all of a cell on one line, and what is beside that on such a screen. */
const LONG_COLUMN = 48;
const NAMES = 14;
const ASIDE = 36;

/**
 * The style of the table: columns where the screen is wide enough for this number of environments, else a block for each
 * application, in which each cell says its environment.
 */
export function gridStyle(environments: readonly string[]): string {
  const columns = environments.length;
  const wide = (columns + 1) * COLUMN;
  const labels = environments.map(
    (name, index) => `td:nth-child(${index + 2})::before { content: '${cssText(name)}'; }`,
  );
  const filters = MARKS.map((mark) => `main:has(#only-${mark}:checked) tbody tr:not(.${mark}) { display: none; }`);
  return `${BASE}${filters.join('\n')}
@media screen {${CELL}}
@media screen and (max-width: ${wide - 0.01}rem) {${NARROW}${labels.join('\n')}
}
@media screen and (min-width: ${wide}rem) {${WIDE}
tr { grid-template-columns: minmax(9rem, 1fr) repeat(${Math.max(columns, 1)}, minmax(0, 2fr)); }
}
@media screen and (min-width: ${NAMES + ASIDE + columns * LONG_COLUMN}rem) {${LONG}}
`;
}

/** Text in quotes of CSS, in a style element: everything but letters and digits is written as its code. */
function cssText(text: string): string {
  return plainText(text).replace(
    /[^a-zA-Z0-9]/gu,
    (character) => `\\${(character.codePointAt(0) as number).toString(16)} `,
  );
}

const BASE = `
search { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.5rem 1rem; margin-bottom: 0.75rem; }
search[hidden], tbody tr[hidden] { display: none !important; }
search label { display: flex; flex: 0 1 26rem; align-items: baseline; gap: 0.6rem; color: var(--soft); }
search input { flex: 1; min-width: 0; font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 0.45rem 0.7rem; }
::placeholder { color: var(--soft); opacity: 1; }
output { color: var(--soft); }
th { text-align: left; font-weight: 600; }
thead th { font-weight: 500; color: var(--soft); }
thead button { font: inherit; color: inherit; background: none; border: 0; cursor: pointer; padding: 0.3rem 0; }
thead button::after { content: ' \\2195' / ''; opacity: 0.45; }
[aria-sort='ascending'] button, [aria-sort='descending'] button { color: var(--ink); }
[aria-sort='ascending'] button::after { content: ' \\2191' / ''; opacity: 1; }
[aria-sort='descending'] button::after { content: ' \\2193' / ''; opacity: 1; }
td p { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.55rem; }
td b { font-weight: 600; }
td time { color: var(--soft); white-space: nowrap; }
.none { color: var(--soft); }
.dim { color: var(--soft); font-size: 0.86rem; }
.dim i { display: inline-block; width: 0.62em; height: 0.62em; margin-right: 0.2em; border: 1.5px solid var(--soft); border-radius: 2px; }
.dim .on { background: var(--soft); }
.dim i:last-of-type { margin-right: 0.45em; }
em { color: var(--accent); }
td svg { width: 2.5rem; height: 0.5rem; align-self: center; border-radius: 2px; background: var(--line); fill: var(--accent); }
td ul { display: flex; flex-wrap: wrap; gap: 0.25rem 0.35rem; margin: 0.15rem 0 0.1rem; }
td li, footer dt { max-width: 100%; font-size: 0.82rem; line-height: 1.35; padding: 0.08rem 0.45rem; border-radius: 5px; background: var(--mark); color: var(--mark-ink); }
td li::before, footer dt::before { font-size: 0.8em; margin-right: 0.35em; }
:is(li, dt).broken::before, .counters .broken span::before { content: '\\2715' / ''; }
:is(li, dt).drifted::before, .counters .drifted span::before { content: '\\25b2' / ''; }
:is(li, dt).overridden::before, .counters .overridden span::before { content: '\\2691' / ''; }
:is(li, dt).pinned::before, .counters .pinned span::before { content: '\\25c6' / ''; }
:is(li, dt).waiting::before, .counters .waiting span::before { content: '\\25cb' / ''; }
td .step, footer .step { background: none; color: var(--soft); padding-inline: 0; }
footer .slots { color: var(--accent); padding-inline: 0; }
summary { cursor: pointer; color: var(--soft); font-size: 0.86rem; list-style: none; padding: 0.08rem 0 0.08rem 0.8em; text-indent: -0.8em; }
summary::-webkit-details-marker { display: none; }
summary::before { content: '\\203a' / ''; display: inline-block; width: 0.8em; text-indent: 0; transition: rotate 0.12s; }
[open] > summary::before { rotate: 90deg; }
summary:hover { color: var(--ink); }
details dl { display: grid; grid-template-columns: auto 1fr; gap: 0.1rem 0.8rem; padding: 0.4rem 0 0.4rem 0.8em; font-size: 0.86rem; }
details p { display: block; padding: 0.4rem 0 0.4rem 0.8em; font-size: 0.86rem; }
details dt { color: var(--soft); }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;

const CELL = `
td { display: grid; grid-template-columns: 1fr auto; gap: 0 0.6rem; align-items: baseline; align-content: start; }
td > *, td::before { grid-column: 1 / -1; }
td > p { grid-column: 1; }
td > time { grid-column: 2; }
`;

const NARROW = `
table, tbody { display: block; }
thead, thead tr { display: flex; flex-wrap: wrap; gap: 0 1.2rem; }
tbody tr { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: 0 2rem; padding: 0.8rem 0; border-top: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 9rem; }
tbody th { grid-column: 1 / -1; font-size: 1.07rem; }
td { padding-top: 0.35rem; }
td::before { color: var(--soft); font-size: 0.82rem; }
`;

const WIDE = `
table, thead, tbody { display: block; }
thead { position: sticky; top: 0; z-index: 1; background: var(--paper); border-bottom: 1px solid var(--soft); }
tr { display: grid; gap: 0 2rem; }
tbody tr { border-bottom: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 3.6rem; }
tbody tr:hover { background: var(--card); }
th, td { padding: 0.5rem 0; min-width: 0; }
`;

const LONG = `
td { grid-template-columns: 14.5rem 1fr auto; }
td > p { grid-row: 1; }
td > details { grid-column: 2; grid-row: 1; }
td > time { grid-column: 3; }
td > ul { grid-column: 2 / -1; margin: 0.2rem 0 0; }
`;
