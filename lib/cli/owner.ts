import { parseDocument } from 'yaml';

/** Who owns what is released: what the label `owner` of its objects says, the first of them that has one. */
export function ownerIn(texts: Iterable<string>): string | undefined {
  for (const text of texts) {
    const document = parseDocument(text, { logLevel: 'silent' });
    const owner: unknown = document.errors.length > 0 ? undefined : document.getIn(['metadata', 'labels', 'owner']);
    if (typeof owner === 'string' && owner !== '') {
      return owner;
    }
  }
  return undefined;
}
