import { branchRef } from '../git';
import { checkProposal } from './check';
import { type Desk, push, relateBranches } from './desk';
import type { ProposeProps, Proposed } from './forge';
import type { Relation } from './history';
import { tryMerge } from './land';
import { type Ledger, nextNumber, readLedger } from './ledger';
import { LIST_DEPTH, look } from './look';
import { untilWon } from './race';
import { type PullRecord, toPullRequest } from './record';
import { refuse } from './refuse';
import { requireBranches } from './require';

/** @see Forge.propose */
export async function propose(desk: Desk, props: ProposeProps): Promise<Proposed> {
  checkProposal(props);
  return untilWon(desk.timeout, async () => {
    const ledger = await readLedger(desk.cache);
    requireBranches(ledger.tips, props, props.head);
    const record = ledger.open.find(({ head, base }) => head === props.head && base === props.base);
    const [seen] = await look(desk.cache, record ? [record] : [], ledger.tips);
    const open = seen?.state === 'open' ? seen : undefined;
    if (open && open.headCommit === record?.headCommit && open.title === props.title && open.body === props.body) {
      return { pullRequest: toPullRequest(open), action: 'unchanged' };
    }
    const relation = await relateBranches(desk, ledger, props);
    await requireChange(desk, props, relation);
    const { head, base, title, body } = props;
    const { head: headCommit, base: baseCommit, mergeBases } = relation;
    const { asker } = desk;
    const next: PullRecord = {
      ...(open ?? begin(desk, ledger)),
      ...{ head, base, title, body, headCommit, baseCommit, parted: mergeBases[0] as string },
      updatedAt: asker.at,
    };
    const found = [...(seen && !open ? [seen] : []), ...(await findGone(desk, ledger, props))];
    await push(desk, ledger, { record: next, verb: open ? 'Update' : 'Open', reason: asker.reason, found });
    return { pullRequest: toPullRequest(next), action: open ? 'updated' : 'opened' };
  });
}

/** What a new pull request begins with. */
function begin({ asker }: Desk, ledger: Ledger) {
  return {
    schema: 1,
    number: nextNumber(ledger),
    state: 'open',
    author: asker.actor,
    createdAt: asker.at,
  } as const;
}

/** @throws TwelveFactorError TF2405 if there is nothing to merge */
async function requireChange({ cache }: Desk, { head, base }: ProposeProps, relation: Relation): Promise<void> {
  if (!(await tryMerge(cache, head, relation))) {
    refuse('TF2405', head, 'pull request', `${base} has all that ${head} changes`, 'nothing is left to propose');
  }
}

/** Others whose branches are gone: nothing more can come of them, so they leave the folder of those that are open. */
async function findGone({ cache }: Desk, { open, tips }: Ledger, { head }: ProposeProps): Promise<PullRecord[]> {
  const gone = open.filter((one) => one.head !== head && !tips.has(branchRef(one.head)));
  return look(cache, gone, tips, LIST_DEPTH);
}
