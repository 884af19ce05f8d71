/**
 * What Go's parser makes of a scalar without quotes, and so kubectl, Flux and Argo CD: YAML 1.1, but for numbers of base 60, with numbers of
 * Go's besides.
 *
 * @see https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go
 */
export function goScalar(text: string): string | number | boolean | null {
  const first = text.charCodeAt(0);
  // Nearly all text begins with a letter that no other value does.
  if (!STARTS.has(first)) return text;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  // Digits, signs and the dot.
  return first < 58 ? (goNumber(text) ?? text) : text;
}

const WORDS: ReadonlyMap<string, number | boolean | null> = new Map<string, number | boolean | null>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

const STARTS = new Set(
  ['', ...'+-.0123456789', ...[...WORDS.keys()].map((word) => word.charAt(0))].map((letter) => letter.charCodeAt(0)),
);

const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9]\d*))$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

/** The largest whole number that Go has. */
const MAX_INTEGER = 2 ** 64;

function goNumber(text: string): number | undefined {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const [, sign, hexadecimal, binary, octal, decimal] = INTEGER.exec(plain) ?? [];
  const bases: readonly (readonly [string | undefined, number])[] = [
    [hexadecimal, 16],
    [binary, 2],
    [octal, 8],
    [decimal, 10],
  ];
  const [digits, base = 10] = bases.find(([found]) => found !== undefined) ?? [];
  const whole = digits === undefined ? NaN : parseInt(digits, base);
  if (whole < MAX_INTEGER) return sign === '-' && whole !== 0 ? -whole : whole;
  return FLOAT.test(plain) ? Number(plain) || 0 : undefined;
}
