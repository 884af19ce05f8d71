import { pathName, type Place, shown } from '../errors';
import { nearMiss } from '../errors/near-miss';
import { isRecord, type Kind } from './kind';

/** Every prop of an interface with what it has to be. Kept beside the interface: the compiler tells one that is missing. */
export type Shape<Props> = { readonly [Prop in keyof Props]-?: Kind };

/** Most props that a message lists. */
const LISTED = 12;

/**
 * Tells props that are not what they have to be, and those that there are not. Gives the others: what is wrong counts as
 * not given, so that the rest is checked too. A compiler has told it already; JavaScript has none.
 *
 * A prop that nobody knows would be ignored, which is what a misspelt one must never be. So whoever makes a service of props
 * of their own takes these out: `const { team, ...rest } = props`.
 *
 * @param subject what the props are of, `''` for a service itself
 */
export function checkedProps<Props extends object>(
  place: Place,
  subject: string,
  given: Props,
  shape: Shape<NoInfer<Props>>,
): Props {
  const kinds = shape as Readonly<Record<string, Kind>>;
  if (!isRecord(given)) {
    const [[name, kind]] = Object.entries(kinds) as [[string, Kind]];
    const remedy = `give one, as in { ${name}: ${kind.example} }`;
    place.problem('TF1017', subject || 'props', `${kindOf(given)} is no object`, remedy);
    return {} as Props;
  }
  const wrong: string[] = [];
  for (const name of Object.keys(given)) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (!kind) {
      tellUnknown(place, subject, name, Object.keys(kinds));
      wrong.push(name);
    } else if (given[name] !== undefined && !kind.is(given[name])) {
      const value = kind.isTold ? shown(given[name]) : kindOf(given[name]);
      const remedy = `give it as in ${name}: ${kind.example}`;
      place.problem('TF1017', within(subject, name), `${value} is not what it has to be`, remedy);
      wrong.push(name);
    }
  }
  for (const name of Object.keys(kinds)) {
    const kind = kinds[name] as Kind;
    if (kind.isNeeded && given[name] === undefined) {
      const remedy = `give one, as in ${name}: ${kind.example}`;
      place.problem('TF1017', within(subject, name), 'none is given', remedy);
    }
  }
  if (wrong.length === 0) return given;
  return Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.includes(name))) as Props;
}

function tellUnknown(place: Place, subject: string, name: string, known: readonly string[]): void {
  const meant = nearMiss(name, known);
  const list = known.length > LISTED ? `${known.slice(0, LISTED).join(', ')}, ...` : known.join(', ');
  const remedy = meant === undefined ? `leave it out, or use one of ${list}` : `did you mean ${meant}?`;
  place.problem('TF1020', within(subject, name), 'there is no such prop', remedy);
}

function within(subject: string, name: string): string {
  return subject ? `${subject}.${pathName([name])}`.replace('.[', '[') : pathName([name]);
}

/** What something is, without telling what is in it. */
function kindOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  return Array.isArray(value) ? 'that list' : typeof value === 'object' ? 'that object' : `a ${typeof value}`;
}
