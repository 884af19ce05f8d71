import { Git } from '../git';
import type { CodeCommit, CodeFacts } from './proposal';

/** The commits of the code between two releases, newest first, if the folder is in a repository that has both; else none. */
export async function readCodeCommits(cwd: string, { before, after }: CodeFacts): Promise<CodeCommit[]> {
  const [from, to] = [before?.commit, after?.commit];
  if (!from || !to || from === to || !/^[0-9a-f]{40,64}$/.test(`${from}`) || !/^[0-9a-f]{40,64}$/.test(to)) {
    return [];
  }
  const args = ['log', '--no-show-signature', '--encoding=UTF-8', '-z', '--format=%H %s', `${from}..${to}`, '--'];
  const listed = await new Git(cwd).text(args, { accept: [0, 128] });
  return listed
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => ({ id: line.split(' ', 1)[0] as string, subject: line.slice(line.indexOf(' ') + 1) }));
}
