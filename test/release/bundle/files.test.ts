import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { BUNDLE_LIMITS, readBundle } from '../../../lib/release/bundle';
import { Dist, type HostileBundle, manifest, service, testHostile, told } from './support';

const bad = 'it is not the name of a manifest';
const named = "name it as in 'Deployment.lulu-api.yaml', or remove it";
const plain = 'remove it, only plain files are released';
const anew = 'remove it and run npx cdk8s synth again';

const links: readonly HostileBundle[] = [
  {
    what: 'a link in the place of a file (X2)',
    make: (dist) => dist.link('staging/lulu/Secret.x.yaml', '/etc/passwd'),
    told: `[lulu/staging] Secret.x.yaml: it is a symbolic link; ${plain} (TF2013)`,
  },
  {
    what: 'a link to a file of the same bundle (X2)',
    make: (dist) => dist.link('staging/lulu/Service.x.yaml', 'Service.lulu-api.yaml'),
    told: `[lulu/staging] Service.x.yaml: it is a symbolic link; ${plain} (TF2013)`,
  },
  {
    what: 'a link that leads nowhere (X2)',
    make: (dist) => dist.link('staging/lulu/Service.x.yaml', 'nowhere'),
    told: `[lulu/staging] Service.x.yaml: it is a symbolic link; ${plain} (TF2013)`,
  },
  {
    what: 'a link in the place of an environment (X2)',
    make: (dist) => {
      dist.remove('staging');
      dist.link('staging', 'production');
    },
    told: `[lulu/staging] staging: it is a symbolic link, not a folder; ${anew} (TF2013)`,
  },
  {
    what: 'a link to / in the place of the application (X2)',
    make: (dist) => {
      dist.remove('staging/lulu');
      dist.link('staging/lulu', '/');
    },
    told: `[lulu/staging] staging/lulu: it is a symbolic link, not a folder; ${anew} (TF2013)`,
  },
  {
    what: 'a link in the place of a slot (X2)',
    make: (dist) => {
      dist.remove('production/lulu/green');
      dist.link('production/lulu/green', 'blue');
    },
    told: `[lulu/production] "green": it is a symbolic link; ${plain} (TF2013)`,
  },
  {
    what: 'a link in the place of the descriptor (X2)',
    make: (dist) => {
      dist.remove('lulu.json');
      dist.link('lulu.json', '../../etc/passwd');
    },
    told: `[lulu] lulu.json: it is a symbolic link; ${anew} (TF2013)`,
  },
];

const kinds: readonly HostileBundle[] = [
  {
    what: 'a named pipe',
    make: (dist) => dist.makePipe('staging/lulu/Service.x.yaml'),
    told: `[lulu/staging] Service.x.yaml: it is a named pipe; ${plain} (TF2013)`,
  },
  {
    what: 'a folder that is called like a file',
    make: (dist) => dist.write('staging/lulu/Service.x.yaml/x.yaml', service),
    told: '[lulu/staging] Service.x.yaml: it is a folder and no slot; remove it, this environment has no slots (TF2013)',
  },
  {
    what: 'a folder that is no slot',
    make: (dist) => dist.write('production/lulu/red/Service.x.yaml', service),
    told: '[lulu/production] "red": it is a folder and no slot; remove it, the slots are blue and green (TF2013)',
  },
  {
    what: 'a folder in a slot, even with the name of a slot',
    make: (dist) => dist.write('production/lulu/blue/green/Service.x.yaml', service),
    told: '[lulu/production] "blue/green": it is a folder and no slot; remove it, the slots are blue and green (TF2013)',
  },
  {
    what: 'a folder where there are no slots',
    make: (dist) => dist.write('staging/lulu/blue/Service.x.yaml', service),
    told: '[lulu/staging] "blue": it is a folder and no slot; remove it, this environment has no slots (TF2013)',
  },
  {
    what: 'a file in the place of the application',
    make: (dist) => {
      dist.remove('staging/lulu');
      dist.write('staging/lulu', service);
    },
    told: `[lulu/staging] staging/lulu: it is a file, not a folder; ${anew} (TF2013)`,
  },
  {
    what: 'a folder in the place of the descriptor',
    make: (dist) => {
      dist.remove('lulu.json');
      mkdirSync(join(dist.folder, 'lulu.json'));
    },
    told: `[lulu] lulu.json: it is a folder; ${anew} (TF2013)`,
  },
  {
    what: 'a repository',
    make: (dist) => dist.write('staging/lulu/.git/config', '[core]\n'),
    told: '[lulu/staging] ".git": it is hidden; remove it, no repository is part of a release (TF2014)',
  },
  {
    what: 'a submodule',
    make: (dist) => dist.write('staging/lulu/.git', 'gitdir: ../../../.git\n'),
    told: '[lulu/staging] ".git": it is hidden; remove it, no repository is part of a release (TF2014)',
  },
  {
    what: 'what macOS leaves in folders',
    make: (dist) => dist.write('staging/lulu/.DS_Store', 'x'),
    told: '[lulu/staging] ".DS_Store": it is hidden; remove it, macOS made it: find dist -name .DS_Store -delete (TF2014)',
  },
  {
    what: 'a hidden file',
    make: (dist) => dist.write('production/lulu/blue/.x.yaml', service),
    told: '[lulu/production] "blue/.x.yaml": it is hidden; remove it (TF2014)',
  },
];

