import { z } from 'zod';
import type { PullRequest } from '../../forge';
import { failureIn, HttpFailure } from '../failure';
import type { Filter, Host, HostNames, Merged, Merging, Opening } from '../host';
import { findOrNone, fitting } from '../lookup';
import { stillToAsk } from '../reviewers';
import type { GiteaClient } from './client';
import { labelIds } from './labels';
import { comment, DRAFT, pull, review, toPullRequest } from './shapes';

/** Pull requests at Gitea and Forgejo. */
export class GiteaHost implements Host {
  private readonly at: string;

  constructor(
    private readonly client: GiteaClient,
    readonly names: HostNames,
  ) {
    this.at = `/repos/${names.repository}`;
  }

  /** @see Host.list */
  async list(filter: Filter): Promise<PullRequest[]> {
    // Older ones filter by nothing else.
    const pulls = await this.client.all(z.array(pull), `${this.at}/pulls`, { state: filter.state });
    const all = pulls.map((one) => toPullRequest(one, this.names.repository));
    return fitting(all, filter).sort((a, b) => b.number - a.number);
  }

  /** @see Host.find */
  find(number: number): Promise<PullRequest | undefined> {
    const ask = async () =>
      toPullRequest(await this.client.ask(pull, 'GET', `${this.at}/pulls/${number}`), this.names.repository);
    return findOrNone(ask, () => this.client.tell('GET', this.at));
  }

  /** @see Host.open */
  async open({ head, base, title, body, draft }: Opening): Promise<number> {
    const props = { head, base, title: draft ? `${DRAFT}${title}` : title, body };
    return (await this.client.ask(pull, 'POST', `${this.at}/pulls`, props)).number;
  }

  /** @see Host.rewrite */
  async rewrite(
    { number, draft }: PullRequest,
    text: { readonly title?: string; readonly body?: string },
  ): Promise<void> {
    const { title, body } = text;
    await this.client.tell('PATCH', `${this.at}/pulls/${number}`, {
      ...(title !== undefined && { title: draft ? `${DRAFT}${title}` : title }),
      ...(body !== undefined && { body }),
    });
  }

  /** @see Host.label */
  async label({ number }: PullRequest, names: readonly string[]): Promise<void> {
    const labels = await labelIds(this.client, this.names.repository, names);
    await this.client.tell('POST', `${this.at}/issues/${number}/labels`, { labels });
  }

  /** @see Host.request */
  async request({ number }: PullRequest, reviewers: readonly string[]): Promise<boolean> {
    const path = `${this.at}/pulls/${number}`;
    const reviews = await this.client.all(z.array(review), `${path}/reviews`, {});
    const asked = stillToAsk(
      reviewers,
      reviews.map(({ user }) => user?.login),
    );
    if (!asked) {
      return false;
    }
    const { people, teams } = asked;
    try {
      await this.client.tell('POST', `${path}/requested_reviewers`, {
        reviewers: people,
        ...(teams.length > 0 && { team_reviewers: teams }),
      });
    } catch (error) {
      const failure = failureIn(error);
      // It is an account that isn't found, and not the pull request.
      throw failure?.status === 404 ? new HttpFailure({ ...failure, status: 422 }) : error;
    }
    return true;
  }

  /** @see Host.merge */
  async merge({ number, title }: PullRequest, { method, headCommit, whenReady, words }: Merging): Promise<Merged> {
    const props = {
      Do: method,
      head_commit_id: headCommit,
      delete_branch_after_merge: false,
      ...(whenReady && { merge_when_checks_succeed: true }),
      ...(words !== undefined && { MergeTitleField: `${title} (#${number})`, MergeMessageField: words }),
    };
    try {
      const status = await this.client.tell('POST', `${this.at}/pulls/${number}/merge`, props);
      return status === 201 ? 'waiting' : 'merged';
    } catch (error) {
      const failure = failureIn(error);
      if (whenReady && failure?.status === 409 && /already scheduled/i.test(failure.words)) {
        return 'waited';
      }
      throw error;
    }
  }

  /** @see Host.comments */
  async comments(number: number): Promise<string[]> {
    const comments = await this.client.ask(z.array(comment), 'GET', `${this.at}/issues/${number}/comments`);
    return comments.map(({ body }) => body);
  }

  /** @see Host.comment */
  async comment(number: number, text: string): Promise<void> {
    await this.client.tell('POST', `${this.at}/issues/${number}/comments`, { body: text });
  }

  /** @see Host.close */
  async close(number: number): Promise<void> {
    await this.client.tell('PATCH', `${this.at}/pulls/${number}`, { state: 'closed' });
  }
}
