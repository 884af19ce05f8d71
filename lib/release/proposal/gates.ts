import { nameOf, type Ruling, whenOf } from '../policies';
import { text } from './text';

/** What each policy says of a change, those that forbid it first; empty if none was asked. */
export function gatesSection(rulings: readonly Ruling[], overridden: readonly string[] = []): string {
  if (rulings.length === 0) {
    return '';
  }
  const ordered = [...rulings.filter(({ allowed }) => !allowed), ...rulings.filter(({ allowed }) => allowed)];
  const rows = ordered.map((ruling) => {
    const state = ruling.allowed ? '✓' : overridden.includes(nameOf(ruling)) ? '✗ overridden' : '✗';
    const why = ruling.allowed ? ruling.why : `${ruling.why}; ${whenOf(ruling.until)}`;
    return `| ${text(nameOf(ruling))} | ${state} | ${text(why)} |`;
  });
  return ['| policy | | |', '|---|---|---|', ...rows].join('\n');
}
