import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationsIn, parseDescriptor, readBundle } from '../../../lib/release/bundle';
import { Dist, type HostileBundle, service, testHostile, told } from './support';

function text(what: string, content: string | Buffer, ...lines: readonly string[]): HostileBundle {
  return { what, make: (dist) => dist.write('lulu.json', content), told: lines.map((line) => `[lulu] ${line}`) };
}

/** A value of the descriptor; none removes what is there. */
function field(
  what: string,
  path: string | readonly string[],
  value: unknown,
  ...lines: readonly string[]
): HostileBundle {
  return {
    what,
    make: (dist) => dist.put(path, value),
    told: lines.map((line) => `[lulu] descriptor ${line} (TF2004)`),
  };
}

const anew = 'run npx cdk8s synth again, it writes the descriptor (TF2004)';
const digest = 'give "sha256:" and 64 hexadecimal digits';
const unknown = 'this field is not known; remove it, or use the version of cdk8s-twelve-factor that wrote it';
const edit = 'environments.production.slots.traffic.blue[0]';

const texts: readonly HostileBundle[] = [
  text('nothing', '', `descriptor: it is no JSON; ${anew}`),
  text('what is no JSON', '{"schema": 1,}', `descriptor: it is no JSON; ${anew}`),
  text('a byte order mark', '\ufeff{}', `descriptor: it is no JSON; ${anew}`),
  text(
    'binary data',
    Buffer.from([0xff, 0xfe, 0x00]),
    'lulu.json: it is not UTF-8; save it as UTF-8, and binary data elsewhere (TF2018)',
  ),
  text('null', 'null', "descriptor: null can't be it; give an object (TF2004)"),
  text('a list', '[]', "descriptor: a list can't be it; give an object (TF2004)"),
  text(
    '10,000 lists in one another (X5)',
    `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    `descriptor: it is nested more than 20 levels deep; ${anew}`,
  ),
  text(
    '2 MB of small things (X5)',
    `[${'0,'.repeat(1_000_000)}0]`,
    `descriptor: it has more than 200000 values; ${anew}`,
  ),
  text(
    '__proto__ (X5)',
    '{"schema": 1, "environments": {"__proto__": {}}}',
    `descriptor: it has a key "__proto__"; ${anew}`,
  ),
  text('__proto__ as an escape (X5)', '{"\\u005f_proto__": {}}', `descriptor: it has a key "__proto__"; ${anew}`),
  text(
    'a newer format',
    '{"schema": 2, "what": "ever"}',
    'descriptor schema: 2 is a format that this version does not know; release with the version of cdk8s-twelve-factor that rendered it (TF2005)',
  ),
];

const slots = 'environments.production.slots';
const file = `give a file of the environment, as in 'Service.lulu-api.yaml'`;

const fields: readonly HostileBundle[] = [
  text(
    'an empty object',
    '{}',
    'descriptor schema: it is missing; give 1 (TF2004)',
    'descriptor application: it is missing; give the name of the application (TF2004)',
    'descriptor version: it is missing; give the version of the release (TF2004)',
    'descriptor renderer: it is missing; give the versions of what rendered it (TF2004)',
    'descriptor images: it is missing; give a list of images (TF2004)',
    'descriptor environments: it is missing; give an object for each environment (TF2004)',
  ),
  field('a schema of text', 'schema', '1', 'schema: "1" can\'t be it; give 1'),
  field('a version that is a number', 'version', 1.5, "version: 1.5 can't be it; give the version of the release"),
  field('images that are no list', 'images', 'a:1', 'images: "a:1" can\'t be it; give a list of images'),
  field(
    'images that are none, and an escape sequence for a terminal',
    'images',
    [1, '\u001b[2J'],
    "images[0]: 1 can't be it; give the reference of an image",
    'images[1]: "\\u001b[2J" can\'t be it; give the reference of an image',
  ),
  field(
    'a version of a renderer that is none',
    'renderer.cdk8s',
    ['2'],
    "renderer.cdk8s: a list can't be it; give a version",
  ),
  field(
    'no environments',
    'environments',
    {},
    'environments: there is none; give the platform one and run npx cdk8s synth',
  ),
  field(
    'environments in a list',
    'environments',
    [],
    "environments: a list can't be it; give an object for each environment",
  ),
  field(
    'an environment that is null',
    'environments.staging',
    null,
    "environments.staging: null can't be it; give an object with digest",
  ),
  field(
    'a digest that is missing',
    'environments.staging.digest',
    undefined,
    `environments.staging.digest: it is missing; ${digest}`,
  ),
  field(
    'a digest that is none',
    'environments.staging.digest',
    'sha256:abc',
    `environments.staging.digest: "sha256:abc" can't be it; ${digest}`,
  ),
  field(
    'a digest with something behind it',
    'environments.staging.digest',
    `sha256:${'0'.repeat(64)}\n`,
    `environments.staging.digest: "sha256:${'0'.repeat(53)}..." can't be it; ${digest}`,
  ),
  field('a field that nobody knows', 'environments.staging.tree', 1, `environments.staging.tree: ${unknown}`),
  field('a field with a strange name', ['\u001b'.repeat(99)], 1, `["${'\\u001b'.repeat(60)}..."]: ${unknown}`),
  field('one slot', `${slots}.names`, ['blue'], `${slots}.names: a list can't be it; give the names of two slots`),
  field(
    'slots without fields',
    slots,
    {},
    `${slots}.names: it is missing; give the names of two slots`,
    `${slots}.live: it is missing; give the name of a slot`,
    `${slots}.traffic: it is missing; give a list of edits for each slot`,
  ),
  field(
    'an edit without fields',
    `${slots}.traffic.blue`,
    [{}],
    `${edit}.file: it is missing; ${file}`,
    `${edit}.path: it is missing; give a list of keys and indices`,
    `${edit}.value: it is missing; give text, a number, true, false or null`,
  ),
  ...['../../../x.yaml', '/etc/x.yaml', '.git/x.yaml', 'a/b/x.yaml', 'x.json', '-rf.yaml'].map((path) =>
    field(
      `an edit of ${path} (X1)`,
      `${slots}.traffic.blue.0.file`,
      path,
      `${edit}.file: "${path}" can't be it; ${file}`,
    ),
  ),
  field(
    'an edit without a path',
    `${slots}.traffic.blue.0.path`,
    [],
    `${edit}.path: a list can't be it; give one key at least`,
  ),
  field(
    'an edit with odd steps',
    `${slots}.traffic.blue.0.path`,
    ['spec', -1, 1.5, null],
    `${edit}.path[1]: -1 can't be it; give an index from 0 on`,
    `${edit}.path[2]: 1.5 can't be it; give a key, or the index of an item`,
    `${edit}.path[3]: null can't be it; give a key, or the index of an item`,
  ),
  field(
    'an edit that puts in more than a value',
    `${slots}.traffic.blue.0.value`,
    { kind: 'Secret' },
    `${edit}.value: an object can't be it; give text, a number, true, false or null`,
  ),
  field(
    'shares that are no percents',
    `${slots}.shares`,
    [0, { share: 0.5, edits: [] }, { share: 101, edits: [] }, { share: -1 }],
    `${slots}.shares[0]: 0 can't be it; give an object with share and edits`,
    `${slots}.shares[1].share: 0.5 can't be it; give whole percents from 0 to 100`,
    `${slots}.shares[2].share: 101 can't be it; give whole percents from 0 to 100`,
    `${slots}.shares[3].share: -1 can't be it; give whole percents from 0 to 100`,
    `${slots}.shares[3].edits: it is missing; give a list of edits`,
  ),
  field(
    'no shares at all',
    `${slots}.shares`,
    [],
    `${slots}.shares: a list can't be it; give one share at least, or leave it out`,
  ),
];

