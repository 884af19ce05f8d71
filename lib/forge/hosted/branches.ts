import { refuse } from '../../errors';
import { branchRef, type Cache } from '../../git';
import { readCommits } from '../commit-info';
import type { ProposeProps, PullRequest } from '../forge';
import { relate, type Relation } from '../history';
import { tryMerge } from '../land';
import { isOwnBranch } from '../refs';
import { requireBranches } from '../require';

/** A head beside its base. */
export interface Comparison {
  /** Whether the base has all of it. */
  readonly isEmpty: boolean;
  /** Files that both changed. */
  readonly conflicts: readonly string[];
}

/**
 * Branches of the platform repository, asked for by git itself: it knows them at once, and whoever may push to them may do this without
 * another permission.
 */
export class Branches {
  constructor(private readonly cache: Cache) {}

  /** Tips by name; those that are not there are left out. */
  async tips(names: readonly string[]): Promise<Map<string, string>> {
    const tips = await this.cache.remote.tips(names.map(branchRef));
    return new Map(
      names.flatMap((name) => (tips.has(branchRef(name)) ? [[name, tips.get(branchRef(name)) as string]] : [])),
    );
  }

  /** @throws TwelveFactorError TF2403 or TF2404 if there is no such branch */
  async require({ head, base }: Pick<PullRequest, 'head' | 'base'>, place: string): Promise<void> {
    requireBranches(await this.cache.remote.tips([head, base].map(branchRef)), { head, base }, place);
  }

  /** @throws TwelveFactorError TF2403 or TF2404 if there is no such branch, TF2405 if there is nothing to merge */
  async requireChange(props: ProposeProps): Promise<void> {
    const { head, base } = props;
    await this.require(props, head);
    if ((await this.compare(head, base)).isEmpty) {
      refuse('TF2405', head, 'pull request', `${base} has all that ${head} changes`, 'nothing is left to propose');
    }
  }

  /** What a merge of a head would come to, file by file. A server may know better than that what conflicts: it looks into files. */
  async compare(head: string, base: string): Promise<Comparison> {
    const relation = await this.relate(head, base);
    const merged = relation && (await tryMerge(this.cache, head, relation));
    return { isEmpty: relation !== undefined && merged === undefined, conflicts: merged?.conflicts ?? [] };
  }

  /** What the only commit of a head says below its subject; undefined if there are more commits, or it says no more. */
  async wordsOf(head: string, base: string): Promise<string | undefined> {
    const relation = await this.relate(head, base);
    const ids = relation?.graph.beyond(relation.head, relation.common) ?? [];
    const [only] = ids.length === 1 ? await readCommits(this.cache, ids) : [];
    return (
      only?.message
        .trim()
        .split(/\n\s*\n/)
        .slice(1)
        .join('\n\n') || undefined
    );
  }

  private async relate(head: string, base: string): Promise<Relation | undefined> {
    const refs = { head: branchRef(head), base: branchRef(base) };
    const tips = await this.cache.remote.tips([refs.head, refs.base]);
    return tips.size < 2 ? undefined : (await relate(this.cache, [refs], tips))[0];
  }

  /** Deletes a branch of ours, if nobody moved it since. */
  async forget({ head, headCommit }: PullRequest): Promise<void> {
    if (isOwnBranch(head) && headCommit !== undefined) {
      await this.cache.remote.push([{ ref: branchRef(head), from: headCommit, to: undefined }]);
    }
  }
}
