import { refuse } from '../errors';
import type { MergeMethod, ProposeProps } from './forge';

/** Characters of a title, which GitLab takes the fewest of. */
export const TITLE_LIMIT = 255;

/** Characters of a body, which GitHub takes the fewest of. */
export const BODY_LIMIT = 65_536;

/** What no name of a branch has. */
const FORBIDDEN_IN_NAMES = /[\p{Cc}\p{Cs} ~^:?*[\\]|\.\.|@\{|\/\//u;

/** Whether git takes this as the name of a branch, whatever command it is given to. */
export function isBranchName(name: string): boolean {
  return (
    name !== '' &&
    Buffer.byteLength(name) <= 240 &&
    name !== '@' &&
    name !== 'HEAD' &&
    !FORBIDDEN_IN_NAMES.test(name) &&
    !/^[-/]|[/.]$/.test(name) &&
    name.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'))
  );
}

/** What is wrong with a title, if anything. */
export function faultOfTitle(title: string): string | undefined {
  if (title.trim() === '') {
    return 'it is empty';
  }
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(title)) {
    return 'it has a line feed or another control character';
  }
  return title.length > TITLE_LIMIT ? `it has ${title.length} characters` : undefined;
}

/** What is wrong with a text of many lines, if anything. */
export function faultOfText(text: string): string | undefined {
  if (/[^\P{Cc}\t\n\r]|\p{Cs}/u.test(text)) {
    return 'it has a NUL or another control character';
  }
  return text.length > BODY_LIMIT ? `it has ${text.length} characters` : undefined;
}

/**
 * Ends if this can't be a pull request.
 *
 * @throws TwelveFactorError TF2402
 */
export function checkProposal({ head, base, title, body }: ProposeProps): void {
  for (const [subject, name] of Object.entries({ head, base })) {
    if (!isBranchName(name)) {
      refuse('TF2402', '', subject, `${shortened(name)} is no name of a branch`, 'give a name that git allows');
    }
  }
  if (head === base) {
    refuse('TF2402', head, 'base', 'it is the head itself', 'give two branches');
  }
  const title_ = faultOfTitle(title);
  if (title_ !== undefined) {
    refuse('TF2402', head, 'title', title_, `give one line of 1 to ${TITLE_LIMIT} characters`);
  }
  checkText(head, 'body', body);
}

/**
 * Ends where a head is not what is proposed any more: the words would be about something else.
 *
 * @throws TwelveFactorError TF2410
 */
export function requireHead(
  { head, headCommit }: Pick<ProposeProps, 'head' | 'headCommit'>,
  tip: string | undefined,
): void {
  if (headCommit !== undefined && tip !== undefined && tip !== headCommit) {
    const remedy = 'see `twelve pr list`, and run it again if it is still wanted';
    refuse('TF2410', head, 'branch', 'another change took its place just now', remedy);
  }
}

/**
 * Ends if this is no method: who calls from JavaScript may give anything.
 *
 * @throws TwelveFactorError TF2402
 */
export function checkMethod(place: string, method: MergeMethod): void {
  const methods: readonly string[] = ['merge', 'squash', 'rebase'] satisfies MergeMethod[];
  if (!methods.includes(method)) {
    refuse('TF2402', place, 'method', `${shortened(String(method))} is none`, `give one of ${methods.join(', ')}`);
  }
}

/**
 * Ends if a text of many lines can't be written.
 *
 * @throws TwelveFactorError TF2402
 */
export function checkText(place: string, subject: string, text: string): void {
  const fault = faultOfText(text);
  if (fault !== undefined) {
    refuse('TF2402', place, subject, fault, `give at most ${BODY_LIMIT} characters, no control characters among them`);
  }
}

function shortened(name: string): string {
  return JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name);
}
