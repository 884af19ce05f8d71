import { TwelveFactorError } from '../errors';
import { Git } from './git';
import { pipelineOf } from './pipeline';

/** Who does something: `Ada Lovelace <ada@example.com>`. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

/** Who is written into commits, and how they are signed. */
export interface Identity {
  /** Who asked for it. */
  readonly author: Person;
  /** Who made the commit. */
  readonly committer: Person;
  /** Settings of git that sign it; none if it is not signed. */
  readonly signing: Readonly<Record<string, string>>;
}

/** What git is asked about signing. */
const SIGNING = [
  'gpg.format',
  'gpg.program',
  'gpg.ssh.program',
  'gpg.ssh.defaultKeyCommand',
  'gpg.x509.program',
  'user.signingkey',
];

/**
 * Who acts: `actor`, else who the pipeline runs for, else who git is set up for in this folder. The committer is who git is set
 * up for, if anybody.
 *
 * @throws TwelveFactorError TF2308 if nobody is named
 */
export async function identify(cwd: string, env: NodeJS.ProcessEnv, actor?: string): Promise<Identity> {
  const git = new Git(cwd);
  const setting = (name: string) => git.text(['config', '--get', name], { accept: [0, 1] });
  const [name, email, isSigned] = await Promise.all([
    env['GIT_AUTHOR_NAME'] ?? setting('user.name'),
    env['GIT_AUTHOR_EMAIL'] ?? setting('user.email'),
    git.text(['config', '--type=bool', '--get', 'commit.gpgsign'], { accept: [0, 1] }),
  ]);
  const configured = name && email ? { name, email } : undefined;
  const author = actor === undefined ? (pipelineOf(env)?.person ?? configured) : parsePerson(actor, configured);
  if (author === undefined) {
    throw nobody('neither git nor the pipeline names a person', "set git's user.name and user.email, or give --actor");
  }
  const signing: Record<string, string> = {};
  if (isSigned === 'true') {
    for (const key of SIGNING) {
      const value = await setting(key);
      if (value !== '') {
        signing[key] = value;
      }
    }
    signing['commit.gpgsign'] = 'true';
  }
  return { author, committer: configured ?? author, signing };
}

/** A person as git writes it. */
export function formatPerson({ name, email }: Person): string {
  return `${name} <${email}>`;
}

function parsePerson(actor: string, configured: Person | undefined): Person {
  const match = /^\s*([^<>\n]*[^<>\s])\s*(?:<([^<>\s]+@[^<>\s]+)>)?\s*$/.exec(actor);
  const name = match?.[1];
  if (name === undefined || /[\0-\x1f]/.test(actor)) {
    throw nobody(`--actor ${JSON.stringify(actor)} names nobody`, "write it as 'Ada Lovelace <ada@example.com>'");
  }
  const email = match?.[2] ?? configured?.email;
  if (email === undefined) {
    throw nobody(`--actor ${JSON.stringify(actor)} has no address`, "write it as 'Ada Lovelace <ada@example.com>'");
  }
  return { name, email };
}

function nobody(given: string, remedy: string): TwelveFactorError {
  return new TwelveFactorError([{ code: 'TF2308', place: '', subject: 'actor', given, remedy }]);
}
