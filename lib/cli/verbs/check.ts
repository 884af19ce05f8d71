import { type Command, Option } from 'commander';
import type { CheckOptions } from '../actions/check';
import { EXIT } from '../exit-codes';
import { collect } from '../options';
import type { AddVerb } from './verb';

/** `twelve check [paths…]` */
export const addCheck: AddVerb = (program, context, setExitCode) => {
  withOptions(program.command('check')).action(async (paths: string[], options: CheckOptions) => {
    const { checkManifests } = await import('../actions/check');
    const passes = await checkManifests(context, paths.length > 0 ? paths : ['dist'], options);
    if (!passes) {
      setExitCode(EXIT.refused);
    }
  });
};

function withOptions(command: Command): Command {
  return command
    .description(
      'Check manifests, whoever wrote them: that they can be read, fit the schemas of Kubernetes, and keep the rules.',
    )
    .argument('[paths...]', 'files and folders, or - for standard input (default: dist)')
    .option(
      '--kubernetes <versions>',
      'the minors that they have to be valid in, as in 1.27,1.34 or staging=1.34,production=1.27 (default: the newest)',
      collect,
    )
    .option('--crds <path>', 'a file or folder of CustomResourceDefinitions; may be given several times', collect)
    .option('--rules <module>', 'a JavaScript module that exports rules of your own as `rules`')
    .option('--severity <code=level>', 'how much a rule matters; may be given several times', collect)
    .addOption(
      new Option('--fail-on <level>', 'fail by findings of this level, and above')
        .choices(['error', 'warning', 'note'])
        .default('error'),
    )
    .addOption(
      // Without a default, so that --json contradicts none that was not given.
      new Option('--format <format>', 'how findings are told (default: text)').choices([
        'text',
        'json',
        'junit',
        'sarif',
      ]),
    )
    .option('--notes', 'tell notes too: what is no mistake by itself, such as a Secret that is not among the files')
    .option('--json', 'answer as JSON')
    .option('--output <file>', 'write the findings to a file')
    .option('--server', 'ask the cluster of kubectl as well, by a dry run that changes nothing');
}
