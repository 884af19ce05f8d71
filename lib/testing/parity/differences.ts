import { fail, nearest } from '../failure';
import type { Difference } from './difference';

/** What differs between two environments. */
export class Differences {
  /** @internal */
  constructor(
    /** One by one, sorted by object and field. */
    readonly all: readonly Difference[],
    private readonly place: string,
  ) {}

  /** A line for each: `ConfigMap/lulu-api data.LOG_LEVEL: debug → info`. */
  get lines(): readonly string[] {
    return this.all.map(({ text }) => text);
  }

  /**
   * Says what differs: nothing besides, and each of it does.
   *
   * An entry is an object, or an object and a field: `ConfigMap/lulu-api` is all of it, `ConfigMap/lulu-api data.LOG_LEVEL`
   * that field and what is below it. `*` stands for any characters: `ConfigMap/* metadata.labels.owner`.
   *
   * @throws TwelveFactorError TF3506 with a line for each difference that is not listed (`+`), and for each entry that
   * nothing differs in (`-`), so that the list stays true
   */
  expectOnly(expected: readonly string[]): void {
    const patterns = expected.map((entry) => ({ entry, matches: matcherOf(entry) }));
    const extra = this.all.filter((difference) => !patterns.some(({ matches }) => matches(difference)));
    const stale = patterns.filter(({ matches }) => !this.all.some(matches)).map(({ entry }) => entry);
    if (extra.length + stale.length > 0) {
      const given = [
        ...(extra.length > 0 ? [`${extra.length} more than listed`] : []),
        ...(stale.length > 0 ? [`${stale.length} listed and not there`] : []),
      ].join(', ');
      const remedy = 'make the environments alike, or correct the list';
      fail('TF3506', this.place, 'differences', given, remedy, [
        ...extra.map(({ text }) => `+ ${text}`),
        ...stale.map((entry) => `- ${entry}${this.hint(entry)}`),
      ]);
    }
  }

  private hint(entry: string): string {
    const meant = nearest(
      entry,
      this.all.map(({ object, field }) => [object, field].filter(Boolean).join(' ')),
    );
    return meant === undefined ? '' : ` (did you mean ${meant}?)`;
  }
}

function matcherOf(entry: string): (difference: Difference) => boolean {
  const [object = '', ...rest] = entry.split(' ');
  const field = rest.join(' ');
  const isObject = new RegExp(`^${escaped(object)}$`);
  const isField = new RegExp(`^${escaped(field)}(?:$|[.[])`);
  return (difference) =>
    isObject.test(difference.object) &&
    (field === '' || (difference.field !== undefined && isField.test(difference.field)));
}

/** A pattern as an expression: `*` is any characters. */
function escaped(pattern: string): string {
  return pattern
    .split('*')
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.*');
}
