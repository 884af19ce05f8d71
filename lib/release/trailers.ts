/** What a commit says of an operation, for people and `git log`: names such as `Source-Commit`, and their values. */
export type Trailers = Readonly<Record<string, string>>;

/** A commit's message: what it does, why, and the trailers. */
export interface Message {
  readonly subject: string;
  readonly body?: string | undefined;
  readonly trailers: Trailers;
}

/**
 * Writes a commit's message.
 *
 * A value that could be taken for something else (more than one line, white space at an end, a quote at the beginning) is written as
 * a JSON string, so that any value reads back equal.
 *
 * @see https://git-scm.com/docs/git-interpret-trailers
 */
export function formatMessage({ subject, body, trailers }: Message): string {
  const lines = Object.entries(trailers).map(([name, value]) => `${name}: ${isPlain(value) ? value : quoted(value)}`);
  const text = body
    ?.replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .trim();
  return `${[oneLine(subject), ...(text ? [text] : []), lines.join('\n')].join('\n\n')}\n`;
}

/** Reads the trailers of a message: those of its last paragraph. Lines that are none are left out. */
export function parseTrailers(message: string): Trailers {
  const paragraphs = message.replaceAll('\r\n', '\n').trimEnd().split('\n\n');
  const last = paragraphs.length > 1 ? (paragraphs.at(-1) as string) : '';
  const pairs = last.split('\n').flatMap((line): [string, string][] => {
    const match = /^([A-Za-z][A-Za-z0-9-]*): (.*)$/s.exec(line);
    return match ? [[match[1] as string, parseValue(match[2] as string)]] : [];
  });
  return Object.fromEntries(pairs);
}

function isPlain(value: string): boolean {
  return value !== '' && value === value.trim() && !value.startsWith('"') && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(value);
}

/** JSON leaves control characters as they are, if they are not those of ASCII; a terminal that shows the log would obey them. */
function quoted(value: string): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function parseValue(text: string): string {
  if (!text.startsWith('"')) {
    return text;
  }
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

/** A subject, whatever was put into it. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
