import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// All parts, each in a process of its own; or one of them with its sizes: `npm run bench -- synthesis 10 100`, `npm run bench -- release 2000`.

const parts: Record<string, string> = {
  synthesis: 'synthesis.ts',
  release: 'platform-repository.ts',
  'short-loop': 'short-loop.ts',
};
const [name, ...sizes] = process.argv.slice(2);
if (name !== undefined && !(name in parts)) {
  console.error(`there is no part ${name}; the parts are ${Object.keys(parts).join(' and ')}`);
  process.exit(2);
}
for (const part of name === undefined ? Object.keys(parts) : [name]) {
  const file = join(__dirname, parts[part] as string);
  const { status } = spawnSync('node', ['-r', 'ts-node/register', file, ...sizes], { stdio: 'inherit' });
  if (status !== 0) {
    process.exit(1);
  }
}
