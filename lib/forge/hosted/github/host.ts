import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { PullRequest } from '../../forge';
import type { Filter, Host, HostNames, Merged, Merging, Opening } from '../host';
import { findOrNone, fitting } from '../lookup';
import { stillToAsk } from '../reviewers';
import { shaped } from '../shape';
import { mergeWhenReady } from './auto-merge';
import { comment, pull, review, toPullRequest } from './shapes';

/** GitHub takes this many at most on a page. */
const PAGE = 100;

/** Pull requests at GitHub, asked for through its own client. */
export class GitHubHost implements Host {
  private readonly at: { readonly owner: string; readonly repo: string };

  constructor(
    private readonly octokit: Octokit,
    readonly names: HostNames,
  ) {
    const [owner, repo] = names.repository.split('/') as [string, string];
    this.at = { owner, repo };
  }

  /** @see Host.list */
  async list(filter: Filter): Promise<PullRequest[]> {
    const { state, head, base } = filter;
    const pulls = await this.octokit.paginate(this.octokit.rest.pulls.list, {
      ...this.at,
      state,
      // Without its owner GitHub looks for the branch in every fork.
      ...(head !== undefined && { head: `${this.at.owner}:${head}` }),
      ...(base !== undefined && { base }),
      ...({ sort: 'created', direction: 'desc', per_page: PAGE } as const),
    });
    const all = shaped(z.array(pull), pulls, 'GET pulls').map((one) => toPullRequest(one, this.names.repository));
    return fitting(all, filter);
  }

  /** @see Host.find */
  find(number: number): Promise<PullRequest | undefined> {
    const ask = async () => {
      const { data } = await this.octokit.rest.pulls.get({ ...this.at, pull_number: number });
      return toPullRequest(shaped(pull, data, 'GET pull'), this.names.repository);
    };
    return findOrNone(ask, () => this.octokit.rest.repos.get(this.at));
  }

  /** @see Host.open */
  async open({ head, base, title, body, draft }: Opening): Promise<number> {
    const { data } = await this.octokit.rest.pulls.create({ ...this.at, head, base, title, body, draft });
    return shaped(pull, data, 'POST pulls').number;
  }

  /** @see Host.rewrite */
  async rewrite({ number }: PullRequest, text: { readonly title?: string; readonly body?: string }): Promise<void> {
    await this.octokit.rest.pulls.update({ ...this.at, pull_number: number, ...text });
  }

  /** @see Host.label */
  async label({ number }: PullRequest, labels: readonly string[]): Promise<void> {
    await this.octokit.rest.issues.addLabels({ ...this.at, issue_number: number, labels: [...labels] });
  }

  /** @see Host.request */
  async request({ number }: PullRequest, reviewers: readonly string[]): Promise<boolean> {
    const query = { ...this.at, pull_number: number, per_page: PAGE };
    const reviews = await this.octokit.paginate(this.octokit.rest.pulls.listReviews, query);
    const reviewed = shaped(z.array(review), reviews, 'GET reviews').map(({ user }) => user?.login);
    const asked = stillToAsk(reviewers, reviewed);
    if (!asked) {
      return false;
    }
    await this.octokit.rest.pulls.requestReviewers({
      ...this.at,
      pull_number: number,
      reviewers: [...asked.people],
      team_reviewers: [...asked.teams],
    });
    return true;
  }

  /** @see Host.merge */
  async merge(pullRequest: PullRequest, merging: Merging): Promise<Merged> {
    if (merging.whenReady) {
      const answer = await mergeWhenReady(this.octokit, this.at, pullRequest, merging);
      if (answer !== 'ready') {
        return answer;
      }
    }
    const { number, title } = pullRequest;
    const { data } = await this.octokit.rest.pulls.merge({
      ...this.at,
      pull_number: number,
      merge_method: merging.method,
      sha: merging.headCommit,
      ...(merging.words !== undefined && { commit_title: `${title} (#${number})`, commit_message: merging.words }),
    });
    shaped(z.object({ merged: z.literal(true) }), data, 'PUT merge');
    return 'merged';
  }

  /** @see Host.comments */
  async comments(number: number): Promise<string[]> {
    const query = { ...this.at, issue_number: number, per_page: PAGE };
    const comments = await this.octokit.paginate(this.octokit.rest.issues.listComments, query);
    return shaped(z.array(comment), comments, 'GET comments').map(({ body = '' }) => body);
  }

  /** @see Host.comment */
  async comment(number: number, text: string): Promise<void> {
    await this.octokit.rest.issues.createComment({ ...this.at, issue_number: number, body: text });
  }

  /** @see Host.close */
  async close(number: number): Promise<void> {
    await this.octokit.rest.pulls.update({ ...this.at, pull_number: number, state: 'closed' });
  }
}
