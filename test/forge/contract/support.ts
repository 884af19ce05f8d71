import type { Forge } from '../../../lib/forge';
import { TestRepository } from '../repository';
import { Hosted, type Kind, KINDS } from './contenders';

/** Something with pull requests: the local forge, or a server. */
export interface Contender {
  readonly repository: TestRepository;
  readonly forge: () => Forge;
  readonly hosted?: Hosted;
}

/** Every kind of forge, the local one too, as rows of a table of tests. */
export const EVERYWHERE: readonly (readonly [name: string, kind: Kind | undefined])[] = [
  ['local', undefined],
  ...KINDS.map((kind) => [kind.name, kind] as const),
];

/** Every kind that is a server. */
export const SERVERS: readonly (readonly [name: string, kind: Kind])[] = KINDS.map((kind) => [kind.name, kind]);

/** Forges that are stopped after the test, which fails if any request or answer broke the description of the API. */
export function useForges(): {
  contend: (kind: Kind | undefined) => Promise<Contender>;
  host: (kind: Kind) => Promise<Hosted>;
} {
  const hosted: Hosted[] = [];
  const repositories: TestRepository[] = [];
  const repositoryOf = () => {
    const repository = new TestRepository();
    repositories.push(repository);
    return repository;
  };
  const host = async (kind: Kind) => {
    const one = new Hosted(kind, repositoryOf());
    hosted.push(one);
    await one.server.start();
    return one;
  };
  afterEach(async () => {
    const violations = hosted.flatMap(({ server }) => server.violations);
    await Promise.all(hosted.splice(0).map(({ server }) => server.close()));
    repositories.splice(0).forEach((repository) => repository.remove());
    expect(violations).toEqual([]);
  });
  const contend = async (kind: Kind | undefined): Promise<Contender> => {
    if (kind === undefined) {
      const repository = repositoryOf();
      return { repository, forge: () => repository.forge() };
    }
    const one = await host(kind);
    return { repository: one.repository, forge: () => one.forge(), hosted: one };
  };
  return { contend, host };
}
