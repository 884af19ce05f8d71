import { commitTree, type Git, type Identity } from '../git';
import type { CommitInfo } from './commit-info';

/** Where a commit is made again. */
export interface ReplayProps {
  readonly tree: string;
  readonly parent: string;
  /** When, as ISO 8601. */
  readonly at: string;
  /** Who does it: the author stays who it was. */
  readonly identity: Identity;
}

/**
 * Makes a commit again in another place: the same author, the same time, the same message. Signed if git is set to, by who does it.
 *
 * @throws TwelveFactorError TF2309 if it can't be signed
 */
export function replay(git: Git, { author, message }: CommitInfo, props: ReplayProps): Promise<string> {
  const { tree, parent, at, identity } = props;
  const first = { name: nameOf(author.person.name), email: author.person.email };
  return commitTree(git, {
    tree,
    parents: [parent],
    message,
    at,
    authoredAt: `@${author.date}`,
    identity: { ...identity, author: first },
  });
}

/** git takes no author without a name, though there are such commits. */
function nameOf(name: string): string {
  return /[^\s.,:;<>"\\']/.test(name) ? name : 'unknown';
}
