import { markdownOf, type TreeDiff } from '../diff';
import { messageOf } from '../operation-message';
import type { Ruling } from '../policies';
import type { State } from '../state';
import { type CodeCommit, type CodeFacts, commitLink, commitsSection, compareLink } from './code';
import { gatesSection } from './gates';
import { imagesSection } from './images';
import { text } from './text';

/** Title and body of a pull request. */
export interface ProposalText {
  readonly title: string;
  readonly body: string;
}

/** What is known of a change that waits. */
export interface ProposalFacts {
  /** The state that it replaces; none if it is the first release there. */
  readonly before: State | undefined;
  readonly after: State;
  /** What it changes. */
  readonly diff: TreeDiff;
  /** What the policies say of it. `@default` none were asked */
  readonly rulings?: readonly Ruling[] | undefined;
  /** Where the code of the release comes from, and of the one that it replaces. `@default` not known */
  readonly code?: CodeFacts | undefined;
  /** The commits of the code between the two, newest first. `@default` none: the code is not at hand */
  readonly commits?: readonly CodeCommit[];
}

/** Below the limit of every forge: GitHub takes 65,536 characters. */
const LIMIT = 60_000;

/**
 * What a pull request says: from what to what, what changes object by object, which images and commits of the code come, what the policies
 * say, and how to go back. The same change says the same.
 */
export function describeProposal(facts: ProposalFacts): ProposalText {
  const { before, after, diff, rulings = [], code, commits = [] } = facts;
  const head = headOf(facts);
  const below = [
    imagesSection(diff),
    commitsSection(commits, code),
    gatesSection(rulings, after.operation.breakGlass),
    backSection(before, after),
  ].filter((section) => section !== '');
  const rest = `\n\n${below.join('\n\n')}\n`;
  const changes = markdownOf(diff, { limit: LIMIT - head.length - rest.length - 2 });
  return { title: messageOf(after).subject, body: `${head}\n\n${changes.trimEnd()}${rest}` };
}

function headOf({ before, after, code }: ProposalFacts): string {
  const { operation, slots } = after;
  const { version } = operation;
  const isOther = before !== undefined && before.release !== version;
  const rows: [string, string | undefined][] = [
    ['operation', text(operation.verb)],
    ['version', isOther ? `${text(before.release)} → ${text(version)}` : text(version)],
    ['from', operation.from && text(operation.from)],
    ['slot', slots && text(`${slots.live} is live${slots.share ? `, the other one has ${slots.share} %` : ''}`)],
    ['asked for by', text(operation.actor)],
    ['reason', operation.reason && text(operation.reason)],
    ['against the policies', operation.breakGlass && text(operation.breakGlass.join(', '))],
    ['source commit', commitLink(code?.after) ?? (operation.source && text(operation.source))],
    ['code since', compareLink(code)],
    ['tree', text(after.tree)],
  ];
  const lines = rows.flatMap(([name, value]) => (value ? [`| ${name} | ${value} |`] : []));
  return ['| | |', '|---|---|', ...lines].join('\n');
}

function backSection(before: State | undefined, { application, environment }: State): string {
  return before
    ? `To go back after the merge: \`twelve rollback ${application} --env ${environment}\`.`
    : 'It is the first release there.';
}
