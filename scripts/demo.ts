import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Table from 'cli-table3';
import pc from 'picocolors';
import type { BundleDescriptor } from '../lib';
import { demoRelease } from './demo-release';

// Shows what this does, on the example apps of this repository: what goes in, what comes out, what a mistake says, and how a release
// reaches production.

const root = join(__dirname, '..');
const shown = 'blue/Deployment.lulu-api-blue.yaml';

heading('Ten lines of TypeScript: apps/lulu.ts');
console.log(read('apps/lulu.ts').split('\n\n').slice(1).join('\n\n'));

heading('cdk8s synth: plain YAML for every environment, in dist/');
run('npm', ['run', '--silent', 'synth'], { stdout: 'ignore' });
const table = new Table({ head: ['application', 'version', 'environment', 'objects', 'digest'] });
for (const { application, version, environments } of descriptors()) {
  for (const [environment, { digest }] of Object.entries(environments)) {
    const files = readdirSync(join(root, 'dist', environment, application), { recursive: true, encoding: 'utf8' });
    const objects = files.filter((file) => file.endsWith('.yaml')).length;
    table.push([application, version, environment, objects, digest.slice(0, 19)]);
  }
}
console.log(table.toString());

heading(`What a team reviews: dist/production/lulu/${shown}`);
console.log(read(`dist/production/lulu/${shown}`));

heading(
  'Dev/prod parity: but for the names of the environment, staging and production of memcached differ in this alone',
);
const named = '--ignore-matching-lines=(namespace|name|env|config-checksum):';
run(
  'git',
  ['--no-pager', 'diff', '--no-index', '--unified=0', named, 'dist/staging/memcached', 'dist/production/memcached'],
  {
    expected: 1,
  },
);

heading('Blue/green: what a switch changes, from dist/lulu.json');
const { production } = descriptors().find(({ application }) => application === 'lulu')?.environments ?? {};
for (const [slot, edits] of Object.entries(production?.slots?.traffic ?? {})) {
  edits.forEach(({ file, path, value }) =>
    console.log(`${slot} serves: ${file} ${path.join('.')} = ${JSON.stringify(value)}`),
  );
}

heading('A mistake is told where it is, with what to do, all at once, and nothing is written');
run('node', ['-r', 'ts-node/register', 'scripts/demo-mistakes.ts'], { expected: 1 });

void demoRelease(heading).then(() =>
  console.log(
    `\n${pc.bold('Read on:')} README.md, docs/. Change apps/lulu.ts or config/lulu/*.env and run \`npm run synth\`.`,
  ),
);

function heading(text: string): void {
  console.log(`\n${pc.bold(pc.cyan(`== ${text}`))}\n`);
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function descriptors(): BundleDescriptor[] {
  return readdirSync(join(root, 'dist'))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(read(`dist/${file}`)) as BundleDescriptor);
}

function run(
  command: string,
  args: string[],
  { stdout = 'inherit', expected = 0 }: { stdout?: 'ignore' | 'inherit'; expected?: number },
): void {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', stdout, 'inherit'] });
  if (status !== expected) {
    throw error ?? new Error(`${command} ${args.join(' ')} ended with ${status}`);
  }
}
