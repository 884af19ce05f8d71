import { carryOut } from '../carry-out';
import { type EnvironmentOptions, parseName, withEnvironmentWrite } from '../options';
import type { AddVerb } from './verb';

interface Options extends EnvironmentOptions {
  readonly env: string;
  readonly to?: string;
}

/** `twelve switch <app> --env E` */
export const addSwitch: AddVerb = (program, context) => {
  withEnvironmentWrite(program.command('switch'))
    .description('Make the slot live in which a release waits.')
    .argument('<app>', 'the application', parseName)
    .requiredOption('--env <name>', 'the environment')
    .option('--to <slot>', 'the slot to make live, whatever it holds')
    .action(async (application: string, { env: environment, to, ...options }: Options) => {
      await carryOut(context, options, [{ verb: 'switch', application, environment, to }]);
    });
};
