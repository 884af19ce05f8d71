import { createColors } from 'picocolors';
import { formatProblem, type Problem } from '../../errors';
import type { TreeChanges } from '../../manifest';
import { diffTrees, formatDiff, summaryOf, type TreeDiff } from '../../release/diff';
import { nameSome, type Synthesis, type SynthesizedApplication } from '../../synth';
import type { Context } from '../context';

/** How it is told. */
export interface ReportOptions {
  readonly dryRun?: true;
  readonly json?: true;
  readonly watch?: true;
  readonly typesHold: boolean;
}

interface Told extends Pick<SynthesizedApplication, 'application' | 'version'> {
  readonly environments: readonly (readonly [name: string, diff: TreeDiff, changes: TreeChanges])[];
}

/** Tells what a synthesis did: words for people, and with `--json` data. */
export function tellSynthesis(context: Context, synthesis: Synthesis, options: ReportOptions): void {
  const told = synthesis.applications.map(({ application, version, environments }): Told => ({
    application,
    version,
    environments: [...environments].map(([name, changes]) => [name, diffOf(changes), changes]),
  }));
  const problems = [...synthesis.problems, ...(options.typesHold ? [] : [wrongTypes])];
  context.err(wordsOf(context, told, synthesis, problems, options));
  if (options.json) {
    const data = dataOf(told, problems, options);
    context.out(`${JSON.stringify(data, undefined, options.watch ? undefined : 2)}\n`);
  }
}

const wrongTypes: Problem = {
  code: 'TF2610',
  place: '',
  subject: '--check',
  given: 'types are wrong',
  remedy: 'see what the compiler says above',
};

function diffOf({ before, after, unchanged }: TreeChanges): TreeDiff {
  const diff = diffTrees(before, after);
  return { ...diff, unchanged: diff.unchanged + unchanged };
}

function wordsOf(
  { errColor }: Context,
  told: readonly Told[],
  { failed, warnings }: Synthesis,
  problems: readonly Problem[],
  { dryRun }: ReportOptions,
): string {
  const pc = createColors(errColor);
  const isSame = ({ environments }: Told) => environments.every(([, { objects }]) => objects.length === 0);
  const same = told.filter(isSame).map(({ application }) => application);
  const lines = told
    .filter((one) => !isSame(one))
    .flatMap(({ application, version, environments }) => [
      `${pc.green('✓')} ${dryRun ? 'would be written: ' : ''}${pc.bold(application)} ${version}`,
      ...environments
        .filter(([, { objects }]) => objects.length > 0)
        .flatMap(([name, diff, changes]) => [
          `  ${name}: ${summaryOf(diff)}`,
          ...(isWholeNew(changes) ? [] : indented(formatDiff(diff))),
        ]),
    ]);
  return [
    ...lines,
    ...(same.length > 0 ? [`${pc.dim('=')} nothing changed: ${nameSome(same)}`] : []),
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

function dataOf(told: readonly Told[], problems: readonly Problem[], { dryRun }: ReportOptions) {
  const [first] = problems;
  return {
    dryRun: dryRun ?? false,
    applications: told.map(({ application, version, environments }) => ({
      application,
      version,
      environments: environments.map(([environment, diff]) => ({ environment, ...diff })),
    })),
    ...(first && { error: { code: first.code, problems } }),
  };
}
