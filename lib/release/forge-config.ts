import { z } from 'zod';

/** Accounts, and teams with their organisation. */
const REVIEWER = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,99})(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,99})?$/;

/** One line. A comma separates labels at GitLab. */
const LABEL =
  /^[^\s,\u0000-\u001f\u007f-\u009f](?:[^,\u0000-\u001f\u007f-\u009f]{0,48}[^\s,\u0000-\u001f\u007f-\u009f])?$/u;

/** Each part is a name, and none leads elsewhere. */
const REPOSITORY = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9._~-]+(?:\/[A-Za-z0-9._~-]+)+$/;

const method = z.enum(['merge', 'squash', 'rebase']);
const reviewers = z.array(z.string().regex(REVIEWER, 'an account, or a team as acme/team-lulu')).max(15);

/** What `twelve.yaml` says of the forge. */
export const forgeConfig = z
  .strictObject({
    kind: z
      .enum(['github', 'gitlab', 'gitea', 'local'])
      .optional()
      .describe('Which forge; Forgejo is gitea, and local keeps pull requests in the platform repository itself.'),
    url: z
      .url({ protocol: /^https?$/, message: 'an address that begins with https:// or http://' })
      .refine((url) => !URL.canParse(url) || isBare(new URL(url)), 'an address without user, query and fragment')
      .transform((url) => url.replace(/\/+$/, ''))
      .optional()
      .describe(
        'The address of its pages, as a browser shows it: by the address of the platform repository without it.',
      ),
    repository: z
      .string()
      .regex(REPOSITORY, 'a path such as acme/platform')
      .optional()
      .describe('The path of the platform repository there, such as acme/platform.'),
    labels: z
      .array(z.string().regex(LABEL, 'one line of 1 to 50 characters without a comma'))
      .max(20)
      .default([])
      .describe('Labels of each pull request.'),
    reviewers: z
      .record(z.string().min(1), reviewers)
      .default({})
      .describe('Who is asked for a review, by the owner of the application, * for every other one.'),
    draft: z.boolean().default(false).describe('Whether pull requests are opened as drafts.'),
    mergeMethod: method.default('merge').describe('How `--merge`, `twelve pr merge` and auto-merge merge.'),
    autoMerge: z
      .boolean()
      .default(false)
      .describe('Whether the forge merges by itself once nothing stands in the way. No policy is asked then.'),
  })
  .describe('Where the pull requests are, and what they are opened with.');

/** Where the pull requests are, and what they are opened with. */
export interface ForgeConfig {
  /** `local` keeps them in the platform repository itself. `@default` by the address of the platform repository */
  readonly kind?: 'github' | 'gitlab' | 'gitea' | 'local' | undefined;
  /** Address of the forge's pages. `@default` by the address of the platform repository */
  readonly url?: string | undefined;
  /** `@default` by the address of the platform repository */
  readonly repository?: string | undefined;
  /** Labels of every pull request. */
  readonly labels: readonly string[];
  /** Who is asked for a review, by owner of an application; `*` for those of all others. */
  readonly reviewers: Readonly<Record<string, readonly string[]>>;
  /** Whether pull requests are opened as drafts. */
  readonly draft: boolean;
  /** How `--merge` and `twelve pr merge` merge if nothing else is said. */
  readonly mergeMethod: 'merge' | 'squash' | 'rebase';
  /** Whether the forge merges them by itself, as soon as nothing stands in the way. */
  readonly autoMerge: boolean;
}

function isBare({ username, password, search, hash }: URL): boolean {
  return `${username}${password}${search}${hash}` === '';
}
