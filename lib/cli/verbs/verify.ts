import type { VerifyOptions } from '../actions/verify';
import { parseName, withEnvironmentWrite } from '../options';
import type { AddVerb } from './verb';

/** `twelve verify [app]` */
export const addVerify: AddVerb = (program, context, setExitCode) => {
  withEnvironmentWrite(program.command('verify'))
    .description('Prove that every branch is what its records say: compose again, compare, walk the chain of records.')
    .argument('[app]', 'the application (default: all)', parseName)
    .option('--env <name>', 'the environment (default: all)')
    .action(async (application: string | undefined, options: VerifyOptions) => {
      const { tellVerdicts } = await import('../actions/verify');
      setExitCode(await tellVerdicts(context, application, options));
    });
};
