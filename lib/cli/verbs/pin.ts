import { carryOut } from '../carry-out';
import { type EnvironmentOptions, parseName, withEnvironmentWrite } from '../options';
import type { AddVerb } from './verb';

interface Options extends EnvironmentOptions {
  readonly env: string;
}

/** `twelve pin <app> --env E` */
export const addPin: AddVerb = (program, context) => {
  withEnvironmentWrite(program.command('pin'))
    .description('Hold an environment at its release: others wait until it is unpinned.')
    .argument('<app>', 'the application', parseName)
    .requiredOption('--env <name>', 'the environment')
    .action(async (application: string, { env: environment, ...options }: Options) => {
      await carryOut(context, options, [{ verb: 'pin', application, environment }]);
    });
};

/** `twelve unpin <app> --env E` */
export const addUnpin: AddVerb = (program, context) => {
  withEnvironmentWrite(program.command('unpin'))
    .description('Let releases reach a pinned environment again.')
    .argument('<app>', 'the application', parseName)
    .requiredOption('--env <name>', 'the environment')
    .action(async (application: string, { env: environment, ...options }: Options) => {
      await carryOut(context, options, [{ verb: 'unpin', application, environment }]);
    });
};
