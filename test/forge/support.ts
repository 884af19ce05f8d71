import { TwelveFactorError } from '../../lib/errors';
import { TestRepository } from './repository';

export { GIT_ENV, TestRepository } from './repository';

/** Repositories that are removed after the test. */
export function useRepositories(): (format?: string) => TestRepository {
  const made: TestRepository[] = [];
  afterEach(() => made.splice(0).forEach((repository) => repository.remove()));
  return (format) => {
    const repository = new TestRepository(format);
    made.push(repository);
    return repository;
  };
}

/** The pull request that most tests are about. */
export const HEAD = 'twelve/production/lulu';
export const PROPOSAL = { head: HEAD, base: 'production', title: 'Release lulu 1.1.0', body: 'What changes\n' };
export const FILES = { 'lulu/Deployment.yaml': 'image: lulu:1.1.0\n', '.twelve/lulu.json': '{"release":"1.1.0"}\n' };

/** Makes production with two applications, and a release of one of them on a branch of its own. */
export function prepare(repository: TestRepository): { base: string; head: string } {
  const base = repository.commit('production', {
    'README.md': '# production\n',
    'lulu/Deployment.yaml': 'image: lulu:1.0.0\n',
    '.twelve/lulu.json': '{"release":"1.0.0"}\n',
    'moon/Deployment.yaml': 'image: moon:1.0.0\n',
    '.twelve/moon.json': '{"release":"1.0.0"}\n',
  });
  const message = 'production: release lulu 1.1.0\n\nBecause of reasons\n\nApplication: lulu\nVersion: 1.1.0\n';
  const head = repository.commit(HEAD, FILES, { onto: base, message, author: 'Eve <eve@example.com>' });
  return { base, head };
}

/** What the merge has to come to: the release, and what others changed on the base meanwhile. */
export const MERGED = {
  '.twelve/lulu.json': '{"release":"1.1.0"}\n',
  '.twelve/moon.json': '{"release":"2.0.0"}\n',
  'README.md': '# production\n',
  'lulu/Deployment.yaml': 'image: lulu:1.1.0\n',
  'moon/Deployment.yaml': 'image: moon:2.0.0\n',
};

/** Opens the pull request, and moves its base on. */
export async function openMoved(repo: TestRepository) {
  const { base, head } = prepare(repo);
  await repo.forge().propose(PROPOSAL);
  const files = { 'moon/Deployment.yaml': 'image: moon:2.0.0\n', '.twelve/moon.json': '{"release":"2.0.0"}\n' };
  return { base, head, moved: repo.commit('production', files, { message: 'moon 2.0.0' }) };
}

/** What is told when something is done in vain: the message of a coded error. Anything else is a bug, and thrown on. */
export async function told(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'nothing';
  } catch (error) {
    if (error instanceof TwelveFactorError) {
      return error.message;
    }
    throw error;
  }
}
