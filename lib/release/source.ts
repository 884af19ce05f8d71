import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { refuse } from '../errors';
import { Git, pipelineOf, redact } from '../git';
import { FROM_COMMIT } from './order';

/** Where the code of a release comes from, as far as it is known. */
export interface Source {
  /** Address of its repository, without credentials. */
  readonly repository?: string;
  /** Its commit. */
  readonly commit?: string;
  /** Its branch: the pipeline's, else the one that is checked out. */
  readonly branch?: string;
  /** Its tag: the pipeline's, else one that is at the commit. */
  readonly tag?: string;
  /** Whether there were changes that are in no commit. */
  readonly dirty: boolean;
  /** Hash of the file that locks its dependencies. */
  readonly lock?: string;
  /** When it was committed, in seconds since 1970. */
  readonly time?: number;
}

const LOCK_FILES = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'];

/**
 * Reads where the code comes from. The repository is looked at, never changed; `dist` may be in it and does not make it dirty.
 *
 * @param env - variables of the pipeline, which says of its own commit from which branch or tag that is
 */
export async function readSource(cwd: string, dist: string, env: NodeJS.ProcessEnv = {}): Promise<Source> {
  const git = new Git(cwd);
  const ask = (...args: string[]) => git.text(args, { accept: [0, 1, 2, 128, 129] });
  const root = await ask('rev-parse', '--show-toplevel');
  const [commit, time] = (await ask('log', '-1', '--no-show-signature', '--format=%H %ct', 'HEAD', '--')).split(' ');
  if (root === '' || commit === undefined || time === undefined) {
    return { dirty: false };
  }
  const output = relative(root, resolve(cwd, dist)).replaceAll('\\', '/');
  const isInside = output !== '' && !output.startsWith('..');
  const pathspec = ['--', '.', ...(isInside ? [`:(exclude,top,literal)${output}`] : [])];
  const [remote, changes] = await Promise.all([
    ask('config', '--get', 'remote.origin.url'),
    new Git(root).text(['status', '--porcelain', ...pathspec]),
  ]);
  const lock = LOCK_FILES.map((file) => tryHash(join(root, file))).find((hash) => hash !== undefined);
  const pipeline = pipelineOf(env);
  const { branch, tag } =
    pipeline?.commit === commit
      ? pipeline
      : {
          branch: (await ask('symbolic-ref', '--quiet', '--short', 'HEAD')) || undefined,
          tag: (await ask('describe', '--tags', '--exact-match', 'HEAD')) || undefined,
        };
  return {
    ...(remote !== '' && { repository: redact(remote) }),
    commit,
    ...(branch !== undefined && { branch }),
    ...(tag !== undefined && { tag }),
    dirty: changes !== '',
    ...(lock !== undefined && { lock }),
    time: Number(time),
  };
}

/**
 * The number that says which of two releases is newer: what is given, else the pipeline's, else when the source was committed.
 *
 * @throws TwelveFactorError TF2111 if none of them is there, or it is no whole number
 */
export function orderOf(given: string | undefined, env: NodeJS.ProcessEnv, source: Source): number {
  const text = given ?? pipelineOf(env)?.number ?? source.time?.toString();
  if (text === undefined) {
    return refuse(
      'TF2111',
      '',
      '--order',
      'there is no pipeline and no commit of a source',
      'give a whole number that grows',
    );
  }
  if (!/^\d{1,15}$/.test(text)) {
    return refuse(
      'TF2111',
      '',
      '--order',
      `${JSON.stringify(text)} is no whole number`,
      'give a whole number that grows',
    );
  }
  return Number(text);
}

/** Where that number comes from: `--order`, the name of the pipeline's provider, or the commit's time. */
export function originOfOrder(given: string | undefined, env: NodeJS.ProcessEnv): string {
  const pipeline = pipelineOf(env);
  return given !== undefined ? '--order' : pipeline?.number !== undefined ? pipeline.label : FROM_COMMIT;
}

function tryHash(file: string): string | undefined {
  try {
    return `sha256:${createHash('sha256').update(readFileSync(file)).digest('hex')}`;
  } catch {
    return undefined;
  }
}
