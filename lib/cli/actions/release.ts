import { resolve } from 'node:path';
import { refuse } from '../../errors';
import { applicationsIn, readBundle } from '../../release/bundle';
import { planByRules, releaseTo } from '../../release/repository/auto-release';
import type { Plan, Request } from '../../release/repository/request';
import { orderOf, originOfOrder, readSource } from '../../release/source';
import type { Context } from '../context';
import type { EnvironmentOptions } from '../options';

/** What `twelve release` can be told. */
export interface ReleaseOptions extends EnvironmentOptions {
  readonly env?: string;
  readonly dist: string;
  readonly order?: string;
  readonly switch?: true;
  readonly requireClean?: true;
}

/**
 * Reads bundles and where they come from: what is to be recorded, and put somewhere.
 *
 * @throws TwelveFactorError TF2003 if there is no bundle
 */
export async function planReleases(
  context: Context,
  given: readonly string[],
  options: ReleaseOptions,
): Promise<readonly Request[] | Plan> {
  const dist = resolve(context.cwd, options.dist);
  const applications = [...new Set(given.length > 0 ? given : allIn(dist))];
  const bundles = applications.map((application) => readBundle(dist, application));
  const source = await sourceOf(context, options);
  const order = orderOf(options.order, context.env, source);
  const orderFrom = originOfOrder(options.order, context.env);
  const recordings = bundles.map((bundle) => ({ bundle, order, orderFrom, source }));
  const { env: environment, switch: andSwitch } = options;
  return environment === undefined
    ? planByRules(recordings, andSwitch)
    : recordings.map((recording) => releaseTo(environment, recording, andSwitch));
}

/** All applications that have a bundle. A pipeline that finds none has lost them on the way, or rendered them elsewhere. */
function allIn(dist: string): readonly string[] {
  const applications = applicationsIn(dist);
  const remedy = 'run npx cdk8s synth, or name its output with --dist';
  return applications.length > 0 ? applications : refuse('TF2003', '', 'bundles', `there is none in ${dist}`, remedy);
}

async function sourceOf(context: Context, { dist, requireClean }: ReleaseOptions) {
  const source = await readSource(context.cwd, dist, context.env);
  if (source.dirty && requireClean) {
    refuse('TF2112', '', 'source', 'it has changes that are in no commit', 'commit them, or leave out --require-clean');
  }
  if (source.dirty) {
    context.err('warning: the source has changes that are in no commit; the release says so (Source-Dirty)\n');
  }
  return source;
}
