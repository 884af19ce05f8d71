import { Option } from 'commander';
import { TwelveFactorError } from '../../errors';
import { withoutPolicy, withPolicy } from '../../release/policies/edit';
import { summaryOf } from '../../release/policies/summary';
import type { Asker } from '../../release/intent';
import { asCode, oneLine } from '../../release/proposal';
import { refuse } from '../../release/refuse';
import { changePolicies, type PolicyChange } from '../../release/repository/change-policies';
import { readSnapshot } from '../../release/repository/snapshot';
import type { Context } from '../context';
import { type CommonOptions, withCommon, withWrite, type WriteOptions } from '../options';
import { reading, writing } from '../session';
import { tableOf } from '../table';
import { addPolicyTest } from './policy-test';
import type { AddVerb } from './verb';

interface ChangeOptions extends WriteOptions {
  readonly pullRequest?: true;
  readonly merge?: true;
}

/** `twelve policy list|set|remove|test` */
export const addPolicy: AddVerb = (program, context, setExitCode) => {
  const command = program
    .command('policy')
    .description('The rules of twelve.yaml: what has to be so before a release gets somewhere.');

  withCommon(command.command('list'))
    .description('List the policies.')
    .action(async (options: CommonOptions) => {
      await reading(context, options, async ({ store }) => {
        const { policies } = (await readSnapshot(store, { environments: [], applications: [] })).config;
        if (options.json) {
          context.out(`${JSON.stringify({ policies }, undefined, 2)}\n`);
          return;
        }
        const rows = policies.map((policy) => [policy.name, policy.environments.join(', '), ...summaryOf(policy)]);
        context.out(rows.length > 0 ? tableOf(['policy', 'environments', 'for', 'says'], rows, context.color) : '');
        context.err(rows.length > 0 ? '' : 'there are no policies: everybody may release everything everywhere\n');
      });
    });

  withChange(command.command('set'))
    .description('Add a policy, or put another one in its place: a commit on main, or a pull request to it.')
    .argument('<name>', 'its name')
    .argument('<rules>', "the policy as YAML, such as '{ environments: [production], promoteFrom: staging }'")
    .action(async (name: string, rules: string, options: ChangeOptions) => {
      await change(context, options, { verb: 'set', name, edit: (text) => withPolicy(text, name, rules) });
    });

  withChange(command.command('remove'))
    .description('Remove a policy: a commit on main, or a pull request to it.')
    .argument('<name>', 'its name')
    .action(async (name: string, options: ChangeOptions) => {
      const edit = (text: string) =>
        withoutPolicy(text, name) ??
        refuse('TF2207', '', name, 'twelve.yaml has no policy of this name', 'see `twelve policy list`');
      await change(context, options, { verb: 'remove', name, edit });
    });

  addPolicyTest(command, context, setExitCode);
};

/** Adds the options of a verb that changes `twelve.yaml`. */
function withChange(command: ReturnType<typeof withWrite>): typeof command {
  return withWrite(command)
    .option('--pull-request', 'by a pull request, whatever `main.flow` of twelve.yaml says')
    .addOption(new Option('--merge', 'merge the pull request at once'));
}

async function change(context: Context, options: ChangeOptions, policyChange: PolicyChange): Promise<void> {
  await writing(context, options, async ({ store, forge, asker, identity, location }) => {
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
    context.err(`${mark}${policyChange.verb} ${policyChange.name}${where}\n`);
  });
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
