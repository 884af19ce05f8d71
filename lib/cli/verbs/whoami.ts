import { resolve } from 'node:path';
import { formatPerson, identify, pipelineOf } from '../../git';
import { orderOf, readSource } from '../../release/source';
import { withActor } from '../options';
import type { AddVerb } from './verb';

interface Options {
  readonly actor?: string;
  readonly order?: string;
  readonly dist: string;
  readonly json?: true;
}

/** `twelve whoami` */
export const addWhoami: AddVerb = (program, context) => {
  withActor(program.command('whoami'))
    .description(
      'Show who acts, in which pipeline, from which source and with which order: what a release here would record.',
    )
    .option('--order <number>', 'which of two releases is newer')
    .option('--dist <folder>', 'where the bundles are', 'dist')
    .option('--json', 'answer as JSON')
    .action(
      async ({ actor, order: given, dist, json }: Options, command: { getOptionValueSource(name: string): string }) => {
        const { cwd, env } = context;
        const { author } = await identify(cwd, env, actor);
        const pipeline = pipelineOf(env);
        const source = await readSource(cwd, resolve(cwd, dist), env);
        const isKnown = given !== undefined || pipeline?.number !== undefined || source.time !== undefined;
        const order = isKnown ? orderOf(given, env, source) : undefined;
        const isFromVariable = command.getOptionValueSource('actor') === 'env';
        const who = {
          actor: formatPerson(author),
          actorFrom:
            actor === undefined
              ? (pipeline?.person && pipeline.label) || 'git'
              : isFromVariable
                ? 'TWELVE_ACTOR'
                : '--actor',
          ...(order !== undefined && {
            order,
            orderFrom: given === undefined ? (pipeline?.number && pipeline.label) || 'time of the commit' : '--order',
          }),
          source,
          ...(pipeline && { pipeline }),
        };
        if (json) {
          context.out(`${JSON.stringify(who, undefined, 2)}\n`);
          return;
        }
        const { commit, branch, tag, dirty, repository } = source;
        const rows: [string, string | undefined][] = [
          ['actor', `${who.actor} (${who.actorFrom})`],
          ['order', order === undefined ? 'not known: give --order' : `${order} (${who.orderFrom})`],
          ['repository', repository],
          ['commit', commit && `${commit}${dirty ? ', with changes that are in no commit' : ''}`],
          ['branch', branch],
          ['tag', tag],
          [
            'pipeline',
            pipeline &&
              [pipeline.label, pipeline.repository, pipeline.workflow, pipeline.url].filter(Boolean).join(', '),
          ],
          ['commit at', pipeline?.commitUrl],
        ];
        context.out(rows.map(([name, value]) => (value === undefined ? '' : `${name.padEnd(12)}${value}\n`)).join(''));
      },
    );
};