const folders: readonly HostileBundle[] = [
  {
    what: 'no descriptor',
    make: (dist) => dist.remove('lulu.json'),
    told: '[lulu] lulu.json: it is not in dist; run npx cdk8s synth (TF2003)',
  },
  {
    what: 'a descriptor of others',
    make: (dist) => {
      dist.remove('lulu.json');
      ['shop', 'hermes'].forEach((name) => dist.write(`${name}.json`, '{}'));
      ['construct-metadata', 'x_y', '.x'].forEach((name) => dist.write(`${name}.json`, '{}'));
    },
    told: '[lulu] lulu.json: it is not in dist; run npx cdk8s synth, or choose of hermes, shop (TF2003)',
  },
  {
    what: 'a descriptor of many others',
    make: (dist) => {
      dist.remove('lulu.json');
      [...'kjihgfedcba'].forEach((name) => dist.write(`${name}.json`, '{}'));
    },
    told: '[lulu] lulu.json: it is not in dist; run npx cdk8s synth, or choose of a, b, c, d, e, f, g, h, i, j, ... (TF2003)',
  },
  {
    what: 'no folder',
    make: (dist) => {
      dist.remove();
    },
    told: 'bundles: dist is no folder that can be read (ENOENT); run npx cdk8s synth, or name its output (TF2002)',
  },
  {
    what: 'the descriptor of another application',
    make: (dist) => dist.put('application', 'shop'),
    told: '[lulu] lulu.json: the descriptor is that of shop; run npx cdk8s synth again (TF2006)',
  },
  {
    what: 'an environment without its folder',
    make: (dist) => dist.remove('staging'),
    told: '[lulu/staging] staging/lulu: no file is in it; run npx cdk8s synth again (TF2010)',
  },
  {
    what: 'an empty environment',
    make: (dist) => {
      dist.remove('production/lulu/Service.lulu-api.yaml');
      ['blue', 'green'].forEach((slot) => dist.remove(`production/lulu/${slot}/Deployment.lulu-api-${slot}.yaml`));
    },
    told: '[lulu/production] production/lulu: no file is in it; run npx cdk8s synth again (TF2010)',
  },
  {
    what: 'an environment that the descriptor does not name',
    make: (dist) => {
      dist.write('old/lulu/Service.lulu-api.yaml', service);
      dist.write('other/shop/Service.shop.yaml', service);
      dist.write('file', '');
    },
    told: '[lulu] old/lulu: old is no environment of the descriptor; remove it, or run npx cdk8s synth again (TF2011)',
  },
  {
    what: 'a byte that was changed',
    make: (dist) => dist.write('staging/lulu/Service.lulu-api.yaml', service.replace('80', '81')),
    told: '[lulu/staging] digest: the files were changed after synthesis, from sha256:27277ad849d0 to sha256:bf278890a53f; change what renders them and run npx cdk8s synth again (TF2012)',
  },
  {
    what: 'a file that was removed',
    make: (dist) => dist.remove('staging/lulu/Service.lulu-api.yaml'),
    told: '[lulu/staging] digest: the files were changed after synthesis, from sha256:27277ad849d0 to sha256:c141d27da305; change what renders them and run npx cdk8s synth again (TF2012)',
  },
  {
    what: 'everything that is wrong in several places',
    make: (dist) => {
      dist.write('old/lulu/x.yaml', service);
      dist.write('staging/lulu/x.md', '');
      dist.write('staging/lulu/y.yaml', 'a: *a');
      dist.remove('production');
    },
    told: [
      '[lulu] old/lulu: old is no environment of the descriptor; remove it, or run npx cdk8s synth again (TF2011)',
      `[lulu/staging] "x.md": it is not the name of a manifest; name it as in 'Deployment.lulu-api.yaml', or remove it (TF2014)`,
      '[lulu/production] production/lulu: no file is in it; run npx cdk8s synth again (TF2010)',
      '[lulu/staging] y.yaml: line 1: there is an alias; write plain values (TF2020)',
    ],
  },
];

