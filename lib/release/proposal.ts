import { markdownOf, type TreeDiff } from './diff';
import { messageOf } from './operation-message';
import type { State } from './state';

/** Title and body of a pull request. */
export interface ProposalText {
  readonly title: string;
  readonly body: string;
}

/** Below the limit of every forge: GitHub takes 65,536 characters. */
const LIMIT = 60_000;

/** What a pull request says: what changes, from what to what, who asked for it and why. The same change says the same. */
export function describeProposal(before: State | undefined, after: State, diff: TreeDiff): ProposalText {
  const { application, environment, operation } = after;
  const rows: [string, string | undefined][] = [
    ['operation', operation.verb],
    [
      'version',
      before && before.release !== operation.version ? `${before.release} → ${operation.version}` : operation.version,
    ],
    ['from', operation.from],
    [
      'slot',
      after.slots &&
        `${after.slots.live} is live${after.slots.share ? `, the other one has ${after.slots.share} %` : ''}`,
    ],
    ['asked for by', operation.actor],
    ['reason', operation.reason],
    ['against the policies', operation.breakGlass?.join(', ')],
    ['source commit', operation.source],
    ['tree', after.tree],
  ];
  const table = rows.flatMap(([name, value]) => (value === undefined ? [] : [`| ${name} | ${cell(value)} |`]));
  const head = ['| | |', '|---|---|', ...table].join('\n');
  const back = before
    ? `To go back after the merge: \`twelve rollback ${application} --env ${environment}\`.`
    : 'It is the first release there.';
  const rest = `\n\n${back}\n`;
  const changes = markdownOf(diff, { limit: LIMIT - head.length - rest.length - 2 });
  return { title: messageOf(after).subject, body: `${head}\n\n${changes.trimEnd()}${rest}` };
}

/** Text in a table: nothing in it is markup. */
function cell(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim().slice(0, 500);
  return flat.replace(/[\\`*_{}[\]<>()#+!|~@&]/g, (mark) => `&#${mark.codePointAt(0)};`);
}
