/** More than this is no sentence. */
const LONGEST = 300;

/** What an error of a forge says, on one line: of JSON its message and details, of a page its title. */
export function wordsOf(text: string, contentType: string): string {
  const data = tryJson(text);
  const words = data === undefined ? ofPage(text, contentType) : ofData(data).join(', ');
  const line = words.replace(/[\0-\x1f\x7f\u2028\u2029\s]+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function ofPage(text: string, contentType: string): string {
  if (!/html/i.test(contentType) && !/^\s*</.test(text)) {
    return text;
  }
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim();
  return title ? `a page: ${title}` : /</.test(text) ? 'a page without a title' : text;
}

/** The texts in it, in the order in which they are; addresses of documentation tell nobody anything. */
function ofData(data: unknown, depth = 0): string[] {
  if (typeof data === 'string') {
    return data.trim() === '' ? [] : [data];
  }
  if (typeof data !== 'object' || data === null || depth > 4) {
    return [];
  }
  if (Array.isArray(data)) {
    return data.slice(0, 10).flatMap((one) => ofData(one, depth + 1));
  }
  const told = Object.entries(data).filter(([key]) => !/^(?:documentation_url|url|status|resource|code)$/.test(key));
  return [...new Set(told.flatMap(([, value]) => ofData(value, depth + 1)))];
}
