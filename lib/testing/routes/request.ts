/** A request, as far as routes are asked about. */
export interface Request {
  readonly host: string;
  readonly path: string;
  readonly method: string;
}

/** Where a request leads. */
export interface RouteTarget {
  /** The object whose rule it is: `Ingress/lulu-api`. */
  readonly route: string;
  /** Name of the Service. */
  readonly service: string;
  /** Number or name of the Service's port. */
  readonly port: number | string;
  /** Percent of the requests that go there: those of weight 0 are left out. */
  readonly share: number;
}

/** A Service with its weight. */
export interface Backend {
  readonly service: string;
  readonly port: number | string;
  readonly weight?: number;
}

/** Tells a rule that host, path and method do not decide. */
export type Refuse = (route: string, given: string) => never;

/** The Services that get requests, with their shares. */
export function shares(route: string, backends: readonly Backend[]): RouteTarget[] {
  const sum = backends.reduce((total, { weight = 1 }) => total + weight, 0);
  return backends
    .filter(({ weight = 1 }) => weight > 0)
    .map(({ service, port, weight = 1 }) => ({ route, service, port, share: (100 * weight) / sum }));
}

/** How well a host fits a pattern: by itself, by a wildcard of so many labels, or not at all. */
export function hostRank(pattern: string | undefined, host: string, labels: 'one label' | 'any labels'): number {
  if (pattern === undefined || pattern === '*' || pattern === '') {
    return 1;
  }
  if (!pattern.startsWith('*.')) {
    return pattern === host ? 1000 : 0;
  }
  const below = pattern.slice(1);
  const first = host.slice(0, -below.length);
  const isBelow = host.endsWith(below) && first !== '';
  return isBelow && (labels === 'any labels' || !first.includes('.')) ? 1 + below.length : 0;
}

/** Whether a path is one, or below it, by whole segments. */
export function isBelow(prefix: string, path: string): boolean {
  const bare = prefix.replace(/\/$/, '');
  return path === bare || path.startsWith(`${bare}/`);
}

/** The first of the best. */
export function best<T>(items: readonly T[], rank: (item: T) => readonly number[]): T | undefined {
  return items.reduce<T | undefined>(
    (found, item) => (found === undefined || isMore(rank(item), rank(found)) ? item : found),
    undefined,
  );
}

function isMore(a: readonly number[], b: readonly number[]): boolean {
  const index = a.findIndex((number, at) => number !== b[at]);
  return index !== -1 && (a[index] as number) > (b[index] as number);
}
