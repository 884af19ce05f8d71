import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import pc from 'picocolors';
import { run } from '../lib/cli/run';

const root = join(__dirname, '..');
const folder = join(root, '.cache', 'demo');
const repo = join(folder, 'platform.git');

/** Takes lulu through a platform repository on this machine: release, pull request, promote, switch, rollback. */
export async function demoRelease(heading: (text: string) => void): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const former = join(folder, 'dist-1.4.0');
  synthesize(former, '1.4.0');

  heading('A platform repository: a branch for each environment, pull requests to production');
  await twelve('init-platform');

  heading('Release 1.4.0 to staging, promote it to production by a pull request');
  await twelve('release', 'lulu', '--env', 'staging', '--dist', former, '--order', '1');
  await twelve('promote', 'lulu', '--from', 'staging', '--to', 'production');
  await twelve('pr', 'merge', '1');

  heading('Release all applications to staging: what dist/ holds, in one push');
  await twelve('release', '--env', 'staging', '--dist', join(root, 'dist'), '--order', '2');

  heading('Promote 1.5.0: the bytes that staging runs go to the idle slot of production');
  await twelve('diff', 'lulu', '--env', 'production', '--version', '1.5.0');
  await twelve('promote', 'lulu', '--from', 'staging', '--to', 'production', '--reason', 'faster search');
  await twelve('pr', 'list');
  await twelve('pr', 'show', '2');
  await twelve('pr', 'merge', '2');

  heading('Switch: the Services select the other slot');
  await twelve('switch', 'lulu', '--env', 'production', '--merge');

  heading('Roll back: the earlier tree, byte for byte, and a pin until somebody has looked');
  await twelve('rollback', 'lulu', '--env', 'production', '--reason', 'search answers with errors', '--merge');

  heading('What runs where, who did it, and the proof');
  await twelve('status');
  await twelve('history', 'lulu', '--env', 'production');
  await twelve('verify');
  const page = join(folder, 'status.html');
  await twelve('status', '--html', page);

  heading('It is all in git: the branches of the platform repository');
  git('log', '--graph', '--oneline', '-30', 'main', 'staging', 'production', 'releases/lulu');
  console.log(`\nThe platform repository is ${pc.bold(relative(root, repo))}; open the status page: ${pc.bold(page)}`);
}

async function twelve(verb: string, ...args: string[]): Promise<void> {
  const isReading =
    ['status', 'history', 'diff'].includes(verb) || (verb === 'pr' && ['list', 'show'].includes(args[0] ?? ''));
  const who = isReading ? [] : ['--actor', 'Ada Lovelace <ada@example.com>'];
  console.log(pc.dim(`$ twelve ${[verb, ...args].map(shown).join(' ')}`));
  const code = await run([verb, ...args, '--repo', repo, '--cache', join(folder, 'cache'), ...who], {
    cwd: root,
    env: {},
    out: (text) => process.stdout.write(text),
    err: (text) => process.stdout.write(text),
    now: () => new Date().toISOString(),
    color: pc.isColorSupported,
    errColor: pc.isColorSupported,
  });
  console.log();
  if (code !== 0) {
    throw new Error(`twelve ${verb} ended with ${code}`);
  }
}

function shown(argument: string): string {
  const text = argument.replace(`${root}/`, '');
  return /\s/.test(text) ? `'${text}'` : text;
}

function synthesize(outdir: string, version: string): void {
  const env = { ...process.env, VERSION: version, CDK8S_OUTDIR: outdir };
  spawn('node', ['-r', 'ts-node/register', 'apps/lulu.ts'], env);
}

function git(...args: string[]): void {
  spawn('git', ['--no-pager', '--git-dir', repo, ...args], process.env);
}

function spawn(command: string, args: string[], env: NodeJS.ProcessEnv): void {
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    throw error ?? new Error(`${command} ${args.join(' ')} ended with ${status}`);
  }
}
