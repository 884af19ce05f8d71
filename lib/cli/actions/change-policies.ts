import { refuse, TwelveFactorError } from '../../errors';
import type { Asker } from '../../git';
import { withoutPolicy, withPolicy } from '../../release/policies/edit';
import { asCode, oneLine } from '../../release/proposal';
import { changePolicies, type PolicyChange } from '../../release/repository/change-policies';
import type { Context } from '../context';
import { line } from '../line';
import type { WriteOptions } from '../options';
import type { WriteSession } from '../session';

/** What the verbs that change `twelve.yaml` can be told. */
export interface ChangeOptions extends WriteOptions {
  readonly pullRequest?: true;
  readonly merge?: true;
}

/** Adds a policy, or puts another one in its place. */
export async function setPolicy(
  session: WriteSession,
  context: Context,
  options: ChangeOptions,
  name: string,
  rules: string,
): Promise<void> {
  await change(session, context, options, { verb: 'set', name, edit: (text) => withPolicy(text, name, rules) });
}

/** Removes a policy. */
export async function removePolicy(
  session: WriteSession,
  context: Context,
  options: ChangeOptions,
  name: string,
): Promise<void> {
  const edit = (text: string) =>
    withoutPolicy(text, name) ??
    refuse('TF2207', '', name, 'twelve.yaml has no policy of this name', 'see `twelve policy list`');
  await change(session, context, options, { verb: 'remove', name, edit });
}

/** Changes the policies by a commit on `main`, or by a pull request to it. */
async function change(
  { store, forge, asker, identity, location }: WriteSession,
  context: Context,
  options: ChangeOptions,
  policyChange: PolicyChange,
): Promise<void> {
  const { dryRun = false, merge, pullRequest } = options;
  const timeout = options.timeout * 1000;
  const done = await changePolicies(store, policyChange, { asker, identity, dryRun, pullRequest, timeout }).catch(
    hintAtPullRequest,
  );
  const { changed, proposal, after, commit } = done;
  const title = `policies: ${policyChange.verb} ${policyChange.name}`;
  const body = bodyOf(policyChange, asker);
  const opened =
    proposal === undefined || dryRun
      ? undefined
      : (await forge.propose({ head: proposal, base: 'main', title, body })).pullRequest;
  const request = opened && merge ? await forge.merge(opened.number, 'merge') : opened;
  if (options.json) {
    const data = { dryRun, changed, commit, policies: done.config.policies, pullRequest: request };
    context.out(`${JSON.stringify(data, undefined, 2)}\n`);
  } else if (dryRun && changed) {
    context.out(after);
  }
  const mark = changed ? (dryRun ? 'would be done: ' : '') : 'nothing to do: ';
  const where = request
    ? `, in pull request #${request.number}, which ${request.state === 'merged' ? 'is merged' : `waits to be merged: ${request.url ?? `\`twelve pr merge ${request.number}\``}`}`
    : changed && !dryRun && commit !== undefined
      ? `, by commit ${commit.slice(0, 10)} on main of ${location.url}`
      : '';
  context.err(line`${mark}${policyChange.verb} ${policyChange.name}${where}\n`);
}

/** What a pull request says of it; what changes is in the file that it shows. */
function bodyOf({ verb, name }: PolicyChange, { actor, reason }: Asker): string {
  const why = reason === undefined ? [] : [`| Reason | ${oneLine(reason)} |`];
  const rows = [
    `| Policy | ${asCode(name)} |`,
    '|:--|:--|',
    `| Operation | ${verb} |`,
    `| Asked for by | ${oneLine(actor)} |`,
  ];
  return `${[...rows, ...why].join('\n')}\n`;
}

/** Where main is protected, the same change goes by a pull request. */
function hintAtPullRequest(error: unknown): never {
  const [problem] = error instanceof TwelveFactorError ? error.problems : [];
  if (problem?.code === 'TF2302') {
    const remedy = 'give --pull-request, or say `main: { flow: pullRequest }` in twelve.yaml';
    throw new TwelveFactorError([{ ...problem, remedy }]);
  }
  throw error;
}
