import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { hookThatWaits, matching, releasing, start, until, useSeeded, works } from './support';

const seeded = useSeeded();

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

describe('K5: a signal', () => {
  // Fails: a process is over when nobody holds its output any more, and what runs at the remote holds it.
  test.each(Object.entries(codes))(
    '%s in the middle of a push ends it with %i, and leaves no git behind',
    async (signal, code) => {
      const platform = await seeded();
      const refs = platform.refs();
      platform.bundle('lulu', { version: '1.1.0' });
      const { started, end } = hookThatWaits(platform);
      const { child, done } = start(platform, releasing(platform, 11));
      try {
        await until(() => existsSync(started));
        const sent = Date.now();
        child.kill(signal as NodeJS.Signals);
        const answer = await done;
        expect(Date.now() - sent).toBeLessThan(3000);
        expect(answer).toMatchObject({ code, out: '', err: matching(/^twelve: interrupted; .*\n$/) });
        expect(gitsOf(platform.folder)).toEqual([]);
      } finally {
        end();
      }
      expect(platform.refs()).toBe(refs);
      await works(platform, releasing(platform, 11));
    },
  );

  // Fails: nothing ends the wait for the lock but its time.
  test('ends a command that waits for another one to leave the cache', async () => {
    const platform = await seeded();
    await platform.ok('status', 'lulu');
    const lock = lockOf(platform.folder);
    mkdirSync(lock);
    const future = Date.now() / 1000 + 60;
    utimesSync(lock, future, future);
    const { child, done } = start(platform, ['status', 'lulu']);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const sent = Date.now();
    child.kill('SIGTERM');
    expect((await done).code).toBe(143);
    expect(Date.now() - sent).toBeLessThan(3000);
  });
});

/** Where the one cache of a platform is locked. */
function lockOf(folder: string): string {
  const cache = readdirSync(join(folder, 'cache')).find((name) => name.endsWith('.git')) as string;
  return join(folder, 'cache', `${cache}.lock`);
}

/** Git commands of ours that still run for a platform: those of the remote are its own. */
function gitsOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return /^\S*git .*push /.test(command) && readlinkSync(`/proc/${id}/cwd`).startsWith(folder) ? [command] : [];
      } catch {
        return [];
      }
    });
}
