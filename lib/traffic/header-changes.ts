import type { MiddlewareSpec } from './middleware-specs';

/** What the Gateway API accepts as the value of a header. */
const VALUE = /^[!-~]+([\t ]?[!-~]+)*$/;

/** How many headers a filter of the Gateway API sets at most, and how many it removes. */
export const MAX_HEADERS = 16;

/** Headers to set and to remove, as a filter of the Gateway API has them. */
export interface HeaderModifier {
  readonly set?: { readonly name: string; readonly value: string }[];
  readonly remove?: string[];
}

/** Changes to headers, of which the last one of a header counts, in whatever case its name is written. */
export class HeaderChanges {
  private readonly changes = new Map<string, { readonly name: string; readonly value: string }>();

  /** Adds changes as Traefik has them, where an empty value removes the header, and tells what no Gateway accepts. */
  add(headers: Readonly<Record<string, string>> = {}, refuse: (given: string, remedy: string) => void): void {
    for (const [name, value] of Object.entries(headers)) {
      if (value === '' || VALUE.test(value)) {
        this.changes.set(name.toLowerCase(), { name, value });
      } else {
        // The value is not told: it may be a credential.
        refuse(
          `gives ${JSON.stringify(name)} a value that a Gateway refuses`,
          'use printable ASCII, with single spaces between words',
        );
      }
    }
  }

  /** Whether there are more than a Gateway takes. */
  get isTooMany(): boolean {
    const { set = [], remove = [] } = this.modifier();
    return set.length > MAX_HEADERS || remove.length > MAX_HEADERS;
  }

  /** The changes as a filter; none where there are none. */
  filters<Filter>(filterOf: (modifier: HeaderModifier) => Filter): Filter[] {
    return this.changes.size > 0 ? [filterOf(this.modifier())] : [];
  }

  private modifier(): HeaderModifier {
    const all = [...this.changes.values()];
    const [set, remove] = [all.filter(({ value }) => value !== ''), all.filter(({ value }) => value === '')];
    return {
      set: set.length > 0 ? set : undefined,
      remove: remove.length > 0 ? remove.map(({ name }) => name) : undefined,
    };
  }
}

/** The headers that Traefik has switches for. */
export function headersOfBrowsers({
  stsSeconds,
  frameDeny,
  contentTypeNosniff,
}: NonNullable<MiddlewareSpec['headers']>): Record<string, string> {
  return {
    ...(stsSeconds === undefined ? {} : { 'Strict-Transport-Security': `max-age=${stsSeconds}` }),
    ...(frameDeny ? { 'X-Frame-Options': 'DENY' } : {}),
    ...(contentTypeNosniff ? { 'X-Content-Type-Options': 'nosniff' } : {}),
  };
}
