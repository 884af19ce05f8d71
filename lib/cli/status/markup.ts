import { plainText } from '../../errors';

/** HTML that is safe as it stands: only {@link markup} makes it, and that escapes everything it is given. */
export class Markup {
  constructor(
    /** The HTML. */
    readonly text: string,
  ) {}
}

/** What can be put into HTML: text is escaped, `undefined` and `false` are left out. */
export type Content = Markup | string | number | false | undefined | readonly Content[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What a template says itself, without the line breaks and indentation of the source: computed once for each template. */
const staticParts = new WeakMap<TemplateStringsArray, readonly string[]>();

/**
 * A template of HTML. What is put into it is text, never HTML, unless it is a template itself: there is no way to forget
 * to escape something. Attributes must be in double quotes.
 */
export function markup(template: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  let parts = staticParts.get(template);
  if (!parts) {
    parts = template.map((part) => part.replace(/\n\s*/g, ''));
    staticParts.set(template, parts);
  }
  const rest = parts.slice(1);
  return new Markup(rest.reduce((text, part, index) => text + write(contents[index]) + part, parts[0] ?? ''));
}

/** Pieces one after the other, with a line break between them. */
export function lines(contents: readonly Content[]): Markup {
  return new Markup(contents.map(write).join('\n'));
}

/**
 * An address that may be linked: `http` and `https`, nothing that runs (`javascript:`) or embeds, no address with a user
 * in it, which looks like another host or shows a password.
 */
export function linkable(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  return /^https?:$/.test(protocol) && !username && !password ? href : undefined;
}

function write(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(write).join('');
  return plainText(String(content)).replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
}
