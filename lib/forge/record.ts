import { z } from 'zod';
import { faultOfText, faultOfTitle, isBranchName } from './check';
import type { PullRequest } from './forge';

const branch = z.string().refine(isBranchName, 'no name of a branch');
const text = z.string().refine((value) => faultOfText(value) === undefined, 'no text');
const commit = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
const time = z.iso.datetime({ offset: true });

const record = z.strictObject({
  schema: z.literal(1),
  number: z.int().positive(),
  head: branch,
  base: branch,
  title: z.string().refine((value) => faultOfTitle(value) === undefined, 'no title'),
  body: text,
  state: z.enum(['open', 'merged', 'closed']),
  author: z.string(),
  createdAt: time,
  updatedAt: time,
  headCommit: commit,
  baseCommit: commit,
  parted: commit,
  mergedAt: time.optional(),
  mergedBy: z.string().optional(),
  mergeCommit: commit.optional(),
  method: z.enum(['merge', 'squash', 'rebase']).optional(),
  closedReason: text.optional(),
});

/**
 * A pull request as the local forge keeps it.
 *
 * `headCommit` and `baseCommit` are the tips of its branches when its proposal was written last, and `parted` is where they had parted.
 * What happened to it without us can only have happened on the base since.
 */
export type PullRecord = Readonly<z.infer<typeof record>>;

/** The bytes of a record's file. */
export function formatRecord(value: PullRecord): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The record that a file holds, or what is wrong with the file. */
export function tryParseRecord(content: string): PullRecord | Error {
  try {
    return record.parse(JSON.parse(content));
  } catch (error) {
    return error instanceof z.ZodError ? new Error(z.prettifyError(error)) : (error as Error);
  }
}

/** What others see of a record. */
export function toPullRequest(value: PullRecord): PullRequest {
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => !['schema', 'baseCommit', 'parted'].includes(key)),
  ) as unknown as PullRequest;
}
