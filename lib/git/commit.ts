import { TwelveFactorError } from '../errors';
import { type Git, GitFailure } from './git';
import type { Identity } from './identity';

/** A commit that is to be made. */
export interface CommitProps {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** When, as ISO 8601. */
  readonly at: string;
  /** When it was first made, in any format of git. `@default` `at` */
  readonly authoredAt?: string;
  readonly identity: Identity;
}

/**
 * Makes a commit, signed if git is set to, and answers its id.
 *
 * @throws TwelveFactorError TF2309 if it can't be signed
 */
export async function commitTree(
  git: Git,
  { tree, parents, message, at, authoredAt = at, identity }: CommitProps,
): Promise<string> {
  const { author, committer, signing } = identity;
  const isSigned = Object.keys(signing).length > 0;
  const settings = Object.entries(signing).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = [
    ...settings,
    '-c',
    'i18n.commitEncoding=UTF-8',
    'commit-tree',
    ...(isSigned ? ['-S'] : []),
    tree,
    ...parents.flatMap((id) => ['-p', id]),
  ];
  const env = {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: authoredAt,
    GIT_COMMITTER_NAME: committer.name,
    GIT_COMMITTER_EMAIL: committer.email,
    GIT_COMMITTER_DATE: at,
  };
  try {
    return await git.text(args, { input: message, env });
  } catch (error) {
    if (isSigned && error instanceof GitFailure && !/no space left/i.test(error.answer.stderr)) {
      throw cannotSign(error.answer.stderr);
    }
    throw error;
  }
}

function cannotSign(stderr: string): TwelveFactorError {
  const given = `it can't be signed: ${stderr.trim().split('\n').at(0) ?? ''}`;
  const remedy = 'nothing has been pushed; see user.signingkey and gpg.format of git';
  return new TwelveFactorError([{ code: 'TF2309', place: '', subject: 'commit', given, remedy }]);
}
