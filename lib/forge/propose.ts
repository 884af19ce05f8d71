import { refuse } from '../errors';
import { checkProposal, requireHead } from './check';
import { type Desk, push, relateBranches } from './desk';
import { branchRef } from '../git';
import type { ProposeProps, Proposed } from './forge';
import type { Relation } from './history';
import { tryMerge } from './land';
import { type Ledger, nextNumber, readLedger } from './ledger';
import { LIST_DEPTH, look } from './look';
import { untilWon } from './race';
import { type PullRecord, toPullRequest } from './record';
import { requireBranches } from './require';

/** @see Forge.propose */
export async function propose(desk: Desk, props: ProposeProps): Promise<Proposed> {
  checkProposal(props);
  return untilWon(desk.timeout, async () => {
    const ledger = await readLedger(desk.cache);
    requireBranches(ledger.tips, props, props.head);
    requireHead(props, ledger.tips.get(branchRef(props.head)));
    const record = ledger.open.find(({ head, base }) => head === props.head && base === props.base);
    const [seen] = await look(desk.cache, record ? [record] : [], ledger.tips);
    const open = seen?.state === 'open' ? seen : undefined;
    const { head, base, title, body, author } = props;
    const isSame = (one: PullRecord) =>
      one.headCommit === record?.headCommit &&
      one.title === title &&
      one.body === body &&
      one.author === (author ?? one.author);
    if (open && isSame(open)) {
      return { pullRequest: toPullRequest(open), action: 'unchanged' };
    }
    const relation = await relateBranches(desk, ledger, props);
    requireHead(props, relation.head);
    await requireChange(desk, props, relation);
    const { head: headCommit, base: baseCommit, mergeBases } = relation;
    const { asker } = desk;
    const next: PullRecord = {
      ...(open ?? begin(desk, ledger)),
      ...{ head, base, title, body, headCommit, baseCommit, parted: mergeBases[0] as string },
      author: author ?? asker.actor,
      updatedAt: asker.at,
    };
    const found = [...(seen && !open ? [seen] : []), ...(await findGone(desk, ledger, props))];
    const entry = { record: next, verb: open ? 'Update' : 'Open', reason: asker.reason, found };
    await push(desk, ledger, entry, [{ ref: branchRef(head), from: headCommit, to: headCommit }]);
    return { pullRequest: toPullRequest(next), action: open ? 'updated' : 'opened' };
  });
}

/** What a new pull request begins with. */
function begin({ asker }: Desk, ledger: Ledger) {
  return {
    schema: 1,
    number: nextNumber(ledger),
    state: 'open',
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
