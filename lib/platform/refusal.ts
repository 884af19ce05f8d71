import type { Problem } from '../errors';
import { isOfProject } from './own-code';
import { framesOf, userProblem } from './user-error';

/** What says by an Error what is wrong with that which it is given. */
const REFUSING = /[\\/]node_modules[\\/](?:cdk8s|cdk8s-plus-\d+|constructs)[\\/]/;

/**
 * The problem that cdk8s or constructs tell by an error, of what the user's own code gave them: `Size.mebibytes(-1)`. Of any other error
 * the stack is needed: it may be a bug, of the user, of this library or of theirs.
 */
export function tryRefusal(error: unknown): readonly [Problem] | undefined {
  const { name, stack = '' } = error instanceof Error ? error : { name: '' };
  const [thrower, ...callers] = framesOf(stack);
  const caller = callers.find(({ file }) => !REFUSING.test(file));
  const isRefused = name === 'Error' && thrower !== undefined && REFUSING.test(thrower.file);
  return isRefused && caller !== undefined && isOfProject(caller.file) ? [userProblem(error, caller.file)] : undefined;
}
