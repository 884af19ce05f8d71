import { type Command, InvalidArgumentError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { refuse } from '../../errors';
import { formatPerson, identify, pipelineOf } from '../../git';
import { isLabelValue } from '../../manifest/names';
import type { Policy } from '../../release/policies';
import type { Context } from '../context';
import { type CommonOptions, parseName, withActor, withCommon } from '../options';
import { reading } from '../session';

interface Options extends CommonOptions {
  readonly env: string;
  readonly from?: string;
  readonly version?: string;
  readonly at?: string;
  readonly actor?: string;
  readonly branch?: string;
  readonly tag?: string;
  readonly file?: string;
}

/** `twelve policy test <app> --env E` */
export function addPolicyTest(policy: Command, context: Context, setExitCode: (code: number) => void): void {
  withActor(withCommon(policy.command('test')))
    .description(
      'Ask the policies alone, about a case that may be made up: another time, person, branch, or file. Nothing is changed.',
    )
    .argument('<app>', 'the application', parseName)
    .requiredOption('--env <name>', 'the environment that would get it')
    .addOption(new Option('--from <name>', 'the release that is live on this environment').conflicts('version'))
    .option('--version <version>', 'this release, which need not be recorded', parseVersion)
    .option('--at <time>', 'the time, as ISO 8601 with its zone: 2026-12-24T12:00:00Z (default: now)', parseTime)
    .option('--branch <name>', 'the branch that the release was built from', parseOrigin)
    .option('--tag <name>', 'the tag that it was built from', parseOrigin)
    .option('--file <path>', 'the policies of this file, in place of those on main')
    .action(async (application: string, options: Options) => {
      const { env: environment, from, version, at, branch, tag, file } = options;
      const { author } = await identify(context.cwd, context.env, options.actor);
      const asker = { actor: formatPerson(author), at: at ?? context.now() };
      const origin = { ...(branch !== undefined && { branch }), ...(tag !== undefined && { tag }) };
      const assumed = {
        ...(Object.keys(origin).length > 0 && { origin }),
        policies: file === undefined ? undefined : await policiesIn(context, file),
      };
      const question = { application, environment, from, version };
      const circumstances = { asker, pipeline: pipelineOf(context.env) };
      await reading(context, options, async ({ store }) => {
        const { explain } = await import('../../release/repository/explain');
        const { tellExplanation } = await import('../explanation');
        const explanation = await explain(store, question, circumstances, assumed);
        setExitCode(tellExplanation(context, explanation, options.json ?? false));
      });
    });
}

function parseTime(text: string): string {
  const time = /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) {
    throw new InvalidArgumentError('It has to be a time with its zone, such as 2026-12-24T12:00:00Z.');
  }
  return new Date(time).toISOString();
}

function parseVersion(text: string): string {
  if (text === '' || !isLabelValue(text)) {
    throw new InvalidArgumentError('It has to be a version, such as 1.4.0.');
  }
  return text;
}

function parseOrigin(text: string): string {
  if (text.trim() === '') {
    throw new InvalidArgumentError('It has to be a name.');
  }
  return text;
}

async function policiesIn(context: Context, file: string): Promise<readonly Policy[]> {
  const text = read(context, file);
  const { parsePlatform } = await import('../../release/platform-config');
  return parsePlatform(text, file).policies;
}

function read({ cwd }: Context, file: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return refuse('TF2502', '', '--file', `${file} can't be read (${code})`, 'give a file such as twelve.yaml');
  }
}
