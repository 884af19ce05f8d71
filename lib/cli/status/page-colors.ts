/** The colours of the page, by day and by night. Text on what is behind it has a contrast of 4.5 at least; a test computes it. */
export const PAGE_COLORS = `
:root {
  --paper: #faf9f6; --card: #ffffff; --line: #e4e1d9; --ink: #1e1d1b; --soft: #615f58; --accent: #1d5f96;
  --age-0: #1d5f96; --age-1: #6a9cc4; --age-2: #afc9de; --age-3: #d8d5cc;
  --pinned: #efe8f8; --pinned-ink: #59388c;
  --waiting: #e2eef8; --waiting-ink: #184f7e;
  --drifted: #fbedcf; --drifted-ink: #744700;
  --overridden: #fbe4ef; --overridden-ink: #8a1553;
  --broken: #fce3df; --broken-ink: #991b12;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #151514; --card: #1d1d1b; --line: #34322e; --ink: #eceae4; --soft: #a9a69d; --accent: #7fb6e3;
    --age-0: #7fb6e3; --age-1: #4d7fa8; --age-2: #33536d; --age-3: #45433d;
    --pinned: #322749; --pinned-ink: #cfb5f2;
    --waiting: #1a3248; --waiting-ink: #a0cbf0;
    --drifted: #402f10; --drifted-ink: #f0c877;
    --overridden: #471a33; --overridden-ink: #ffb0d3;
    --broken: #4b1e1a; --broken-ink: #ffb4aa;
  }
}
.pinned { --mark: var(--pinned); --mark-ink: var(--pinned-ink); }
.waiting { --mark: var(--waiting); --mark-ink: var(--waiting-ink); }
.overridden { --mark: var(--overridden); --mark-ink: var(--overridden-ink); }
.drifted { --mark: var(--drifted); --mark-ink: var(--drifted-ink); }
.broken { --mark: var(--broken); --mark-ink: var(--broken-ink); }
`;
