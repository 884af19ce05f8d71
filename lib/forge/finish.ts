import { refuse } from '../errors';
import { checkMethod, checkText, requireHead } from './check';
import { deletionOf, type Desk, find, push, relateBranches, requireNotClosed } from './desk';
import { branchRef, type RefUpdate } from '../git';
import type { MergeGate, MergeMethod, MergeProps, PullRequest } from './forge';
import { bringTips, type Relation } from './history';
import { makeCommits } from './land';
import { readLedger } from './ledger';
import { LostRace, untilWon } from './race';
import { type PullRecord, toPullRequest } from './record';
import { requireBranches, requireNotMerged } from './require';

/** @see Forge.merge */
export async function merge(
  desk: Desk,
  number: number,
  method: MergeMethod,
  { gate, headCommit, dryRun = false }: MergeProps = {},
): Promise<PullRequest> {
  const { cache, asker, identity } = desk;
  checkMethod(`#${number}`, method);
  const checkHead = sameHead(number);
  return untilWon(desk.timeout, async () => {
    const ledger = await readLedger(cache);
    const found = await find(desk, ledger, number);
    const { record, seen } = found;
    if (seen.state === 'merged') {
      return toPullRequest(seen);
    }
    requireNotClosed(found);
    requireBranches(ledger.tips, record, `#${number}`);
    const relation = await relateBranches(desk, ledger, record);
    checkHead(relation.head);
    requireHead({ head: record.head, ...(headCommit !== undefined && { headCommit }) }, relation.head);
    const pullRequest = toPullRequest(record);
    const { mergeCommit, title } = await makeCommits(method, { cache, pullRequest, relation, asker, identity });
    const merged: PullRecord = {
      ...record,
      title,
      state: 'merged',
      headCommit: relation.head,
      updatedAt: asker.at,
      mergedAt: asker.at,
      mergedBy: asker.actor,
      mergeCommit,
      method,
    };
    const updates = [
      { ref: branchRef(record.base), from: relation.base, to: mergeCommit },
      ...deletionOf(ledger, record, relation.head),
    ];
    const watched = gate ? await passGate(gate, relation, record) : [];
    if (dryRun) {
      return { ...toPullRequest(seen), title };
    }
    const others = watched.filter(({ ref }) => !updates.some((update) => update.ref === ref));
    await push(desk, ledger, { record: merged, verb: 'Merge', reason: asker.reason, found: [] }, [
      ...updates,
      ...others,
    ]);
    return toPullRequest(merged);
  });
}

/** @see Forge.close */
export async function close(desk: Desk, number: number, reason?: string, dryRun = false): Promise<PullRequest> {
  const { cache, asker } = desk;
  checkText(`#${number}`, 'reason', reason ?? '');
  const checkHead = sameHead(number);
  return untilWon(desk.timeout, async () => {
    const ledger = await readLedger(cache);
    const found = await find(desk, ledger, number);
    const { record, seen } = found;
    if (record.state === 'closed') {
      return toPullRequest(record);
    }
    requireNotMerged(seen);
    const ref = branchRef(record.head);
    // Its branch may be gone; then all that is left is to write it down.
    const tip = ledger.tips.has(ref) ? (await bringTips(cache, [ref], ledger.tips)).get(ref) : undefined;
    checkHead(tip);
    if (dryRun) {
      return toPullRequest(seen);
    }
    const closedReason = reason?.trim() ? reason : seen.closedReason;
    const closed: PullRecord = {
      ...record,
      state: 'closed',
      headCommit: tip ?? record.headCommit,
      updatedAt: asker.at,
      ...(closedReason !== undefined && { closedReason }),
    };
    await push(desk, ledger, { record: closed, verb: 'Close', reason, found: [] }, deletionOf(ledger, record, tip));
    return toPullRequest(closed);
  });
}

/** Asks whether it may be merged, and answers the refs that must stay where they were seen for that. */
async function passGate(gate: MergeGate, relation: Relation, { head, base }: PullRecord): Promise<RefUpdate[]> {
  const seen = await gate();
  const isOther = (branch: string, tip: string) => (seen.get(branchRef(branch)) ?? tip) !== tip;
  if (isOther(head, relation.head) || isOther(base, relation.base)) {
    throw new LostRace(); // It was asked about something else than is merged.
  }
  return [...seen].map(([ref, tip]) => ({ ref, from: tip, to: tip }));
}

/** Ends where another attempt finds the head elsewhere: nobody has looked at what is there now. */
function sameHead(number: number): (head: string | undefined) => void {
  let first: { readonly head: string | undefined } | undefined;
  return (head) => {
    first ??= { head };
    if (first.head !== head) {
      refuse('TF2410', `#${number}`, 'branch', 'somebody pushed to it just now', 'look at it again first');
    }
  };
}
