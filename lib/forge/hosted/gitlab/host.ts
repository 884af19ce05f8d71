import { z } from 'zod';
import { refuse } from '../../../errors';
import type { PullRequest } from '../../forge';
import { failureIn, HttpFailure } from '../failure';
import type { Filter, Host, HostNames, Merged, Merging, Opening } from '../host';
import { findOrNone, fitting } from '../lookup';
import { shaped } from '../shape';
import type { GitLabClient } from './client';
import { DRAFT, type MergeRequest, mergeRequest, note, project, toPullRequest, user } from './shapes';

/** GitLab takes this many at most on a page. */
const perPage = 100;

/** Merge requests at GitLab. */
export class GitLabHost implements Host {
  private readonly id: string;

  constructor(
    private readonly client: GitLabClient,
    readonly names: HostNames,
  ) {
    this.id = names.repository;
  }

  /** @see Host.list */
  async list(filter: Filter): Promise<PullRequest[]> {
    const { state, head, base } = filter;
    const found = await this.client.mergeRequests.all({
      projectId: this.id,
      scope: 'all',
      ...(state === 'open' && { state: 'opened' as const }),
      ...(head !== undefined && { sourceBranch: head }),
      ...(base !== undefined && { targetBranch: base }),
      ...({ orderBy: 'created_at', sort: 'desc', perPage } as const),
    });
    const all = shaped(z.array(mergeRequest), found, 'GET merge_requests').map(toPullRequest);
    return fitting(all, filter).sort((a, b) => b.number - a.number);
  }

  /** @see Host.find */
  find(number: number): Promise<PullRequest | undefined> {
    const ask = async () => toPullRequest(await this.show(number));
    return findOrNone(ask, () => this.client.projects.show(this.id));
  }

  /** @see Host.open */
  async open({ head, base, title, body, draft }: Opening): Promise<number> {
    const named = draft ? `${DRAFT}${title}` : title;
    const made = await this.client.mergeRequests.create(this.id, head, base, named, { description: body });
    return shaped(mergeRequest, made, 'POST merge_requests').iid;
  }

  /** @see Host.rewrite */
  async rewrite(
    { number, draft }: PullRequest,
    text: { readonly title?: string; readonly body?: string },
  ): Promise<void> {
    const { title, body } = text;
    await this.client.mergeRequests.edit(this.id, number, {
      ...(title !== undefined && { title: draft ? `${DRAFT}${title}` : title }),
      ...(body !== undefined && { description: body }),
    });
  }

  /** @see Host.label */
  async label({ number }: PullRequest, labels: readonly string[]): Promise<void> {
    await this.client.mergeRequests.edit(this.id, number, { addLabels: labels.join(',') });
  }

  /** @see Host.request */
  async request({ number }: PullRequest, reviewers: readonly string[]): Promise<boolean> {
    const found = await Promise.all(reviewers.map((name) => this.idOf(name, number)));
    const { reviewers: there } = await this.show(number);
    const ids = [...(there?.map(({ id }) => id) ?? []), ...found];
    await this.client.mergeRequests.edit(this.id, number, { reviewerIds: [...new Set(ids)] });
    return true;
  }

  /** @see Host.merge */
  async merge({ number, title }: PullRequest, merging: Merging): Promise<Merged> {
    const { method, headCommit, whenReady, words } = merging;
    await this.requireMethod(number, merging);
    try {
      const merged = await this.client.mergeRequests.accept(this.id, number, {
        sha: headCommit,
        squash: method === 'squash',
        shouldRemoveSourceBranch: false,
        ...(whenReady && { mergeWhenPipelineSucceeds: true }),
        ...(words !== undefined && { squashCommitMessage: `${title} (!${number})\n\n${words}` }),
      });
      return shaped(mergeRequest, merged, 'PUT merge').state === 'merged' ? 'merged' : 'waiting';
    } catch (error) {
      const failure = failureIn(error);
      // GitLab says 401 to a token that it knows, and that may not merge.
      throw failure?.status === 401 ? new HttpFailure({ ...failure, status: 403 }) : error;
    }
  }

  /** @see Host.comments */
  async comments(number: number): Promise<string[]> {
    const notes = await this.client.notes.all(this.id, number, { sort: 'desc', orderBy: 'created_at', perPage });
    return shaped(z.array(note), notes, 'GET notes').map(({ body }) => body);
  }

  /** @see Host.comment */
  async comment(number: number, text: string): Promise<void> {
    await this.client.notes.create(this.id, number, text);
  }

  /** @see Host.close */
  async close(number: number): Promise<void> {
    await this.client.mergeRequests.edit(this.id, number, { stateEvent: 'close' });
  }

  private async show(number: number): Promise<MergeRequest> {
    return shaped(mergeRequest, await this.client.mergeRequests.show(this.id, number), 'GET merge_request');
  }

  /** GitLab asks people alone, by their ids. */
  private async idOf(name: string, number: number): Promise<number> {
    const found = name.includes('/') ? [] : await this.client.users.all({ username: name });
    const [one] = shaped(z.array(user), found, 'GET users');
    return (
      one?.id ??
      refuse('TF2428', `#${number}`, 'reviewer', `GitLab knows no account ${name}`, 'correct it in twelve.yaml')
    );
  }

  /** How a merge is done is said by the project, not by who asks for it. */
  private async requireMethod(number: number, { method }: Merging): Promise<void> {
    const settings = shaped(project, await this.client.projects.show(this.id), 'GET project');
    const { merge_method: set = 'merge', squash_option: squash = 'default_off' } = settings;
    const place = `#${number}`;
    const remedy = 'take another method, or change the settings of the project';
    if (method === 'squash' && squash === 'never') {
      refuse('TF2408', place, method, 'the project never squashes', remedy);
    }
    if (method === 'merge' && set === 'ff') {
      refuse('TF2408', place, method, 'the project forwards to a branch alone, and makes no merge commits', remedy);
    }
    if (method === 'rebase' && set !== 'ff') {
      refuse('TF2408', place, method, 'the project makes merge commits', remedy);
    }
  }
}
