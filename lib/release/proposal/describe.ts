import { prose } from '../../markdown';
import { markdownOf, type TreeDiff } from '../../diff';
import { messageOf, saidOfDrift } from '../operation-message';
import type { Ruling } from '../policies';
import type { State } from '../state';
import { type CodeCommit, type CodeFacts, codeSection, commitLink } from './code';
import { gatesSection } from './gates';
import { imagesSection } from './images';
import { asCode, oneLine } from './one-line';
import { wayBackSection } from './way-back';

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
  /** What it comes to: the end of a sentence that begins with the application. */
  readonly said: string;
  /** What it changes. */
  readonly diff: TreeDiff;
  /** What the policies say of it. `@default` none were asked */
  readonly rulings?: readonly Ruling[] | undefined;
  /** Where the code of the release comes from, and of the one that it replaces. `@default` not known */
  readonly code?: CodeFacts | undefined;
  /** The commits of the code between the two, newest first. `@default` none: the code is not at hand */
  readonly commits?: readonly CodeCommit[];
  /** What waited before, and does no longer. `@default` nothing did */
  readonly replaces?: string | undefined;
}

/** Below the limit of every forge: GitHub takes 65,536 characters. */
const LIMIT = 60_000;

/**
 * What a pull request says, what decides first: what it comes to, what the policies say, which images and commits of the code come, what
 * changes object by object, and how to go back. The same change says the same.
 */
export function describeProposal(facts: ProposalFacts): ProposalText {
  const { before, after, said, diff, rulings = [], code, commits = [] } = facts;
  const above = [
    `Once this is merged, **${after.application}** ${prose(said)}.`,
    factsTable(facts),
    gatesSection(rulings, after.operation.breakGlass),
    imagesSection(diff),
    codeSection(commits, code),
    '### Objects',
  ];
  const [head, end] = [above.filter(Boolean).join('\n\n'), wayBackSection(before, after)];
  const objects = markdownOf(diff, { limit: LIMIT - head.length - end.length - 10 }).trimEnd();
  const body = [head, objects, end].filter(Boolean).join('\n\n');
  return { title: messageOf(after).subject, body: `${body}\n` };
}

/** Who wants what from where; the first row is the head of the table. */
function factsTable({ before, after, code, replaces }: ProposalFacts): string {
  const { operation, tree } = after;
  const { verb, from, actor, reason, breakGlass, drift, source } = operation;
  const commit = commitLink(code?.after) ?? (source && asCode(source));
  const dirty = code?.after?.dirty ? ', with changes that are in no commit' : '';
  const rows: [string, string | undefined][] = [
    ['Version', versionsOf(before, after)],
    ['Operation', `${oneLine(verb)}${from ? ` from ${oneLine(from)}` : ''}`],
    ['Asked for by', oneLine(actor)],
    ['Reason', reason && oneLine(reason)],
    ['Replaces', replaces && oneLine(replaces)],
    ['Against the policies', breakGlass && `**${oneLine(breakGlass.join(', '))}**`],
    ['Edited by hand', drift && oneLine(saidOfDrift(drift))],
    ['Source commit', commit && `${commit}${dirty}`],
    ['Digest of the tree', asCode(tree)],
  ];
  const [first, ...more] = rows.flatMap(([name, value]) => (value ? [`| ${name} | ${value} |`] : []));
  return [first, '|:--|:--|', ...more].join('\n');
}

function versionsOf(before: State | undefined, { operation, release }: State): string {
  const version = asCode(operation.version);
  if (before === undefined || before.release === operation.version) {
    return version;
  }
  const former = asCode(before.release);
  return release === operation.version ? `${former} → ${version}` : `${version}, beside ${former}, which stays live`;
}
