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

/** Who asks for a change, when and why. */
export interface Asker {
  /** `Ada Lovelace <ada@example.com>` */
  readonly actor: string;
  /** As ISO 8601. */
  readonly at: string;
  readonly reason?: string | undefined;
}

/** What git is asked: who it is set up for, and how it signs. */
const SETTINGS = '^(user\\.(name|email|signingkey)|commit\\.gpgsign|gpg\\..+)$';

/**
 * Who acts: `actor`, else who the pipeline runs for, else who git is set up for in this folder. The committer is who git is set
 * up for, if anybody.
 *
 * @throws TwelveFactorError TF2308 if nobody is named
 */
export async function identify(cwd: string, env: NodeJS.ProcessEnv, actor?: string): Promise<Identity> {
  const settings = await readSettings(new Git(cwd));
  const name = env['GIT_AUTHOR_NAME'] || settings.get('user.name');
  const email = env['GIT_AUTHOR_EMAIL'] || settings.get('user.email');
  const configured = name && email ? { name, email } : undefined;
  const author = actor === undefined ? (pipelineOf(env)?.person ?? configured) : parsePerson(actor, configured);
  if (author === undefined) {
    throw nobody('neither git nor the pipeline names a person', "set git's user.name and user.email, or give --actor");
  }
  const isSigned = TRUE.includes(settings.get('commit.gpgsign')?.toLowerCase() ?? 'false');
  const how = [...settings].filter(([key]) => key.startsWith('gpg.') || key === 'user.signingkey');
  const signing = isSigned ? { ...Object.fromEntries(how), 'commit.gpgsign': 'true' } : {};
  return { author, committer: configured ?? author, signing };
}

/** As git takes it; a name alone, without a value, is true. */
const TRUE = ['true', 'yes', 'on', '1', ''];

/** The last value of each setting: the one that counts. */
async function readSettings(git: Git): Promise<Map<string, string>> {
  const listed = await git.text(['config', '-z', '--get-regexp', SETTINGS], { accept: [0, 1] });
  const entries = listed.split('\0').filter((entry) => entry !== '');
  return new Map(entries.map((entry) => [entry.split('\n', 1)[0] as string, valueOf(entry)]));
}

function valueOf(entry: string): string {
  const end = entry.indexOf('\n');
  return end < 0 ? '' : entry.slice(end + 1);
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
