import fc from 'fast-check';
import { TwelveFactorError } from '../../lib/errors';
import type { MergeMethod, PullRequest } from '../../lib/forge';
import { TestRepository } from './support';

/** What somebody does, by us or by git alone. */
type Act =
  | { readonly verb: 'propose' | 'byHand' | 'deleteHead' | 'moveBase'; readonly app: string }
  | { readonly verb: 'merge'; readonly pick: number; readonly method: MergeMethod }
  | { readonly verb: 'close'; readonly pick: number };

const app = fc.constantFrom('lulu', 'moon');
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ verb: fc.constant('propose' as const), app }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constantFrom('byHand' as const, 'deleteHead', 'moveBase'), app }) },
  {
    weight: 2,
    arbitrary: fc.record({
      verb: fc.constant('merge' as const),
      pick: fc.nat(),
      method: fc.constantFrom<MergeMethod>('merge', 'squash', 'rebase'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('close' as const), pick: fc.nat() }) },
);

/** A repository with what has been done in it, and what was seen of it. */
class Story {
  readonly repo = new TestRepository();
  private version = 1;
  private finished = new Map<number, PullRequest>();

  constructor() {
    this.repo.commit('production', { 'lulu/a': '1\n', 'moon/a': '1\n', other: '1\n' });
  }

  async tell(one: Act, user: string): Promise<void> {
    const { repo } = this;
    const forge = repo.forge({ name: user });
    const base = repo.tip('production') as string;
    const version = `${++this.version}\n`;
    try {
      switch (one.verb) {
        case 'propose': {
          const head = `twelve/production/${one.app}`;
          repo.commit(head, { [`${one.app}/a`]: version }, { onto: base });
          await forge.propose({ head, base: 'production', title: `${one.app} ${version.trim()}`, body: '' });
          break;
        }
        case 'byHand': {
          const tip = repo.tip(`twelve/production/${one.app}`);
          const content = tip && repo.files(tip)[`${one.app}/a`];
          repo.commit('production', { [`${one.app}/a`]: content ?? version }, { message: 'by hand' });
          break;
        }
        case 'deleteHead':
          if (repo.tip(`twelve/production/${one.app}`)) {
            repo.set(`twelve/production/${one.app}`, undefined);
          }
          break;
        case 'moveBase':
          repo.commit('production', { other: version });
          break;
        default: {
          const number = 1 + (one.pick % 6);
          await (one.verb === 'merge' ? forge.merge(number, one.method) : forge.close(number, 'enough'));
        }
      }
    } catch (error) {
      // Whatever is refused is refused with a code, and has changed nothing.
      expect(error).toBeInstanceOf(TwelveFactorError);
      expect((error as TwelveFactorError).code).toMatch(/^TF240[134567]$/);
    }
    await this.check();
  }

  /** What always holds. */
  private async check(): Promise<void> {
    const all = await this.repo.forge({ name: 'Eve' }).list({ state: 'all' });
    expect(all.map(({ number }) => number)).toEqual(all.map((_, index) => all.length - index));
    const open = all.filter(({ state }) => state === 'open').map(({ head, base }) => `${head} ${base}`);
    expect(new Set(open).size).toBe(open.length);
    const written = this.repo.lines('ls-tree', '-r', '--name-only', 'refs/twelve/pulls');
    for (const one of all.filter(({ number }) => written.includes(`done/0/${number}.json`))) {
      expect(one).toEqual(this.finished.get(one.number) ?? one);
      this.finished.set(one.number, one);
    }
    for (const { headCommit, state, mergeCommit } of all) {
      expect(this.repo.git('cat-file', '-t', headCommit as string)).toBe('commit');
      expect(state === 'merged' || mergeCommit === undefined).toBe(true);
    }
    expect(this.repo.lines('rev-list', '--first-parent', 'production').length).toBeGreaterThan(0);
  }
}

test('whatever is done in whatever order: numbers have no gaps, a pair has one open pull request, what is finished stays', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 12 }), async (acts) => {
      const story = new Story();
      try {
        for (const [index, one] of acts.entries()) {
          await story.tell(one, index % 2 === 0 ? 'Ada' : 'Bob');
        }
        expect(story.repo.fsck()).toBe('');
      } finally {
        story.repo.remove();
      }
    }),
    { numRuns: 6, endOnFailure: true },
  );
});
