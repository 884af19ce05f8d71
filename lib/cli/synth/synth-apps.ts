import { join, resolve } from 'node:path';
import { refuse } from '../../errors';
import {
  checkTypes,
  chooseAppFiles,
  filesInShard,
  Loader,
  type SynthesisRequest,
  synthesize,
  watchApps,
} from '../../synth';
import type { Context } from '../context';
import { EXIT } from '../exit-codes';
import type { SynthOptions } from './options';
import { tellSynthesis } from './report';

const LOCK_FILES = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'];

/** Runs app files once, or until Ctrl-C; answers the exit code. */
export async function synthApps(context: Context, given: readonly string[], options: SynthOptions): Promise<number> {
  return options.watch ? watching(context, given, options) : once(context, given, options);
}

async function once(context: Context, given: readonly string[], options: SynthOptions): Promise<number> {
  const { cwd, signal, errColor: color, err: say } = context;
  if (options.prune && given.length > 0) {
    refuse('TF2503', '', '--prune', 'only all app files tell what none makes any more', 'leave the names out');
  }
  const { files, ...chosen } = chooseAppFiles(cwd, resolve(cwd, options.apps), given);
  const check = options.check && checkTypes(cwd, { color, watch: false, signal, say });
  const own = new Set(options.shard ? filesInShard(files, options.shard) : files);
  const request = {
    ...chosen,
    files: [...own],
    elsewhere: files.filter((file) => !own.has(file)),
    outdir: resolve(cwd, options.dist),
    dryRun: options.dryRun ?? false,
    stale: staleOf(given, options),
    taken: new Map<string, string>(),
  };
  const synthesis = await synthesize(new Loader(), request, { say });
  const typesHold = check === undefined || (await check.finish());
  tellSynthesis(context, synthesis, { ...options, typesHold });
  return synthesis.problems.length === 0 && typesHold ? EXIT.done : EXIT.usage;
}

/** Only all app files tell what none makes any more. */
function staleOf(given: readonly string[], { shard, prune }: SynthOptions): SynthesisRequest['stale'] {
  if (given.length > 0 || shard) {
    return 'ignore';
  }
  return prune ? 'remove' : 'tell';
}

async function watching(context: Context, given: readonly string[], options: SynthOptions): Promise<number> {
  const { cwd, signal, errColor: color, err: say } = context;
  const folder = resolve(cwd, options.apps);
  const choose = () => chooseAppFiles(cwd, folder, given);
  const check = options.check && checkTypes(cwd, { color, watch: true, signal, say });
  void check?.finish();
  let isFirst = true;
  await watchApps({
    cwd,
    folder,
    outdir: resolve(cwd, options.dist),
    dryRun: options.dryRun ?? false,
    choose,
    shared: LOCK_FILES.map((file) => join(cwd, file)),
    signal,
    say,
    onSynthesis: (synthesis) => {
      tellSynthesis(context, synthesis, { ...options, typesHold: true });
      if (isFirst) {
        say('watching app files and what they read; Ctrl-C ends it\n');
      }
      isFirst = false;
    },
  });
  return EXIT.done;
}
