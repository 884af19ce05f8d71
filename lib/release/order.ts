import { refuse } from '../errors';

/** Where an order comes from that neither somebody nor a pipeline gave. */
export const FROM_COMMIT = 'time of the commit';

/** Seconds since 1970, in 2001: what is less is no time of a commit, and no pipeline ever runs as often. */
const FIRST_TIME = 1_000_000_000;

/** The order of a release, and where it comes from, if that is known: `--order`, `GitHub Actions`, `time of the commit`. */
export interface Order {
  readonly version: string;
  readonly order: number;
  readonly orderFrom?: string | undefined;
}

/**
 * Ends if the time of a commit would follow a number that is none: whatever is numbered, as the runs of a pipeline are, would be older from
 * then on.
 *
 * @throws TwelveFactorError TF2120
 */
export function requireSameSort(application: string, comes: Order, newest: Order | undefined): void {
  if (newest && comes.orderFrom === FROM_COMMIT && isMixed(newest.order, comes.order)) {
    const origin = newest.orderFrom === undefined ? '' : ` (${newest.orderFrom})`;
    const given = `the ${FROM_COMMIT} is ${comes.order}, and ${newest.version} has ${newest.order}${origin}, so that the next such number would count as older`;
    const remedy = `give --order ${newest.order}, which that one replaces`;
    refuse('TF2120', application, `release ${comes.version}`, given, remedy);
  }
}

/** What to do where an order is lower than that of a release which is there. */
export function remedyOfOrder(order: number, there: number): string {
  const mixed = '; a number that is no time is lower than any time of a commit: see TF2102 in docs/errors.md';
  return `use \`twelve rollback\` to go back, or give a higher --order${isMixed(order, there) ? mixed : ''}`;
}

function isMixed(number: number, time: number): boolean {
  return number < FIRST_TIME && time >= FIRST_TIME;
}
