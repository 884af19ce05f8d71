import type { Place } from '../errors';
import type { BoundTraefikRoute } from './bound-route';

/** What stands between backticks, taken as it is: Traefik's rules know no escapes there. */
const QUOTED = /`[^`]*`/g;

/** The rule that matches a route's requests. Hosts and paths were checked: neither can hold a backtick. */
export function traefikRule({
  host,
  path,
  exact,
  match,
}: Pick<BoundTraefikRoute, 'host' | 'path' | 'exact' | 'match'>): string {
  if (match !== undefined) {
    return match;
  }
  if (exact) {
    return `${hostRule(host)} && Path(\`${path}\`)`;
  }
  return path === '/' ? hostRule(host) : `${hostRule(host)} && PathPrefix(\`${path}\`)`;
}

/** `Host` knows no wildcards before Traefik 3.7, so they become an expression: one label, as certificates have it. */
function hostRule(host: string): string {
  if (!host.startsWith('*.')) {
    return `Host(\`${host}\`)`;
  }
  return `HostRegexp(\`^[a-z0-9-]+${host.slice(1).replaceAll('.', '\\.')}$\`)`;
}

/** Checks a rule that was given: as much as tells a slip of the keyboard from a rule. */
export function checkMatch(place: Place, match: string | undefined): boolean {
  if (match === undefined) {
    return true;
  }
  const open = match.replace(QUOTED, '');
  const wrong =
    (match.trim() === '' && 'is empty') ||
    (/[\x00-\x1f\x7f]/.test(match) && 'has line breaks or control characters') ||
    (open.includes('`') && 'has a backtick without its counterpart') ||
    (!isBalanced(open) && 'has a parenthesis without its counterpart') ||
    (!/[A-Za-z]\(/.test(open) && 'has no matcher');
  if (wrong) {
    place.problem(
      'TF1507',
      'routes',
      `rule ${JSON.stringify(match)} ${wrong}`,
      'give a rule such as Host(`api.example.com`) && Method(`GET`)',
    );
  }
  return !wrong;
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (depth < 0) {
      return false;
    }
  }
  return depth === 0;
}

/** Checks the names of entry points. An empty list stands for Traefik's default ones. */
export function checkEntryPoints(place: Place, entryPoints: readonly string[]): boolean {
  const wrong = entryPoints.filter((name) => !/^[\w-]+$/.test(name));
  if (wrong.length > 0) {
    place.problem(
      'TF1507',
      'routes',
      `entry point ${JSON.stringify(wrong[0])} is no name`,
      'give a name as Traefik is configured with, such as "websecure"',
    );
  }
  return wrong.length === 0;
}

/** Checks a priority. */
export function checkPriority(place: Place, priority: number | undefined): boolean {
  // 0 asks Traefik for the length of the rule, as if none were given.
  const good = priority === undefined || (Number.isSafeInteger(priority) && priority !== 0);
  if (!good) {
    place.problem(
      'TF1507',
      'routes',
      `priority ${priority} is none`,
      'give a whole number other than 0, or leave it out',
    );
  }
  return good;
}
