import type { Plan, Request } from '../release/repository/request';
import type { Context } from './context';
import type { EnvironmentOptions } from './options';
import { writing } from './session';

/** Carries out requests, brings their pull requests up to date, and tells what came of them. */
export async function carryOut(
  context: Context,
  options: EnvironmentOptions,
  requests: readonly Request[] | Plan,
): Promise<void> {
  await writing(context, options, async (session) => {
    const { carryOutIn } = await import('./actions/carry-out');
    await carryOutIn(session, context, options, requests);
  });
}
