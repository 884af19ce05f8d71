import { type ErrorCode, TwelveFactorError } from '../errors';
import { shortName } from './branch-ref';
import { type GitAnswer, GitFailure } from './git';
import { redact } from './redact';
import type { RefUpdate } from './remote';

/** What git prints when two pushes meet. It prints the same for some refusals, so it is no proof. */
const RACES =
  /cannot lock ref|failed to update ref|incorrect old value|reference already exists|atomic (?:transaction|push) fail/i;

/** Reasons of git that are never a race, whatever else it prints. */
const REFUSALS =
  /hook declined|protected branch|deny updating|read-only|deletion prohibited|denying (?:ref deletion|non-fast)/i;

const NO_ENTRY =
  /authentication failed|dubious ownership|could not read (?:username|password)|permission denied|terminal prompts disabled|access denied|returned error: 40[13]|publickey|host key verification failed/i;

const NO_REPOSITORY =
  /does not appear to be a git repository|repository .*not found|not a git repository|invalid gitfile format|returned error: 404/i;

const NO_OBJECT = /not our ref|upload-pack: not our|could not find remote ref|couldn't find remote ref/i;

/** What is about the disk of this machine, and so about the cache. */
const LOCAL =
  /no space left on device|unable to create|unable to write|read-only file system|index-pack failed|bad object|corrupt|shallow file has changed|did not receive expected object|not a valid object|could not read [0-9a-f]{40}|lazy fetching disabled|from promisor remote/i;

/** Whether a push that failed may have met another one. */
export function isRace({ stdout, stderr }: GitAnswer): boolean {
  const text = `${stdout.toString('utf8')}\n${stderr}`;
  return RACES.test(text) && !REFUSALS.test(text);
}

/** An error of a push that the remote refused, in its own words. */
export function explainRefusal(
  { stdout, stderr }: GitAnswer,
  updates: readonly RefUpdate[],
  url: string,
): TwelveFactorError {
  // A line of a ref: its flag, the ref, and the reason in brackets. `!` is a refusal.
  const reasons = stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => /:refs\/(?:heads\/)?(\S+)\t.*\((.*)\)$/.exec(line))
    .flatMap((match) => (match ? [`${match[1]} (${match[2]})`] : []));
  const words = stderr
    .split('\n')
    .filter((line) => line.startsWith('remote:'))
    .map((line) => line.replace(/^remote:\s*(?:error:\s*)?/, '').trim())
    .filter((line) => line !== '');
  if (reasons.length === 0 && words.length === 0) {
    const failure = new GitFailure('push', { code: 128, stdout, stderr }, false);
    const explained = explainRemote(failure, url);
    return explained instanceof TwelveFactorError ? explained : told('TF2302', url, lastLine(stderr));
  }
  const refs = updates.map(({ ref }) => shortName(ref)).join(', ');
  return told(
    'TF2302',
    redact(url),
    `it refuses ${reasons.join(', ') || refs}: ${words.join(' ') || 'no reason given'}`,
  );
}

/** An error of a conversation with the remote; the failure itself, if that is about the cache. */
export function explainRemote(error: unknown, url: string): unknown {
  if (!(error instanceof GitFailure)) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? told('TF2310', redact(url), 'there is no such folder')
      : error;
  }
  const { stderr } = error.answer;
  if (error.timedOut) {
    return told('TF2303', redact(url), 'it does not answer');
  }
  const kinds: [RegExp, ErrorCode][] = [
    [NO_OBJECT, 'TF2311'],
    [NO_REPOSITORY, 'TF2310'],
    [NO_ENTRY, 'TF2304'],
  ];
  const code = kinds.find(([pattern]) => pattern.test(stderr))?.[1];
  if (code === undefined && LOCAL.test(stderr)) {
    return error;
  }
  return told(code ?? 'TF2303', redact(url), lastLine(stderr));
}

/** The line that says why: git ends with advice. */
function lastLine(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => /^(?:fatal|error|remote):/.test(line)) ?? lines.at(-1) ?? 'no reason given').trim();
}

const remedies: Partial<Record<ErrorCode, string>> = {
  TF2302: 'nothing has changed; see what the remote demands',
  TF2303: 'nothing has changed; look at network and address, and run it again',
  TF2304: 'give git credentials that may read and write there',
  TF2310: 'correct the address, or make a platform repository with `twelve init-platform`',
  TF2311: 'get the history back from another clone, or release the version again',
};

function told(code: ErrorCode, url: string, given: string): TwelveFactorError {
  return new TwelveFactorError([{ code, place: '', subject: redact(url), given, remedy: remedies[code] as string }]);
}
