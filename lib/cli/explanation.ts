import { createColors } from 'picocolors';
import { formatProblem } from '../errors';
import { titleOf, whenOf } from '../release/policies';
import type { Explanation } from '../release/repository/explain';
import { timeOf } from '../release/time';
import type { Context } from './context';
import { EXIT } from './exit-codes';

/** Tells whether something is allowed, and all that speaks for and against it; answers the exit code. */
export function tellExplanation(context: Context, explanation: Explanation, isJson: boolean): number {
  const { application, environment, version, allowed, allowedFrom, rulings, problems, said } = explanation;
  if (isJson) {
    context.out(`${JSON.stringify(explanation, undefined, 2)}\n`);
    return allowed ? EXIT.done : EXIT.refused;
  }
  const pc = createColors(context.color);
  const when = allowedFrom === undefined || problems.length > 0 ? '' : `; it will be from ${timeOf(allowedFrom)} on`;
  const verdict = allowed ? pc.green('allowed') : `${pc.red('not allowed')}${when}`;
  const what = said === undefined || !allowed ? '' : `: ${application} ${said}`;
  const lines = [
    `${environment}: ${pc.bold(application)} ${version} is ${verdict}${what}`,
    ...problems.map((problem) => `${pc.red('✗')} ${formatProblem(problem)}`),
    ...rulings.map((ruling) => {
      const reason = ruling.reason === undefined ? '' : ` (${ruling.reason})`;
      const until = ruling.allowed ? '' : `; ${whenOf(ruling.until)}`;
      return `${ruling.allowed ? pc.green('✓') : pc.red('✗')} ${titleOf(ruling)}: ${ruling.why}${reason}${until}`;
    }),
  ];
  context.out(lines.map((line) => `${line}\n`).join(''));
  return allowed ? EXIT.done : EXIT.refused;
}