describe('of texts', () => testHostile(texts));
describe('of fields', () => testHostile(fields));
describe('of folders', () => testHostile(folders));

test('what can not be looked at is told by the code of the system, not by its text', () => {
  const long = join('/', 'x'.repeat(5000));
  expect(told(() => readBundle(long, 'lulu'))).toEqual([
    "[lulu] lulu.json: it can't be read (ENAMETOOLONG); see that it is there and yours to read (TF2017)",
  ]);
});

test('applications are listed by their descriptors, sorted, whatever else is in the folder', () => {
  const dist = new Dist();
  ['shop', 'construct-metadata', 'Shop', 'con', '-x', ''].forEach((name) => dist.write(`${name}.json`, '{}'));
  expect(applicationsIn(dist.folder)).toEqual(['lulu', 'shop']);
  expect(told(() => applicationsIn(join(dist.folder, 'lulu.json')))).toEqual([
    `bundles: ${dist.folder}/lulu.json is no folder that can be read (ENOTDIR); run npx cdk8s synth, or name its output (TF2002)`,
  ]);
  dist.remove();
});

test('a descriptor is read of a text alone, and told by the place that is given', () => {
  const dist = new Dist();
  const content = readFileSync(join(dist.folder, 'lulu.json'), 'utf8');
  expect(parseDescriptor(content, 'lulu 1.5.0')).toEqual(JSON.parse(content));
  expect(told(() => parseDescriptor('', 'lulu 1.5.0'))).toEqual([`[lulu 1.5.0] descriptor: it is no JSON; ${anew}`]);
  dist.remove();
});