const fileNames: readonly (readonly [name: string, shown: string, given?: string])[] = [
  ['README.md', '"README.md"'],
  ['kustomization.json', '"kustomization.json"'],
  ['Service.x.yaml.lock', '"Service.x.yaml.lock"'],
  ['Service.x.yaml.', '"Service.x.yaml."'],
  ['Service.x.yaml ', '"Service.x.yaml "'],
  ['Service.x.YAML', '"Service.x.YAML"'],
  ['Service x.yaml', '"Service x.yaml"'],
  ['-rf.yaml', '"-rf.yaml"'],
  ['_x.yaml', '"_x.yaml"'],
  ['git~1.yaml', '"git~1.yaml"'],
  ['a:b.yaml', '"a:b.yaml"'],
  ['a\\b.yaml', '"a\\\\b.yaml"'],
  ['$(id).yaml', '"$(id).yaml"'],
  ['@{u}.yaml', '"@{u}.yaml"'],
  ['S\u0435rvice.x.yaml', '"S\\u0435rvice.x.yaml"'],
  ['Service.\u001b[2J.yaml', '"Service.\\u001b[2J.yaml"'],
  ['Service.x\n.yaml', '"Service.x\\n.yaml"'],
  ['con.yaml', 'con.yaml', 'it is a device on Windows'],
  ['Nul.x.yml', 'Nul.x.yml', 'it is a device on Windows'],
];

const names: readonly HostileBundle[] = [
  ...fileNames.map(([name, shown, given = bad]) => ({
    what: `the file name ${JSON.stringify(name)} (X1)`,
    make: (dist: Dist) => dist.write(`staging/lulu/${name}`, service),
    told: `[lulu/staging] ${shown}: ${given}; ${named} (TF2014)`,
  })),
  {
    what: 'a path of more than 255 characters (X1)',
    make: (dist) => dist.write(`production/lulu/blue/${'a'.repeat(246)}.yaml`, service),
    told: `[lulu/production] "blue/${'a'.repeat(55)}...": its path has 256 characters, more than 255; ${named} (TF2014)`,
  },
  {
    what: 'a name that differs in case alone',
    make: (dist) => dist.write('staging/lulu/service.lulu-api.yaml', manifest('Service', 'other')),
    told: '[lulu/staging] service.lulu-api.yaml: it differs from Service.lulu-api.yaml in case alone; give one of the two another name (TF2015)',
  },
];

const limits = { fileBytes: 2000, bundleBytes: 1_000_000, files: 100 };
const comment = `# ${'x'.repeat(9_998)}\n`;

const sizes: readonly HostileBundle[] = [
  {
    what: 'a file of 100 MB (X5)',
    make: (dist) => dist.makeLarge('staging/lulu/Service.x.yaml', 100_000_000),
    told: '[lulu/staging] Service.x.yaml: 100000000 bytes are more than 2097152; split the object, a cluster takes none of this size (TF2016)',
  },
  {
    what: 'a descriptor of 100 MB (X5)',
    make: (dist) => dist.makeLarge('lulu.json', 100_000_000),
    told: '[lulu] lulu.json: 100000000 bytes are more than 2097152; run npx cdk8s synth again, no descriptor is of this size (TF2016)',
  },
  {
    what: 'a byte too many',
    make: (dist) => dist.write('staging/lulu/Service.x.yaml', Buffer.alloc(2001, '#')),
    told: '[lulu/staging] Service.x.yaml: 2001 bytes are more than 2000; split the object, a cluster takes none of this size (TF2016)',
    limits,
  },
  {
    what: 'a folder of too many files',
    make: (dist) => {
      for (let index = 0; index < 100; index++) dist.write(`staging/lulu/x${index}.yaml`, service);
    },
    told: '[lulu/staging] folder: 102 files are more than 100; split the application (TF2016)',
    limits,
  },
  {
    what: 'too many files in all folders together',
    make: (dist) => {
      for (let index = 0; index < 48; index++) dist.write(`staging/lulu/x${index}.yaml`, service);
      for (let index = 0; index < 48; index++) dist.write(`production/lulu/blue/x${index}.yaml`, service);
    },
    told: '[lulu] bundle: 101 files are more than 100; split the application (TF2016)',
    limits,
  },
  {
    what: 'files that are too large together',
    make: (dist) => {
      for (let index = 0; index < 100; index++) dist.write(`staging/lulu/x${index}.yaml`, comment);
    },
    told: '[lulu] bundle: 1000607 bytes are more than 1000000; split the application (TF2016)',
    limits: { ...limits, fileBytes: 100_000, files: 200 },
  },
];

describe('of links', () => testHostile(links));
describe('of what is no manifest', () => testHostile(kinds));
describe('of file names', () => testHostile(names));
describe('of sizes', () => testHostile(sizes));

test('a socket is told, and not opened', async () => {
  const dist = new Dist();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(dist.folder, 'staging/lulu/x.yaml'), resolve));
  expect(told(() => readBundle(dist.folder, 'lulu'))).toEqual([
    `[lulu/staging] x.yaml: it is a socket; ${plain} (TF2013)`,
  ]);
  await new Promise((resolve) => server.close(resolve));
  dist.remove();
});

test('the folder of bundles itself may be a link, as the one who releases named it', () => {
  const dist = new Dist();
  const other = new Dist();
  other.link('link', dist.folder);
  expect(readBundle(join(other.folder, 'link'), 'lulu')).toEqual(readBundle(dist.folder, 'lulu'));
  [dist, other].forEach((each) => each.remove());
});

test('the limits are what a cluster takes', () => {
  expect(BUNDLE_LIMITS).toEqual({ fileBytes: 2 * 1024 ** 2, bundleBytes: 20 * 1024 ** 2, files: 5000 });
});
