/** Everything that HTML, a table, or any markdown that GitHub, GitLab or Gitea know could take for more than text. */
const SPECIAL = /[^A-Za-z0-9 .,;/%⏎…]|[Ww]{3}(?=\.)/gu;

/** What a code span in a table shows as it is: no backtick, no pipe, no backslash, and no blank that would be trimmed. */
const PLAIN = /^(?! )[^`|\\#\r\n]+(?<! )$/;

/** GitLab closes what is named after such a word, also in code. */
export const CLOSING = /\b(?:clos|fix|resolv|implement)\w*:? /i;

/** GitHub's renderer makes links of mail addresses after it has read entities, in the element too: a comment parts them. */
const COMMENT: ReadonlyMap<string, string> = new Map([['@', '<!-- -->']]);

/** What a field is called, in words: `replicas`, `cpu request`, `livenessProbe.periodSeconds`. No forge makes a link of it. */
const WORDS = /^(?:TLS )?(?!www\.)[a-z][A-Za-z]{0,31}(?:[ .][A-Za-z]{1,32}){0,5}$/;

/**
 * A text on one line as code for a table: a code span where that holds it, else the element with every special character as
 * an entity.
 *
 * Nothing less would do. A forge looks for mentions and issues in what was rendered, where a backslash or an entity is gone,
 * but not in code; GitLab looks for issues to close in the source, where only an entity hides them. And a pipe ends a cell in
 * a code span too, with as many rules for the backslashes before it as there are renderers.
 *
 * @see https://github.github.com/gfm/#tables-extension-
 */
export function code(text: string): string {
  return PLAIN.test(text) && !CLOSING.test(text) ? `\`${text}\`` : codeElement(text);
}

/** A text on one line as code where markdown isn't read, such as in a `<summary>`. */
export function codeElement(text: string): string {
  return `<code>${text.replace(SPECIAL, entities)}</code>`;
}

/** What a field is called: words as they are, the names of variables and the like as code. */
export function wordsOrCode(label: string): string {
  return WORDS.test(label) ? label : code(label);
}

/** A kind as it is, unless it can't be one. */
export function kindOrCode(kind: string): string {
  return /^[A-Z][A-Za-z0-9]{0,62}$/.test(kind) ? kind : code(kind);
}

function entities(text: string): string {
  return Array.from(text, (character) => `${COMMENT.get(character) ?? ''}&#${character.codePointAt(0)};`).join('');
}
