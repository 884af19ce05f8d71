import { refuse, TwelveFactorError } from '../../errors';
import type { Forge, PullRequest } from '../../forge';
import type { ApplicationStatus, StatusReport } from '../../release/report';
import { readStatus } from '../../release/repository/status';
import type { Context } from '../context';
import type { CommonOptions } from '../options';
import type { Session } from '../session';
import { writeFile } from '../write-file';

/** What `twelve status` can be told. */
export interface StatusOptions extends CommonOptions {
  readonly html?: string;
}

/** Tells what runs where: as a table, in all details of one application, as JSON or as a page. */
export async function tellStatus(
  { store, location, forge }: Session,
  context: Context,
  application: string | undefined,
  options: StatusOptions,
): Promise<void> {
  const applications = application === undefined ? undefined : [application];
  const read = await readStatus(store, location.url, context.now(), applications);
  if (application !== undefined && read.applications.length === 0) {
    refuse('TF2103', application, 'status', 'it is nowhere', 'see `twelve status` for all applications');
  }
  const open = isAnyWaiting(read) ? await tryList(context, forge) : [];
  const report = withPullRequests(read, open ?? []);
  if (open) {
    warnOfLonely(context, report);
  }
  report.missing.forEach((branch) => context.err(`warning: the branch ${branch} is missing; see \`twelve verify\`\n`));
  if (options.html !== undefined) {
    const { statusPage } = await import('../status/page');
    writeFile(context, options.html, statusPage(report));
    context.err(`wrote ${options.html}\n`);
  }
  if (options.json) {
    context.out(`${JSON.stringify(report, undefined, 2)}\n`);
  } else if (options.html === undefined) {
    const text = { color: context.color, ...(context.width !== undefined && { width: context.width }) };
    const shown =
      application === undefined
        ? (await import('../status/table')).statusTable(report, text)
        : (await import('../status/details')).statusDetails(report, text);
    context.out(`${shown.trimEnd()}\n`);
  }
}

/** Those that are open. What runs is known without the forge: if it can't be asked, that is a warning. */
async function tryList(context: Context, forge: Forge): Promise<PullRequest[] | undefined> {
  try {
    return await forge.list();
  } catch (error) {
    if (!(error instanceof TwelveFactorError) || !/^TF242/.test(error.code)) {
      throw error;
    }
    context.err(`warning: numbers of pull requests are not known: ${error.message}\n`);
    return undefined;
  }
}

/** What waits without a pull request: it was refused, or somebody closed it and left the branch. */
function warnOfLonely(context: Context, { applications }: StatusReport): void {
  for (const { application, environments } of applications) {
    for (const [name, { waiting }] of Object.entries(environments)) {
      if (waiting && waiting.number === undefined) {
        const remedy = `to open it, run \`${waiting.verb}\` again`;
        context.err(`warning: twelve/${name}/${application} waits without a pull request; ${remedy}\n`);
      }
    }
  }
}

function isAnyWaiting({ applications }: StatusReport): boolean {
  return applications.some(({ environments }) => Object.values(environments).some(({ waiting }) => waiting));
}

/** Adds the numbers of pull requests to what waits. */
function withPullRequests(report: StatusReport, open: readonly PullRequest[]): StatusReport {
  const byHead = new Map(open.map((pullRequest) => [pullRequest.head, pullRequest]));
  const applications = report.applications.map(({ application, environments }): ApplicationStatus => {
    const places = Object.entries(environments).map(([name, place]) => {
      const pullRequest = place.waiting && byHead.get(`twelve/${name}/${application}`);
      const { number, url } = pullRequest ?? {};
      const known = { ...(number !== undefined && { number }), ...(url !== undefined && { url }) };
      return [name, pullRequest && place.waiting ? { ...place, waiting: { ...place.waiting, ...known } } : place];
    });
    return { application, environments: Object.fromEntries(places) as ApplicationStatus['environments'] };
  });
  return { ...report, applications };
}
