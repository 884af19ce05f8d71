import { heldBy } from '../position';
import type { State } from '../state';
import { asCode } from './one-line';
import { section } from './section';

/** How to undo a change after it was merged; empty where nothing needs to be said of it. */
export function wayBackSection(before: State | undefined, after: State): string {
  return section({ title: 'Going back', intro: wayBack(before, after) });
}

function wayBack(before: State | undefined, { application, environment, release, slots, operation }: State) {
  const command = (verb: string, more = '') => asCode(`twelve ${verb} ${application} --env ${environment}${more}`);
  if (before === undefined) {
    return 'It is the first release there: there is none to go back to.';
  }
  if (release !== before.release) {
    return `After the merge: ${command('rollback', ` --to ${before.release}`)}`;
  }
  if ((slots?.share ?? 0) > (before.slots?.share ?? 0)) {
    return `After the merge, ${command('rollback')} ends the canary: ${asCode(release)} serves everybody again.`;
  }
  if (slots?.next !== undefined && (operation.verb === 'release' || operation.verb === 'promote')) {
    const step = command(slots.share === undefined ? 'switch' : 'shift');
    const waits = asCode(heldBy(slots, slots.next));
    return `${waits} serves nobody before ${step}, so there is nothing to go back from.`;
  }
  return { pin: `After the merge: ${command('unpin')}`, unpin: `After the merge: ${command('pin')}` }[operation.verb];
}
