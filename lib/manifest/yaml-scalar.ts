/**
 * Strings and numbers as YAML text that no parser misreads: Go's YAML (kubectl, Flux, Argo CD), YAML 1.1 and YAML 1.2.
 *
 * The plain rule is an allow-list. Each parser reads some words as something other than a string (`no`, `0o17`, `1:20`,
 * `2001-01-01`), and the lists differ; what is not sure to be a string everywhere is quoted.
 */

/** Characters that mean nothing inside a plain scalar, in any context a block-style document can put them. */
const INNER = String.raw`[\w./@%+=,()$;<>^~*&!?|'-]`;

const PLAIN = new RegExp(
  '^' +
    // Booleans and null of YAML 1.1, in any case, and a bare exponent, which `yaml` takes for a number in version 1.1:
    // an abbreviated commit id may well be `e1234567`. (`~`, `=` and `<<` fail the next line.)
    String.raw`(?!(?:y|n|yes|no|on|off|true|false|null|-?e[-+]?\d+)$)` +
    // A letter, a path, a command-line flag; or a digit, if some character follows that no number or date has:
    // hexadecimal digits, the letters of `0x`, `0o`, `T`, `Z` and `p` (binary exponent), and separators are not enough.
    String.raw`(?:[a-z_$(]|\.{0,2}/|--?[a-z]|\d(?=.*[^\da-foptxz_.:,+ -]))` +
    // A colon or a space only between other characters, and no space beside a colon: `a: b` is a mapping.
    `(?:${INNER}|:(?=:|${INNER})| (?=${INNER}))*$`,
  'i',
);

/** Longer ones are quoted unread: on megabytes the pattern would exhaust the stack of the regular expression engine. */
const MAX_PLAIN_LENGTH = 1024;

/**
 * Characters that are always written as escapes: controls, line breaks of other standards (U+0085, U+2028, U+2029),
 * spaces that look like a space but are none, invisible and direction-changing characters, the byte order mark,
 * specials and non-characters, and the planes above 13 (tags, private use). Fixed ranges rather than Unicode
 * properties, whose extent depends on the version of Node.js. (With the `u` flag, a surrogate matches only alone.)
 */
const HIDDEN =
  String.raw`\x7f-\xa0\xad\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000` +
  String.raw`\ud800-\udfff\ufeff\ufff0-\uffff\u{e0000}-\u{10ffff}`;

const ESCAPED = new RegExp(String.raw`["\\\x00-\x1f${HIDDEN}]`, 'gu');
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const LONE_SURROGATE = /[\ud800-\udfff]/u;

/**
 * What a literal block cannot hold, or would hold only until the next editor saves the file: hidden characters, blanks
 * before a line break or at the end, and text without anything to see.
 */
const NOT_LITERAL = new RegExp(String.raw`[\x00-\x08\x0b-\x1f${HIDDEN}]|[ \t]\n|[ \t]$|^\n*$`, 'u');

/**
 * A string on one line: plain where every parser agrees that it is a string, else in double quotes. `undefined` for what
 * no YAML stream can hold: a lone surrogate, which is not Unicode text.
 */
export function inlineString(text: string): string | undefined {
  return text.length <= MAX_PLAIN_LENGTH && PLAIN.test(text) ? text : quoted(text);
}

/**
 * A string of several lines as a literal block, header included, or `undefined` where it would not survive as one.
 *
 * @param indent what precedes each line of the block: two spaces more than the parent node.
 */
export function literalBlock(text: string, indent: string): string | undefined {
  if (NOT_LITERAL.test(text)) return undefined;
  // Without the indicator, parsers take the indentation from the first line, which would then lose its own.
  const indicator = /^[ \t\n]/.test(text) ? '2' : '';
  const chomping = !text.endsWith('\n') ? '-' : text.endsWith('\n\n') ? '+' : '';
  const lines = text.replace(/^(?=.)/gm, indent);
  return `|${indicator}${chomping}\n${lines}${chomping === '-' ? '\n' : ''}`;
}

/**
 * A finite number in the one notation that all parsers read as this number. YAML 1.1 wants a point and a signed
 * exponent (`1.0e+21`, where JavaScript prints `1e+21`); integers beyond the safe range are floats, so that no parser
 * claims digits the number never had. Minus zero becomes `0`: JSON, and so Kubernetes, has no use for its sign.
 */
export function finiteNumber(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  const digits = Number.isInteger(value) ? value.toExponential() : String(value);
  return digits.replace(/^(-?\d+)e/, '$1.0e');
}

function quoted(text: string): string | undefined {
  if (LONE_SURROGATE.test(text)) return undefined;
  return `"${text.replace(ESCAPED, escape)}"`;
}

/** Escapes by code point: Go refuses the surrogate pairs that JSON uses beyond U+FFFF. */
function escape(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0)!.toString(16).toUpperCase();
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
