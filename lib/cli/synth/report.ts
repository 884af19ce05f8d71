import { createColors } from 'picocolors';
import { formatProblem, type Problem } from '../../errors';
import type { TreeChanges } from '../../manifest';
import { diffChanges, formatDiff, summaryOf, type TreeDiff, warningLines } from '../../diff';
import { type ChangedApplication, nameSome, type Synthesis } from '../../synth';
import type { Context } from '../context';

/** How it is told. */
export interface ReportOptions {
  readonly dryRun?: true;
  readonly json?: true;
  readonly watch?: true;
  readonly typesHold: boolean;
}

/** What there is to tell. */
interface Told {
  readonly written: readonly ToldApplication[];
  readonly removed: readonly ToldApplication[];
  readonly stale: readonly string[];
  readonly problems: readonly Problem[];
}

interface ToldApplication extends Pick<ChangedApplication, 'application' | 'version'> {
  readonly environments: readonly (readonly [name: string, diff: TreeDiff, changes: TreeChanges])[];
}

/** Tells what a synthesis did: words for people, and with `--json` data. */
export function tellSynthesis(context: Context, synthesis: Synthesis, options: ReportOptions): void {
  const told: Told = {
    written: synthesis.applications.map(toldOf),
    removed: synthesis.removed.map(toldOf),
    stale: synthesis.stale,
    problems: [...synthesis.problems, ...(options.typesHold ? [] : [wrongTypes])],
  };
  context.err(wordsOf(context, told, synthesis, options));
  if (options.json) {
    context.out(`${JSON.stringify(dataOf(told, options), undefined, options.watch ? undefined : 2)}\n`);
  }
}

const wrongTypes: Problem = {
  code: 'TF2610',
  place: '',
  subject: '--check',
  given: 'types are wrong',
  remedy: 'see what the compiler says above',
};

function toldOf({ application, version, environments }: ChangedApplication): ToldApplication {
  return {
    application,
    version,
    environments: [...environments].map(([name, changes]) => [name, diffChanges(changes), changes]),
  };
}

function wordsOf(
  { errColor }: Context,
  { written, removed, stale, problems }: Told,
  { failed, warnings }: Synthesis,
  { dryRun }: ReportOptions,
): string {
  const pc = createColors(errColor);
  const isSame = ({ environments }: ToldApplication) => environments.every(([, { objects }]) => objects.length === 0);
  const same = written.filter(isSame).map(({ application }) => application);
  const dangers = written.flatMap(({ application, environments }) =>
    environments.flatMap(([name, diff]) => warningLines(diff, `${application}/${name}`)),
  );
  const linesOf = (done: string, { application, version, environments }: ToldApplication) => [
    `${pc.green('✓')} ${done}${pc.bold(application)} ${version}`,
    ...environments
      .filter(([, { objects }]) => objects.length > 0)
      .flatMap(([name, diff, changes]) => [
        `  ${name}: ${summaryOf(diff)}`,
        ...(isWholeNew(changes) ? [] : indented(formatDiff(diff))),
      ]),
  ];
  return [
    ...written.filter((one) => !isSame(one)).flatMap((one) => linesOf(dryRun ? 'would be written: ' : '', one)),
    ...(same.length > 0 ? [`${pc.dim('=')} nothing changed: ${nameSome(same)}`] : []),
    ...removed.flatMap((one) => linesOf(dryRun ? 'would be removed: ' : 'removed: ', one)),
    ...(stale.length > 0
      ? [`warning: no app file makes ${nameSome(stale)} any more; --prune removes what is there of it`]
      : []),
    ...dangers,
    ...warnings,
    ...problems.map(formatProblem),
    ...(failed.length > 0 ? [`${pc.red('✗')} nothing is written of ${nameSome(failed)}`] : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** Everything of it came or went: that needs no list. */
function isWholeNew({ before, after, unchanged }: TreeChanges): boolean {
  return unchanged === 0 && (before.size === 0 || after.size === 0);
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => `    ${line}`);
}

function dataOf({ written, removed, stale, problems }: Told, { dryRun }: ReportOptions) {
  const [first] = problems;
  const dataOfEach = (all: readonly ToldApplication[]) =>
    all.map(({ application, version, environments }) => ({
      application,
      version,
      environments: environments.map(([environment, diff]) => ({ environment, ...diff })),
    }));
  return {
    dryRun: dryRun ?? false,
    applications: dataOfEach(written),
    removed: dataOfEach(removed),
    stale,
    ...(first && { error: { code: first.code, problems } }),
  };
}
