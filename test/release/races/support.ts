import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TestPlatform } from '../../support/platform';
import { compiled } from '../faults/compiled';

/** What one of many commands answered. */
export interface Told {
  readonly code: number;
  readonly said: string;
}

/** Starts a process that runs commands one after the other, in a cache that is named, and answers what they said. */
export function startAll(platform: TestPlatform, cache: string, commands: readonly string[][]): Promise<Told[]> {
  const all = commands.map((argv) => [
    ...argv,
    ...platform.common('release'),
    ...['--timeout', '120', '--cache', join(platform.folder, cache)],
  ]);
  const child = spawn('node', [compiled('test/release/races/releases.ts'), JSON.stringify(all)], {
    cwd: join(platform.folder, 'work'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  return new Promise((resolve, reject) =>
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(out) as Told[]) : reject(new Error(`ended: ${code}`)),
    ),
  );
}

/** Expects that a branch is a line of commits, and that the whole repository is sound. */
export function expectSound(platform: TestPlatform, branch: string, commits: number): void {
  expect(platform.git('rev-list', '--count', branch)).toBe(String(commits));
  expect(platform.git('rev-list', '--merges', branch)).toBe('');
  expect(platform.git('fsck', '--strict', '--no-dangling')).toBe('');
}
