import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { GIT_ENV, HEAD, prepare, PROPOSAL, TestRepository, useRepositories } from './support';

const repository = useRepositories();
const PROJECT = join(__dirname, '..', '..');

function argsOf(repo: TestRepository, verb: string, args: unknown): string[] {
  const script = join(__dirname, 'child.ts');
  return ['-r', 'ts-node/register', script, repo.path, join(repo.folder, 'killed'), verb, JSON.stringify(args)];
}

/** Starts a process and kills it with all that it started, without any warning, once its push has reached a hook of the repository. */
async function killAt(repo: TestRepository, hook: string, verb: string, args: unknown): Promise<void> {
  const mark = join(repo.folder, 'reached');
  repo.hook(hook, `touch ${mark}; sleep 60`);
  const child = spawn('node', argsOf(repo, verb, args), {
    cwd: PROJECT,
    env: GIT_ENV,
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  while (!existsSync(mark) && child.exitCode === null) {
    await setTimeout(10);
  }
  process.kill(-(child.pid as number), 'SIGKILL');
  await ended;
  repo.hook(hook, 'cat > /dev/null');
}

const verbs = { propose: [PROPOSAL], merge: [1, 'squash'], close: [1, 'enough'] };

const states: Record<string, readonly (string | undefined)[]> = {
  propose: [undefined, 'open'],
  merge: ['open', 'merged'],
  close: ['open', 'closed'],
};

describe.each(Object.entries(verbs))('K1: a %s that is killed', (verb, args) => {
  test.each([
    ['before its push is taken is not done', 'pre-receive', 0],
    ['after its push was taken is done', 'post-receive', 1],
  ])('%s, and ends well if it is run again', async (_, hook, done) => {
    const repo = repository();
    const { base } = prepare(repo);
    if (verb !== 'propose') {
      await repo.forge().propose(PROPOSAL);
    }
    const refs = repo.refs();
    await killAt(repo, hook, verb, args);
    expect(repo.refs() === refs).toBe(done === 0);
    const [seen] = await repo.forge().list({ state: 'all' });
    const state = states[verb]?.[done];
    expect(seen?.state).toBe(state);
    expect(repo.tip('production') === base).toBe(state !== 'merged');
    expect(repo.tip(HEAD) !== undefined).toBe(state === 'open' || state === undefined);

    const again = spawnSync('node', argsOf(repo, verb, args), { cwd: PROJECT, env: GIT_ENV, encoding: 'utf8' });
    expect(again.status === 0 ? 'done' : again.stderr).toBe('done');
    const all = await repo.forge().list({ state: 'all' });
    expect(all.map((one) => [one.number, one.state])).toEqual([[1, states[verb]?.[1]]]);
    expect(repo.fsck()).toBe('');
  });
});
