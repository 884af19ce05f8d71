import { type HostileBundle, manifest, testHostile } from './support';

/** A file with this content, and what is told of it. */
function content(what: string, text: string | Buffer, told: string): HostileBundle {
  return {
    what,
    make: (dist) => dist.write('staging/lulu/Service.x.yaml', text),
    told: `[lulu/staging] Service.x.yaml: ${told}`,
  };
}

/** A Service with more than that: it begins at line 5. */
function service(what: string, more: string, told: string): HostileBundle {
  return content(what, `${manifest('Service', 'x')}${more}`, told);
}

const escape = 'leave it out, or write it as an escape in double quotes (TF2018)';
const utf8 = 'it is not UTF-8; save it as UTF-8, and binary data elsewhere (TF2018)';
const rendered = 'correct it where it is rendered (TF2019)';
const values = 'write plain values (TF2020)';
const flatter = 'line 5: it is more than 200 levels deep; write it flatter (TF2021)';
const parts = 'it has more than 50000 parts; split the object (TF2021)';
const lines = 'it has more than 200000 lines; split the object (TF2021)';
const quoted = 'write text, in quotes if it reads as something else (TF2022)';
const once = 'the key is there twice; write each key once (TF2022)';

const text: readonly HostileBundle[] = [
  content('binary data', Buffer.from([0xff, 0xfe, 0x00, 0x80]), utf8),
  content('Latin 1', Buffer.from(manifest('Service', 'x', '# \xe4\n'), 'latin1'), utf8),
  content('a character in two halves', Buffer.from([0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]), utf8),
  content('a slash in two bytes', Buffer.from([0x61, 0xc0, 0xaf]), utf8),
  content('a byte order mark', `\ufeff${manifest('Service', 'x')}`, `line 1: there is a byte order mark; ${escape}`),
  service('a byte order mark further on', 'spec: \ufeff\n', `line 5: there is a byte order mark; ${escape}`),
  content(
    'CR LF (D4)',
    manifest('Service', 'x').replaceAll('\n', '\r\n'),
    'line 1: it ends with CR; end lines with LF alone (TF2018)',
  ),
  service('CR alone', 'spec: 1\r', 'line 5: it ends with CR; end lines with LF alone (TF2018)'),
  service('NUL', 'spec: a\0b\n', `line 5: there is U+0000; ${escape}`),
  service('an escape sequence', '# \u001b[2J\n', `line 5: there is U+001B; ${escape}`),
  // YAML 1.1 ends the line, and kubectl with it: what was a comment is not.
  service('a line break of YAML 1.1', '# \u2028stringData:\n', `line 5: there is U+2028; ${escape}`),
  service('another line break of YAML 1.1', '# \u0085stringData:\n', `line 5: there is U+0085; ${escape}`),
];

const documents: readonly HostileBundle[] = [
  content('nothing', '', 'it is empty; a file has one object: remove it and run npx cdk8s synth again (TF2019)'),
  content('a comment', '# x\n', 'it is empty; a file has one object: remove it and run npx cdk8s synth again (TF2019)'),
  service(
    'a second object',
    `---\n${manifest('Service', 'y')}`,
    'line 5: a second document begins; write a file for each object (TF2019)',
  ),
  content(
    'a second, empty document',
    `---\n${manifest('Service', 'x')}---\n`,
    'line 6: a second document begins; write a file for each object (TF2019)',
  ),
  service('what is no YAML', 'spec: [\n', `line 6 is not YAML: bad indent; ${rendered}`),
  service('a tab', 'spec:\n\ta: 1\n', `line 6 is not YAML: tab as indent; ${rendered}`),
  service('a bracket too many', 'spec: ]\n', `line 5 is not YAML: unexpected token; ${rendered}`),
  service('a bad escape', 'spec: "\\q"\n', `line 5 is not YAML: bad dq escape; ${rendered}`),
  service('a template', 'spec: {{ .Values.password }}\n', `line 5: a key is no string; ${quoted}`),
];

const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  .concat([...'bcdefghi'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]}, `.repeat(9)}]`))
  .join('\n');

