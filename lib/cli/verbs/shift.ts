import { carryOut } from '../carry-out';
import { type EnvironmentOptions, parseName, parseWhole, withEnvironmentWrite } from '../options';
import type { AddVerb } from './verb';

interface Options extends EnvironmentOptions {
  readonly env: string;
  readonly share?: number;
}

/** `twelve shift <app> --env E` */
export const addShift: AddVerb = (program, context) => {
  withEnvironmentWrite(program.command('shift'))
    .description('Move a canary: to a share of the traffic, or one step on.')
    .argument('<app>', 'the application', parseName)
    .requiredOption('--env <name>', 'the environment')
    .option('--share <percent>', 'the share, one that its strategy declares; 0 takes the traffic back', parseWhole)
    .action(async (application: string, { env: environment, share, ...options }: Options) => {
      await carryOut(context, options, [{ verb: 'shift', application, environment, share }]);
    });
};
