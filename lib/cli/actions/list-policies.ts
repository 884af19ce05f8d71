import { summaryOf } from '../../release/policies/summary';
import { readSnapshot } from '../../release/repository/snapshot';
import type { Context } from '../context';
import type { CommonOptions } from '../options';
import type { Session } from '../session';
import { tableOf } from '../table';

/** Lists the policies. */
export async function listPolicies({ store }: Session, context: Context, options: CommonOptions): Promise<void> {
  const { policies } = (await readSnapshot(store, { environments: [], applications: [] })).config;
  if (options.json) {
    context.out(`${JSON.stringify({ policies }, undefined, 2)}\n`);
    return;
  }
  const rows = policies.map((policy) => [policy.name, policy.environments.join(', '), ...summaryOf(policy)]);
  context.out(rows.length > 0 ? tableOf(['policy', 'environments', 'for', 'says'], rows, context.color) : '');
  context.err(rows.length > 0 ? '' : 'there are no policies: everybody may release everything everywhere\n');
}
