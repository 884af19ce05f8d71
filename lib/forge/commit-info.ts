import { type Cache, dateOf, type Person } from '../git';

/** A commit, as its bytes say. */
export interface CommitInfo {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** Who, and when. */
export interface Signature {
  readonly person: Person;
  /** Seconds since 1970 and a time zone, as git writes them. */
  readonly date: string;
}

/** Reads commits, in order. What git's settings say of how a log looks has no part in it. */
export async function readCommits({ objects }: Cache, ids: readonly string[]): Promise<CommitInfo[]> {
  const contents = await objects.read(ids);
  return ids.map((id) => parseCommit(id, contents.get(id) as Buffer));
}

/** Understands a commit's bytes. */
export function parseCommit(id: string, content: Buffer): CommitInfo {
  const end = content.indexOf('\n\n');
  const head = content.subarray(0, end < 0 ? content.length : end);
  const encoding = /^encoding (.+)$/m.exec(head.toString('latin1'))?.[1] ?? 'utf-8';
  const lines = decode(head, encoding).split('\n');
  const values = (name: string) =>
    lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  return {
    id,
    tree: values('tree')[0] as string,
    parents: values('parent'),
    author: parseSignature(values('author')[0] ?? ''),
    committer: parseSignature(values('committer')[0] ?? ''),
    message: end < 0 ? '' : decode(content.subarray(end + 2), encoding),
  };
}

/** When, as ISO 8601. */
export function isoOf({ date }: Signature): string {
  return dateOf(date.split(' ')[0] as string).toISOString();
}

/** A time that git itself would not take is the beginning of time. */
function parseSignature(line: string): Signature {
  const match = /^(.*?) ?<([^>]*)> (\d{1,12} [+-]\d{4})$/.exec(line);
  return { person: { name: match?.[1] ?? '', email: match?.[2] ?? '' }, date: match?.[3] ?? '0 +0000' };
}

function decode(bytes: Buffer, encoding: string): string {
  try {
    return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}
