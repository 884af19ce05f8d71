import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { Construction, type Tell, Unreadable } from './construct';
import type { YamlFault } from './fault';
import { MAX_DEPTH, MAX_SIGNS } from './limits';
import type { Plain } from './plain';

/** What the parser finds in a text, in order. */
export type ReadEvents = readonly Event[];

/** Takes a fault and the offset of its place. Tells whether to go on. */
export type TakeFault = (fault: Omit<YamlFault, 'position'>, offset: number) => boolean;

/** A directive, after comments. */
const DIRECTIVE = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*%/;

/** What a text of one document says, as plain data; nothing where it can't be read. */
export function readDocument(text: string, take: TakeFault): Plain | undefined {
  const refuse = (code: YamlFault['code'], offset: number, given: string, remedy: string) => {
    take({ code, severity: 'error', given, remedy }, offset);
    return undefined;
  };
  if (signsIn(text) > MAX_SIGNS) return refuse('TF3411', 0, 'the document has too many values', 'split it');
  const directive = DIRECTIVE.exec(text);
  if (directive) return refuse('TF3407', directive[0].length - 1, 'there is a directive', 'leave it out');
  const tell: Tell = (code, severity, offset, given, remedy) => {
    if (!take({ code, severity, given, remedy }, offset)) throw new Unreadable();
  };
  try {
    return new Construction(eventsOf(text), text, tell).document();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    if (!(error instanceof YAMLException)) throw error;
    const offset = error.mark?.position ?? 0;
    return error.reason.startsWith('nesting exceeded')
      ? refuse('TF3411', offset, `it is more than ${MAX_DEPTH} levels deep`, 'write it flatter')
      : refuse('TF3401', offset, error.reason, 'correct this line or the one before it');
  }
}

/** @throws YAMLException if it is not YAML, or too deep */
export function eventsOf(text: string): ReadEvents {
  return parseEvents(text, { maxDepth: MAX_DEPTH });
}

const SIGNS = new Set(['\n', ',', '[', ']', '{', '}', ':'].map((sign) => sign.charCodeAt(0)));

/** Signs that part values: each begins two at most. */
function signsIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (SIGNS.has(text.charCodeAt(at))) count++;
    else if ((text[at] === '-' || text[at] === '?') && text[at + 1] === ' ') count++;
  }
  return count;
}
