import { InvalidArgumentError, Option } from 'commander';
import { type Shard, tryParseShard } from '../../synth/shard';
import { orVariable } from '../options';
import type { SynthOptions } from '../synth/options';
import type { AddVerb } from './verb';

/** `twelve synth [app…]` */
export const addSynth: AddVerb = (program, context, setExitCode) => {
  program
    .command('synth')
    .description(
      'Run app files, all in one process, and write what they change of the YAML. Needs no platform repository.',
    )
    .argument('[app...]', 'names of applications, or app files (default: every app file)')
    .option('--apps <folder>', 'where the app files are', 'apps')
    .addOption(orVariable('CDK8S_OUTDIR', new Option('--dist <folder>', 'where the YAML goes').default('dist')))
    .addOption(new Option('--watch', 'go on, and render again what a change of a file concerns').conflicts('shard'))
    .option('--check', 'check types too, with the compiler of the project')
    .option('--shard <i/n>', 'the i-th of n parts of the app files, for machines that share the work', parseShard)
    .addOption(
      new Option('--prune', 'remove what is there of applications that no app file makes any more').conflicts([
        'shard',
        'watch',
      ]),
    )
    .option('--dry-run', 'show what would change, and write nothing')
    .option('--json', 'answer as JSON; with `--watch`, a line each time')
    .action(async (given: readonly string[] = [], options: SynthOptions) => {
      const { synthApps } = await import('../synth/synth-apps');
      setExitCode(await synthApps(context, given, options));
    });
};

function parseShard(text: string): Shard {
  const shard = tryParseShard(text);
  if (shard === undefined) {
    throw new InvalidArgumentError('It has to be a part and how many there are, such as 1/4.');
  }
  return shard;
}
