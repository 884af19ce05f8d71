import { createColors } from 'picocolors';
import { formatProblem } from '../errors';
import { titleOf, whenOf } from '../release/policies';
import type { Explanation } from '../release/repository/explain';
import { timeOf } from '../release/time';
import type { Context } from './context';
import { EXIT } from './exit-codes';
import { type Content, line } from './line';

/** Tells whether something is allowed, and all that speaks for and against it; answers the exit code. */
export function tellExplanation(context: Context, explanation: Explanation, isJson: boolean): number {
  const { application, environment, version, allowed, allowedFrom, rulings, problems, said } = explanation;
  if (isJson) {
    context.out(`${JSON.stringify(explanation, undefined, 2)}\n`);
    return allowed ? EXIT.done : EXIT.refused;
  }
  const pc = createColors(context.color);
  const isLater = !allowed && allowedFrom !== undefined && problems.length === 0;
  const when = isLater ? `; it will be from ${timeOf(allowedFrom)} on` : '';
  const verdict: Content = allowed ? [pc.green, 'allowed'] : [pc.red, 'not allowed'];
  const what = said === undefined || !allowed ? '' : `: ${application} ${said}`;
  const lines = [
    line`${environment}: ${[pc.bold, application]} ${version} is ${verdict}${when}${what}`,
    ...problems.map((problem) => line`${[pc.red, '✗']} ${formatProblem(problem)}`),
    ...rulings.map((ruling) => {
      const reason = ruling.reason === undefined ? '' : ` (${ruling.reason})`;
      const until = ruling.allowed ? '' : `; ${whenOf(ruling.until)}`;
      const mark: Content = ruling.allowed ? [pc.green, '✓'] : [pc.red, '✗'];
      return line`${mark} ${titleOf(ruling)}: ${ruling.why}${reason}${until}`;
    }),
  ];
  context.out(lines.map((one) => `${one}\n`).join(''));
  return allowed ? EXIT.done : EXIT.refused;
}
