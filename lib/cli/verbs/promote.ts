import { carryOut } from '../carry-out';
import { collect, type EnvironmentOptions, parseName, withEnvironmentWrite } from '../options';
import type { AddVerb } from './verb';

interface Options extends EnvironmentOptions {
  readonly from: string;
  readonly to: readonly string[];
  readonly version?: string;
}

/** `twelve promote <app> --from A --to B`, with `--version V` for an earlier release of A */
export const addPromote: AddVerb = (program, context) => {
  withEnvironmentWrite(program.command('promote'))
    .description('Put on an environment exactly the release that is, or was, live on another one.')
    .argument('<app>', 'the application', parseName)
    .requiredOption('--from <name>', 'the environment where it is live')
    .requiredOption('--to <name>', 'the environment that gets it; may be repeated, all or none', collect)
    .option('--version <version>', 'a release that was live there before (default: the one that is)')
    .action(async (application: string, options: Options) => {
      const requests = [...new Set(options.to)].map((environment) => ({
        verb: 'promote' as const,
        application,
        environment,
        from: options.from,
        version: options.version,
      }));
      await carryOut(context, options, requests);
    });
};
