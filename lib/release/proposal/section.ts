import { LimitedText } from '../../markdown';

/** Characters that the rows of a section may have in all: the objects get what is left of the body. */
const ROOM = 8000;

/** More rows than this are folded, where they may be. */
const MOST_OPEN = 10;

/** A part of a body. */
export interface Section {
  readonly title: string;
  /** A sentence below the title. */
  readonly intro?: string | undefined;
  /** The first lines of a table. */
  readonly head?: string;
  /** Lines, the most important first. */
  readonly rows?: readonly string[];
  /** What rows are called: `images`. */
  readonly nouns?: string;
  /** Whether many rows are folded. `@default` false */
  readonly folds?: boolean;
}

/** A part of a body, with as many rows as there is room for, and how many more there are; empty without a sentence and rows. */
export function section({ title, intro, head = '', rows = [], nouns = 'rows', folds = false }: Section): string {
  const lines = new LimitedText(head, ROOM);
  const left = rows.length - lines.addFirst(rows.map((row) => `${row}\n`));
  const more = left > 0 ? `\n… and ${left} more ${nouns}` : '';
  const list = rows.length === 0 ? '' : `${lines.toString()}${more}`.trimEnd();
  const isFolded = folds && rows.length > MOST_OPEN;
  const shown = isFolded ? `<details><summary>${rows.length} ${nouns}</summary>\n\n${list}\n\n</details>` : list;
  const parts = [intro, shown].filter(Boolean);
  return parts.length === 0 ? '' : [`### ${title}`, ...parts].join('\n\n');
}
