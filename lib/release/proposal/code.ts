import { asCode, oneLine } from './one-line';
import { section } from './section';

/** Where code comes from. */
export interface Code {
  /** Address of its repository. */
  readonly repository?: string | undefined;
  /** Its commit. */
  readonly commit?: string | undefined;
  /** Whether there were changes that are in no commit. `@default` false */
  readonly dirty?: boolean | undefined;
}

/** Where the code of a release comes from, and of the one that it replaces. */
export interface CodeFacts {
  readonly before?: Code | undefined;
  readonly after?: Code | undefined;
}

/** A commit of the code. */
export interface CodeCommit {
  readonly id: string;
  readonly subject: string;
}

const ID = /^[0-9a-f]{40,64}$/;

/** The commit, as a link if its repository has pages; nothing if it is not known. */
export function commitLink(code: Code | undefined): string | undefined {
  const { commit, repository } = code ?? {};
  if (commit === undefined || !ID.test(commit)) {
    return undefined;
  }
  const web = webOf(repository);
  return web ? `[${asCode(commit.slice(0, 10))}](${web}/commit/${commit})` : asCode(commit);
}

/** A link to what changed in the code; nothing if it did not, or no page shows it. */
export function compareLink(code: CodeFacts | undefined): string | undefined {
  const [from, to] = [code?.before?.commit, code?.after?.commit];
  const web = webOf(code?.after?.repository);
  const isOne = code?.before?.repository === code?.after?.repository;
  return web && isOne && from && to && from !== to && ID.test(from) && ID.test(to)
    ? `[${asCode(`${from.slice(0, 10)}…${to.slice(0, 10)}`)}](${web}/compare/${from}...${to})`
    : undefined;
}

/** What comes with a release from the code: a link to all of it, and its commits, newest first; empty if neither is known. */
export function codeSection(commits: readonly CodeCommit[], code: CodeFacts | undefined): string {
  const { repository } = code?.after ?? {};
  const rows = commits.map(
    ({ id, subject }) => `- ${commitLink({ repository, commit: id }) ?? asCode(id)} ${oneLine(subject)}`,
  );
  return section({ title: 'Code', intro: compareLink(code), rows, nouns: 'commits', folds: true });
}

/** Addresses as git takes them: `https://host:port/path`, `ssh://user@host:port/path` and `user@host:path`. */
const ADDRESS =
  /^(?:(?<web>https?):\/\/|ssh:\/\/(?:[\w.-]+@)?|[\w.-]+@)(?<host>[A-Za-z0-9.-]+)(?<port>:\d+)?[:/](?<path>[\w.~-]+(?:\/[\w.~-]+)+)$/;

/** Where people look at a repository; GitLab keeps its pages below `/-`. Nothing for an address that is none of a forge. */
function webOf(repository = ''): string | undefined {
  const { web, host, port, path } = ADDRESS.exec(repository.replace(/(?:\.git)?\/?$/, ''))?.groups ?? {};
  if (host === undefined || path === undefined || path.split('/').includes('..')) {
    return undefined;
  }
  // The port of ssh is not that of the pages.
  const origin = web === undefined ? `https://${host}` : `${web}://${host}${port ?? ''}`;
  return `${origin}/${path}${/gitlab/i.test(host) ? '/-' : ''}`;
}
