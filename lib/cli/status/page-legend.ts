import { type Markup, markup } from './markup';

/** What the marks of the page mean, below it. */
export function pageLegend(): Markup {
  const words = MEANINGS.map(
    ([mark, word, meaning]) => markup`<div><dt class="${mark}">${word}</dt><dd>${meaning}</dd></div>`,
  );
  return markup`<footer><h2>What the marks mean</h2><dl>${words}</dl></footer>`;
}

const MEANINGS: readonly (readonly [mark: string, word: string, meaning: string])[] = [
  ['broken', 'broken', 'The state file can’t be read: nothing is known of what runs there.'],
  ['drifted', 'drifted', 'The branch differs from what its state says; twelve verify names the files.'],
  [
    'overridden',
    'against audit (freeze)',
    'What was done last, or waits, goes against these policies: somebody broke the glass.',
  ],
  ['pinned', 'pinned', 'Held at its release until somebody unpins it.'],
  ['waiting', '#12 1.6.0', 'A pull request that waits to be merged, and what it would make live.'],
  ['step', 'behind, ahead of', 'Another release is live in the environment before.'],
  ['slots', '→ 1.6.0', 'A release on its way: it waits in a slot, or has that share of the traffic.'],
];
