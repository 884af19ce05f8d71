import { code } from './escape';

/** Characters of two values that stand beside each other. A page is narrow: longer ones are one below the other. */
const BESIDE = 50;

/** What changed, for a table: `1.4.0` → `1.5.0`, `+` with what is new, `−` with what is gone. */
export function changeCell(before: string | undefined, after: string | undefined): string {
  if (before === undefined || after === undefined) {
    return [before === undefined ? '+' : '−', code(before ?? after ?? '')].join(' ');
  }
  return `${code(before)}${before.length + after.length > BESIDE ? '<br>' : ' '}→ ${code(after)}`;
}
