import { nameOf, type Ruling, whenOf } from '../policies';
import { oneLine } from './one-line';
import { section } from './section';

/** Who reads it weeks later has to know how old it is, and which way of merging looks again. */
const WHEN = 'As they were when this was written. `twelve pr merge` asks them again, a merge at the forge does not.';

/** What each policy says of a change, those that forbid it first; empty if none was asked. */
export function gatesSection(rulings: readonly Ruling[], overridden: readonly string[] = []): string {
  if (rulings.length === 0) {
    return '';
  }
  const ordered = [...rulings.filter(({ allowed }) => !allowed), ...rulings.filter(({ allowed }) => allowed)];
  const rows = ordered.map((ruling) => {
    const state = ruling.allowed
      ? '✓ allows it'
      : overridden.includes(nameOf(ruling))
        ? '✗ overridden'
        : '✗ forbids it';
    const why = ruling.allowed ? ruling.why : `${ruling.why}; ${whenOf(ruling.until)}`;
    return `| ${oneLine(nameOf(ruling))} | ${state} | ${oneLine(why)} |`;
  });
  const head = '| Policy | State | Why |\n|---|---|---|\n';
  return section({ title: 'Policies', intro: WHEN, head, rows, nouns: 'policies' });
}