const features: readonly HostileBundle[] = [
  service('a YAML bomb (X5)', `${bomb}\n`, `line 5: there is an anchor; ${values}`),
  service('a YAML bomb of lists that have themselves (X5)', 'a: &a [*a]\n', `line 5: there is an anchor; ${values}`),
  service('an alias (X5)', 'a: *a\n', `line 5: there is an alias; ${values}`),
  service('a merge key (X5)', 'spec:\n  <<: {a: 1}\n', `line 6: there is a merge key; ${values}`),
  ...[
    '!!js/function "function () {}"',
    '!!binary aGFsbG8=',
    '!!python/object/apply:os.system [id]',
    '!x y',
    '!!str 1',
  ].map((value) => service(`the tag of ${value} (X5)`, `spec: ${value}\n`, `line 5: there is a tag; ${values}`)),
  content('a directive', `%YAML 1.1\n---\n${manifest('Service', 'x')}`, `line 1: there is a directive; ${values}`),
  content('a tag directive', `%TAG ! tag:x,2000:\n---\na: 1\n`, `line 1: there is a directive; ${values}`),
];

const nested = (open: string, close = '') => `spec: ${open.repeat(10_000)}${close.repeat(10_000)}\n`;

const sizes: readonly HostileBundle[] = [
  service('10,000 lists in one another (X5)', nested('[', ']'), flatter),
  service('10,000 objects in one another (X5)', nested('{a: ', '}'), flatter),
  service('10,000 lists that are not closed (X5)', nested('['), flatter),
  content('10,000 dashes (X5)', `${'- '.repeat(10_000)}\n`, flatter.replace('line 5', 'line 1')),
  content('10,000 keys without values (X5)', `${'? '.repeat(10_000)}\n`, flatter.replace('line 5', 'line 1')),
  content(
    '1,000 levels by indentation (X5)',
    Array.from({ length: 1_000 }, (_, level) => `${' '.repeat(level)}a:\n`).join(''),
    'line 202: it is more than 200 levels deep; write it flatter (TF2021)',
  ),
  // Each of these is at most what a file may have, and made to be slow.
  ...['1, ', '[], ', '"", ', ', ', '? ', '{a: 1}, '].map((part) =>
    service(
      `2 MB of ${JSON.stringify(part)} in a list (X5)`,
      `spec: [${part.repeat(2_000_000 / part.length)}]\n`,
      parts,
    ),
  ),
  ...['a: 1\n', '- 1\n', '-\n', ':\n', '#\n', '\n', ' \n', '? a\n'].map((line) =>
    content(`2 MB of ${JSON.stringify(line)} (X5)`, line.repeat(2_000_000 / line.length), lines),
  ),
  ...['? a\n', '-\n', '#\n', ' \n'].map((line) =>
    content(`150,000 of ${JSON.stringify(line)} (X5)`, line.repeat(150_000), parts),
  ),
  service('2 MB of lines in a text (X5)', `spec: |+\n${'\n'.repeat(2_000_000)}`, lines),
  service(
    'as many mistakes as parts (X5)',
    `spec: [${','.repeat(49_000)}]\n`,
    `line 5 is not YAML: unexpected token; ${rendered}`,
  ),
  service(
    '2 MB of brackets that close (X5)',
    `spec: ${']'.repeat(2_000_000)}\n`,
    `line 5 is not YAML: unexpected token; ${rendered}`,
  ),
];

const keys: readonly HostileBundle[] = [
  service('a key that is there twice (X5)', 'spec:\n  a: 1\n  b: 2\n  a: 3\n', `line 8: ${once}`),
  content('a kind that is there twice (X5)', `${manifest('Service', 'x')}kind: Secret\n`, `line 5: ${once}`),
  service('a key that is there twice in other quotes', 'spec:\n  "a": 1\n  \'a\': 3\n', `line 7: ${once}`),
  service(
    '__proto__ (X5)',
    'spec:\n  __proto__: {a: 1}\n',
    'line 6: the key is "__proto__"; choose another one (TF2022)',
  ),
  service(
    '__proto__ as an escape (X5)',
    'spec:\n  "\\x5f_proto__": 1\n',
    'line 6: the key is "__proto__"; choose another one (TF2022)',
  ),
  ...['1', '1.5', 'true', 'null', '~', '', '[a]', '{a: 1}'].map((key) =>
    service(`the key ${key || 'that is empty'}`, `spec:\n  ? ${key}\n  : 1\n`, `line 6: a key is no string; ${quoted}`),
  ),
];

describe('of text', () => testHostile(text));
describe('of documents', () => testHostile(documents));
describe('of what is more than plain data', () => testHostile(features));
describe('of depth and length', () => testHostile(sizes));
describe('of keys', () => testHostile(keys));
