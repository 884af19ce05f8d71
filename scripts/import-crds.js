'use strict';

// Generates lib/imports from the definitions in crds/, offline: the same definitions give the same bytes.
const { execFileSync } = require('node:child_process');
const { readdirSync, rmSync } = require('node:fs');
const { dirname, join } = require('node:path');

const root = join(__dirname, '..');
const output = join('lib', 'imports');
const cli = join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');

// What is no longer defined must not stay behind.
rmSync(join(root, output), { recursive: true, force: true });

for (const file of readdirSync(join(root, 'crds')).sort()) {
  const flags = [
    '--language',
    'typescript',
    '--output',
    output,
    '--no-class-prefix',
    '--no-save',
    '--no-check-upgrade',
  ];
  execFileSync(process.execPath, [cli, 'import', join('crds', file), ...flags], { cwd: root, stdio: 'inherit' });
}
