/** A name, a tag, a digest. */
const REFERENCE = /^(?<name>.+?)(?::(?<tag>[^:/@]+))?(?:@(?<digest>[^@]+))?$/s;

/** Digits of a digest that are enough to recognise it. */
const DIGITS = 12;

/** Two images, so that one sees in what they differ: the tags or digests of one repository, else the whole names. */
export function showImages(before: string, after: string): readonly [before: string, after: string] {
  const [old, fresh] = [REFERENCE.exec(before)?.groups, REFERENCE.exec(after)?.groups];
  if (!old || !fresh || old['name'] !== fresh['name']) {
    return [before, after];
  }
  if (old['tag'] !== undefined && fresh['tag'] !== undefined && old['tag'] !== fresh['tag']) {
    return [old['tag'], fresh['tag']];
  }
  const [from, to] = [buildOf(old), buildOf(fresh)];
  return from === undefined || to === undefined || from === to ? [before, after] : [from, to];
}

function buildOf({ tag, digest }: Readonly<Record<string, string | undefined>>): string | undefined {
  return digest === undefined ? tag : shortDigest(digest);
}

function shortDigest(digest: string): string {
  const [algorithm = '', digits = ''] = digest.split(':');
  return `${algorithm}:${digits.slice(0, DIGITS)}`;
}
