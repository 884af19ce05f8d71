import { Option } from 'commander';
import type { ChangeOptions } from '../actions/change-policies';
import { type CommonOptions, withCommon, withWrite } from '../options';
import { reading, writing } from '../session';
import { addPolicyTest } from './policy-test';
import type { AddVerb } from './verb';

/** `twelve policy list|set|remove|test` */
export const addPolicy: AddVerb = (program, context, setExitCode) => {
  const command = program
    .command('policy')
    .description('The rules of twelve.yaml: what has to be so before a release gets somewhere.');

  withCommon(command.command('list'))
    .description('List the policies.')
    .action(async (options: CommonOptions) => {
      await reading(context, options, async (session) => {
        const { listPolicies } = await import('../actions/list-policies');
        await listPolicies(session, context, options);
      });
    });

  withChange(command.command('set'))
    .description('Add a policy, or put another one in its place: a commit on main, or a pull request to it.')
    .argument('<name>', 'its name')
    .argument('<rules>', "the policy as YAML, such as '{ environments: [production], promoteFrom: staging }'")
    .action(async (name: string, rules: string, options: ChangeOptions) => {
      await writing(context, options, async (session) => {
        const { setPolicy } = await import('../actions/change-policies');
        await setPolicy(session, context, options, name, rules);
      });
    });

  withChange(command.command('remove'))
    .description('Remove a policy: a commit on main, or a pull request to it.')
    .argument('<name>', 'its name')
    .action(async (name: string, options: ChangeOptions) => {
      await writing(context, options, async (session) => {
        const { removePolicy } = await import('../actions/change-policies');
        await removePolicy(session, context, options, name);
      });
    });

  addPolicyTest(command, context, setExitCode);
};

/** Adds the options of a verb that changes `twelve.yaml`. */
function withChange(command: ReturnType<typeof withWrite>): typeof command {
  return withWrite(command)
    .option('--pull-request', 'by a pull request, whatever `main.flow` of twelve.yaml says')
    .addOption(new Option('--merge', 'merge the pull request at once'));
}
