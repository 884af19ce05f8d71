import { PAGE_COLORS } from './page-colors';
import { gridStyle } from './page-grid-style';

/** The style of the page, for these environments. */
export function pageStyle(environments: readonly string[]): string {
  return `${PAGE_COLORS}${FRAME}${SUMMARY}${gridStyle(environments)}${PRINT}`;
}

const FRAME = `
*, ::before, ::after { box-sizing: border-box; margin: 0; padding: 0; }
html {
  color-scheme: light dark;
  font: clamp(14px, 13.2px + 0.22vw, 20px) / 1.45 ui-sans-serif, system-ui, 'Segoe UI', 'Inter', 'Helvetica Neue', sans-serif;
  font-variant-numeric: tabular-nums;
  -webkit-text-size-adjust: 100%;
}
body { background: var(--paper); color: var(--ink); padding: clamp(1rem, 2.5vw, 2.5rem); overflow-wrap: anywhere; }
h1, h2, b, th, time, em, dd, li, summary { unicode-bidi: isolate; }
h1 { font-size: 1.7rem; font-weight: 600; letter-spacing: -0.02em; line-height: 1.2; }
h2 { font-size: 1rem; font-weight: 600; }
ul, ol { list-style: none; }
em, i { font-style: normal; }
a { color: inherit; text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1.5rem; margin-bottom: 1.75rem; }
header p { display: flex; flex-wrap: wrap; flex: 1 1 20rem; justify-content: space-between; gap: 0 1.5rem; color: var(--soft); }
main { display: grid; gap: 1.75rem 2rem; grid-template-columns: minmax(0, 1fr); }
.empty { color: var(--soft); padding: 4rem 0; text-align: center; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.86rem; }
footer dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0.5rem 2rem; margin-top: 0.6rem; }
footer div { display: flex; gap: 0.7rem; align-items: baseline; }
footer dt { flex: none; }
`;

const SUMMARY = `
.counters { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(8rem, 42%), 1fr)); gap: 0.7rem; }
.counters b { display: block; font-size: 1.9rem; font-weight: 600; line-height: 1.15; letter-spacing: -0.02em; }
.counters span { color: var(--soft); font-size: 0.86rem; }
.counters p, .counters label { padding: 0.45rem 1.1rem 0.55rem; border-radius: 8px; }
.counters p { padding-left: 0; border-block: 1px solid transparent; }
fieldset { display: contents; border: 0; }
legend, caption, .counters input { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.counters label { position: relative; cursor: pointer; background: var(--card); border: 1px solid var(--line); }
.counters label:hover { border-color: var(--soft); }
.counters label:has(:checked) { border-color: var(--accent); box-shadow: inset 0 -3px var(--accent); }
.counters label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
.counters label:has(:disabled) { cursor: default; background: none; border-color: transparent; }
.counters label:has(:disabled) b { color: var(--soft); font-weight: 400; }
.counters :is(.broken, .drifted, .overridden):not(:has(:disabled)) b { color: var(--mark-ink); }
.counters span::before { font-size: 0.85em; margin-right: 0.35em; }
.environments { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: 0.7rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 0.9rem 1.1rem 1rem; }
article h2 { font-size: 1.1rem; }
article p { color: var(--soft); font-size: 0.86rem; }
article svg { display: block; width: 100%; height: 0.5rem; border-radius: 3px; margin: 0.7rem 0 0.45rem; background: var(--line); }
.age-0 { fill: var(--age-0); } .age-1 { fill: var(--age-1); } .age-2 { fill: var(--age-2); } .age-3 { fill: var(--age-3); }
article ul { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; font-size: 0.86rem; color: var(--soft); }
article ul::before { content: 'live'; }
article li::before { content: ''; display: inline-block; width: 0.6em; height: 0.6em; border-radius: 2px; margin-right: 0.4em; background: var(--age-0); }
article li:nth-child(2)::before { background: var(--age-1); }
article li:nth-child(3)::before { background: var(--age-2); }
article li:nth-child(4)::before { background: var(--age-3); }
article b { color: var(--ink); font-weight: 600; }
.latest ol { margin-top: 0.5rem; }
.latest li { display: grid; grid-template-columns: 5.5rem 1fr; padding: 0.3rem 0; border-top: 1px solid var(--line); font-size: 0.93rem; }
.latest time, .latest q { color: var(--soft); }
@media (max-width: 109.99rem) { .latest li:nth-child(n + 7) { display: none; } }
@media (max-width: 61.99rem) { .latest li:nth-child(n + 4) { display: none; } }
@media screen and (min-width: 62rem) and (max-width: 109.99rem) {
  .latest ol { display: grid; grid-template: repeat(3, auto) / repeat(2, minmax(0, 1fr)); grid-auto-flow: column; column-gap: 2rem; }
}
@media screen and (min-width: 110rem) {
  main { grid-template-columns: minmax(0, 1fr) minmax(0, 27rem); grid-template-rows: auto auto 1fr; gap: 1.75rem 4rem; }
  main > * { grid-column: 1; }
  main > .latest { grid-column: 2; grid-row: 1 / span 3; }
}
`;

const PRINT = `
@media print {
  html { font-size: 9pt; }
  body { padding: 0; background: #fff; }
  search, .latest, thead button::after, summary::before { display: none; }
  table { width: 100%; table-layout: fixed; border-collapse: collapse; }
  tr, article, footer { break-inside: avoid; }
  th, td { padding: 0.5em 1.5em 0.5em 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
  td > p { float: left; }
  td > time { float: right; }
  td > details, td > ul { clear: both; }
  a { text-decoration: none; }
}
`;
