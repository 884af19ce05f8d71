import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MergeMethod } from '../../../lib/forge';
import { GIT_ENV, type TestRepository } from '../repository';

/** Two commits that can't be merged. */
export class Conflict extends Error {}

/** A method, or what GitLab makes of one: it forwards, and merges what it squashed. */
export type Style = MergeMethod | 'forward' | 'squash and merge';

/** What is merged, and with which words. */
export interface MergeProps {
  readonly head: string;
  readonly base: string;
  readonly style: Style;
  readonly message: string;
}

const WHO = ['-c', 'user.name=Forge', '-c', 'user.email=forge@example.com', '-c', 'commit.gpgsign=false'];

/** Merges two commits with git itself, in a worktree of the forge's own, and answers the commit that comes of it. */
export function mergeCommits(repository: TestRepository, { head, base, style, message }: MergeProps): string {
  const folder = mkdtempSync(join(tmpdir(), 'forge-worktree-'));
  const git = (...args: string[]) =>
    execFileSync('git', [...WHO, ...args], { cwd: folder, env: GIT_ENV, encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    repository.git('worktree', 'add', '--quiet', '--detach', folder, style === 'rebase' ? head : base);
    try {
      if (style === 'merge') {
        git('merge', '--quiet', '--no-ff', '-m', message, head);
      } else if (style === 'rebase') {
        git('rebase', '--quiet', '--force-rebase', base);
      } else if (style === 'forward') {
        git('merge', '--quiet', '--ff-only', head);
      } else {
        git('merge', '--quiet', '--squash', head);
        git('commit', '--quiet', '--allow-empty', '-m', message);
      }
      if (style === 'squash and merge') {
        const squashed = git('rev-parse', 'HEAD');
        git('checkout', '--quiet', '--detach', base);
        git('merge', '--quiet', '--no-ff', '-m', 'Merge branch', squashed);
      }
    } catch {
      throw new Conflict(`${head} and ${base} conflict`);
    }
    return git('rev-parse', 'HEAD');
  } finally {
    rmSync(folder, { recursive: true, force: true });
    repository.git('worktree', 'prune');
  }
}
