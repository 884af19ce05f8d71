import { TwelveFactorError } from '../errors';
import { type Git, GitFailure, type Identity } from '../git';
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
export async function replay(git: Git, { author, message }: CommitInfo, props: ReplayProps): Promise<string> {
  const { tree, parent, at, identity } = props;
  const { committer, signing } = identity;
  const isSigned = Object.keys(signing).length > 0;
  // What is written is UTF-8, whatever git is set to.
  const settings = Object.entries({ ...signing, 'i18n.commitEncoding': 'UTF-8' });
  const args = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const env = {
    GIT_AUTHOR_NAME: nameOf(author.person.name),
    GIT_AUTHOR_EMAIL: author.person.email,
    GIT_AUTHOR_DATE: `@${author.date}`,
    GIT_COMMITTER_NAME: committer.name,
    GIT_COMMITTER_EMAIL: committer.email,
    GIT_COMMITTER_DATE: at,
  };
  try {
    return await git.text([...args, 'commit-tree', ...(isSigned ? ['-S'] : []), tree, '-p', parent], {
      input: message,
      env,
    });
  } catch (error) {
    if (isSigned && error instanceof GitFailure && !/no space left/i.test(error.answer.stderr)) {
      const given = `it can't be signed: ${error.answer.stderr.trim().split('\n').at(0) ?? ''}`;
      const remedy = 'nothing has been pushed; see user.signingkey and gpg.format of git';
      throw new TwelveFactorError([{ code: 'TF2309', place: '', subject: 'commit', given, remedy }]);
    }
    throw error;
  }
}

/** git takes no author without a name, though there are such commits. */
function nameOf(name: string): string {
  return /[^\s.,:;<>"\\']/.test(name) ? name : 'unknown';
}
