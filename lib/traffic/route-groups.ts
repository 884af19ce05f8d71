import type { Place } from '../errors';
import { checkName, checkNameLength } from '../manifest';
import { type BoundNamedRoute, hostsOf, type RouteAddress, type Some } from './bound-route';
import type { RouteTarget } from './route-target';

/** Routes that are one object: hosts, and the paths that each of them has. */
export interface RouteGroup<Route> {
  /** Name of the object. */
  readonly name: string;
  /** What tells its construct from those of other groups. */
  readonly id: string;
  readonly hosts: readonly string[];
  /** The routes of one host, which stand for those of all. */
  readonly routes: Some<Route>;
}

/** What routes of a group have to agree on. */
export interface GroupRules<Route> {
  /** The object, with its article: `an HTTPRoute`. */
  readonly object: string;
  /** What the object has once, by what it is called. */
  readonly traits: Readonly<Record<string, (route: Route) => unknown>>;
}

/**
 * Puts routes together that are one object.
 *
 * By the name that they are given, never by a number or a hash of their hosts: an object keeps its name whatever routes come
 * and go beside it.
 */
export function groupRoutes<Route extends BoundNamedRoute>(
  place: Place,
  target: RouteTarget,
  routes: readonly Route[],
  { object, traits }: GroupRules<Route>,
): RouteGroup<Route>[] {
  const byName = new Map<string | undefined, [Route, ...Route[]]>();
  for (const route of routes) {
    const group = byName.get(route.name);
    if (group) {
      group.push(route);
    } else {
      byName.set(route.name, [route]);
    }
  }
  return [...byName].map(([name, group]) => {
    checkAlike(place, group, object, 'give one of them a `name`', traits);
    checkPaths(place, group, object);
    const [first] = group;
    const rest = group.slice(1).filter(({ host }) => host === first.host);
    const composed = name === undefined ? target.instance : `${target.instance}-${name}`;
    if (name !== undefined) {
      checkName(place, 'routes', name);
      checkNameLength(place, 'routes', composed);
    }
    return {
      name: composed,
      id: name === undefined ? '' : `-${name}`,
      hosts: hostsOf(group),
      routes: [first, ...rest],
    };
  });
}

/** Tells of routes that share an object but ask for what it can only have once. */
export function checkAlike<Route extends RouteAddress>(
  place: Place,
  [first, ...rest]: Some<Route>,
  object: string,
  remedy: string,
  traits: Readonly<Record<string, (route: Route) => unknown>>,
): void {
  for (const [trait, of] of Object.entries(traits)) {
    const other = rest.find((route) => JSON.stringify(of(route)) !== JSON.stringify(of(first)));
    if (other) {
      const given = `${first.host}${first.path} and ${other.host}${other.path} share ${object}, but not their ${trait}`;
      place.problem('TF1505', 'routes', given, `make them alike, or ${remedy}`);
    }
  }
}

/** Tells of hosts that have not the same routes: the object would serve all of them on each. */
function checkPaths(place: Place, group: Some<BoundNamedRoute>, object: string): void {
  const pathsOf = (host: string) =>
    JSON.stringify(
      group
        .filter((route) => route.host === host)
        .map((route) => JSON.stringify({ ...route, host: '' }))
        .sort(),
    );
  const [first = '', ...others] = hostsOf(group);
  const other = others.find((host) => pathsOf(host) !== pathsOf(first));
  if (other !== undefined) {
    place.problem(
      'TF1505',
      'routes',
      `${first} and ${other} share ${object}, but not their paths and what is done there`,
      'make them alike, or give the routes of one host a `name`',
    );
  }
}
