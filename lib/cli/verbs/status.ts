import { TwelveFactorError } from '../../errors';
import type { Forge, PullRequest } from '../../forge';
import { refuse } from '../../release/refuse';
import type { ApplicationStatus, StatusReport } from '../../release/report';
import { readStatus } from '../../release/repository/status';
import type { Context } from '../context';
import { type CommonOptions, parseName, withCommon } from '../options';
import { reading } from '../session';
import { statusDetails, statusPage, statusTable } from '../status';
import { writeFile } from '../write-file';
import type { AddVerb } from './verb';

interface Options extends CommonOptions {
  readonly html?: string;
}

/** `twelve status [app]` */
export const addStatus: AddVerb = (program, context) => {
  withCommon(program.command('status'))
    .description('Show what runs where: version, slot, age, what is pinned, what drifted, what waits.')
    .argument('[app]', 'the application (default: all)', parseName)
    .option('--html <file>', 'write a page for a browser')
    .action(async (application: string | undefined, options: Options) => {
      await reading(context, options, async ({ store, location, forge }) => {
        const applications = application === undefined ? undefined : [application];
        const read = await readStatus(store, location.url, context.now(), applications);
        if (application !== undefined && read.applications.length === 0) {
          refuse('TF2103', application, 'status', 'it is nowhere', 'see `twelve status` for all applications');
        }
        const report = withPullRequests(read, isAnyWaiting(read) ? await tryList(context, forge) : []);
        report.missing.forEach((branch) =>
          context.err(`warning: the branch ${branch} is missing; see \`twelve verify\`\n`),
        );
        if (options.html !== undefined) {
          writeFile(context, options.html, statusPage(report));
          context.err(`wrote ${options.html}\n`);
        }
        if (options.json) {
          context.out(`${JSON.stringify(report, undefined, 2)}\n`);
        } else if (options.html === undefined) {
          const text = { color: context.color, ...(context.width !== undefined && { width: context.width }) };
          const shown = application === undefined ? statusTable(report, text) : statusDetails(report, text);
          context.out(`${shown.trimEnd()}\n`);
        }
      });
    });
};

/** Those that are open. What runs is known without the forge: if it can't be asked, that is a warning. */
async function tryList(context: Context, forge: Forge): Promise<PullRequest[]> {
  try {
    return await forge.list();
  } catch (error) {
    if (!(error instanceof TwelveFactorError) || !/^TF242/.test(error.code)) {
      throw error;
    }
    context.err(`warning: numbers of pull requests are not known: ${error.message}\n`);
    return [];
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
