import { resolve } from 'node:path';
import { formatPerson, identify, pipelineOf } from '../../git';
import { orderOf, originOfOrder, readSource } from '../../release/source';
import type { Context } from '../context';
import { line } from '../line';

/** What `twelve whoami` can be told. */
export interface WhoamiOptions {
  readonly actor?: string;
  readonly order?: string;
  readonly dist: string;
  readonly json?: true;
}

/** Tells what a release here would record of who acts, and from where. */
export async function tellWhoActs(
  context: Context,
  { actor, order: given, dist, json }: WhoamiOptions,
  isActorFromVariable: boolean,
): Promise<void> {
  const { cwd, env } = context;
  const { author } = await identify(cwd, env, actor);
  const pipeline = pipelineOf(env);
  const source = await readSource(cwd, resolve(cwd, dist), env);
  const isKnown = given !== undefined || pipeline?.number !== undefined || source.time !== undefined;
  const order = isKnown ? orderOf(given, env, source) : undefined;
  const who = {
    actor: formatPerson(author),
    actorFrom:
      actor === undefined
        ? (pipeline?.person && pipeline.label) || 'git'
        : isActorFromVariable
          ? 'TWELVE_ACTOR'
          : '--actor',
    ...(order !== undefined && { order, orderFrom: originOfOrder(given, env) }),
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
      pipeline && [pipeline.label, pipeline.repository, pipeline.workflow, pipeline.url].filter(Boolean).join(', '),
    ],
    ['commit at', pipeline?.commitUrl],
  ];
  context.out(rows.map(([name, value]) => (value === undefined ? '' : line`${name.padEnd(12)}${value}\n`)).join(''));
}
