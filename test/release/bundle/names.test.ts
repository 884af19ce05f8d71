import { readBundle } from '../../../lib/release/bundle';
import { Dist, testHostile, told } from './support';

const allowed =
  'use at most 63 lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit';

/** Row X1 of faults.md, and more; each as a message shows it. */
const names: readonly (readonly [name: string, shown: string])[] = [
  ['../x', '"../x"'],
  ['a/../../b', '"a/../../b"'],
  ['/etc', '"/etc"'],
  ['..', '".."'],
  ['.', '"."'],
  ['', '""'],
  ['.git', '".git"'],
  ['.GIT', '".GIT"'],
  ['git~1', '"git~1"'],
  ['-rf', '"-rf"'],
  ['--upload-pack=/bin/sh', '"--upload-pack=/bin/sh"'],
  ['a\0b', '"a\\u0000b"'],
  ['a\n', '"a\\n"'],
  ['a'.repeat(64), `"${'a'.repeat(60)}..."`],
  ['a'.repeat(300), `"${'a'.repeat(60)}..."`],
  ['lulu.', '"lulu."'],
  ['lulu ', '"lulu "'],
  [' lulu', '" lulu"'],
  ['lulu-', '"lulu-"'],
  ['1lulu', '"1lulu"'],
  ['Lulu', '"Lulu"'],
  ['lul\u0443', '"lul\\u0443"'],
  ['\uff4culu', '"\\uff4culu"'],
  ['l\u200bulu', '"l\\u200bulu"'],
  ['\u001b[2Jlulu', '"\\u001b[2Jlulu"'],
  ['\u202eulul', '"\\u202eulul"'],
  ['refs/..', '"refs/.."'],
  ['refs/heads/main', '"refs/heads/main"'],
  ['x.lock', '"x.lock"'],
  ['@{u}', '"@{u}"'],
  ['@', '"@"'],
  ['a:b', '"a:b"'],
  ['a\\b', '"a\\\\b"'],
  ['$(id)', '"$(id)"'],
  ['*', '"*"'],
  ['__proto__x', '"__proto__x"'],
];

const devices = ['con', 'prn', 'aux', 'nul', 'com1', 'com9', 'lpt1'];

const lines = (place: string, subject: string, name: string, shown: string) =>
  devices.includes(name)
    ? `[${place}] ${subject}: ${shown} is a device on Windows; give it another name (TF2001)`
    : `[${place}] ${subject}: ${shown} can't be a name; ${allowed} (TF2001)`;

const all = [...names, ...devices.map((name) => [name, `"${name}"`] as const)];

describe('the name of an application that somebody gives', () => {
  test.each(all)('can not be %j (X1)', (name, shown) => {
    // Told before the folder is looked for.
    expect(told(() => readBundle('/nowhere', name))).toEqual([lines('', 'application', name, shown).slice(3)]);
  });

  test.each([undefined, null, 3, {}])('can not be %p', (name) => {
    const [line] = told(() => readBundle('/nowhere', name as never));
    expect(line).toMatch(/^application: .+ can't be a name; .+ \(TF2001\)$/);
  });
});

describe('the name of an application in a descriptor', () => {
  testHostile(
    all.map(([name, shown]) => ({
      what: `${JSON.stringify(name)} (X1)`,
      make: (dist: Dist) => dist.put('application', name),
      told: lines('lulu', 'descriptor application', name, shown),
    })),
  );
});

describe('the name of an environment', () => {
  testHostile(
    all.map(([name, shown]) => ({
      what: `${JSON.stringify(name)} (X1)`,
      make: (dist: Dist) => dist.put(['environments', name], { digest: `sha256:${'0'.repeat(64)}` }),
      told: lines('lulu', 'descriptor environments', name, shown),
    })),
  );
});

describe('the name of a slot', () => {
  testHostile(
    all.map(([name, shown]) => ({
      what: `${JSON.stringify(name)} (X1)`,
      make: (dist: Dist) => {
        dist.put('environments.production.slots.names.1', name);
        dist.put('environments.production.slots.traffic.green');
        dist.put(['environments', 'production', 'slots', 'traffic', name], []);
      },
      told: lines('lulu/production', 'slots.names', name, shown),
    })),
  );
});

describe('the version', () => {
  const versions: readonly (readonly [version: string, shown: string])[] = [
    ['', '""'],
    ['.', '"."'],
    ['..', '".."'],
    ['-rf', '"-rf"'],
    ['../x', '"../x"'],
    ['1.5.0+build', '"1.5.0+build"'],
    ['1.5.0-', '"1.5.0-"'],
    ['v 1', '"v 1"'],
    ['1\n', '"1\\n"'],
    ['1\u0660', '"1\\u0660"'],
    ['1'.repeat(64), `"${'1'.repeat(60)}..."`],
  ];

  testHostile(
    versions.map(([version, shown]) => ({
      what: `${JSON.stringify(version)} (X1)`,
      make: (dist: Dist) => dist.put('version', version),
      told: `[lulu] descriptor version: ${shown} can't be a version; use at most 63 letters, digits, dots, hyphens and underscores, beginning and ending with a letter or digit (TF2007)`,
    })),
  );
});
