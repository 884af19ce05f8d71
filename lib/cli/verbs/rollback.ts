import { carryOut } from '../carry-out';
import { type EnvironmentOptions, parseName, withEnvironmentWrite } from '../options';
import type { AddVerb } from './verb';

interface Options extends EnvironmentOptions {
  readonly env: string;
  readonly to?: string;
}

/** `twelve rollback <app> --env E` */
export const addRollback: AddVerb = (program, context) => {
  withEnvironmentWrite(program.command('rollback'))
    .description('Go back to the tree of an earlier release, and pin the environment there.')
    .argument('<app>', 'the application', parseName)
    .requiredOption('--env <name>', 'the environment')
    .option('--to <version>', 'the release to go back to (default: the one before)')
    .action(async (application: string, { env: environment, to, ...options }: Options) => {
      await carryOut(context, options, [{ verb: 'rollback', application, environment, to }]);
    });
};
