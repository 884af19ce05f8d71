import { createColors } from 'picocolors';
import { plainText } from '../../errors';
import type { PlaceStatus, WaitingStatus } from '../../release/report';
import { isDrifted } from './difference';
import { overriddenIn } from './overridden';
import { servingVersion, slotWords } from './slot-facts';

/** Colours for a terminal; each returns the text as it is where colours are off. */
export type Colors = ReturnType<typeof createColors>;

/** A piece of text that stays on one line, and how it is coloured. */
export interface Atom {
  /** The text, without colour. */
  readonly text: string;
  /** Its colour: never the only carrier of what is said. */
  readonly paint: (text: string) => string;
  /** What is between it and the piece before, on the same line. */
  readonly gap: string;
}

/** What runs in a place, piece by piece: version, slots, marks. */
export function placeAtoms(place: PlaceStatus | undefined, colors: Colors): Atom[] {
  if (!place) return [atom('–', colors.dim)];
  const { broken, pin, waiting } = place;
  const version = servingVersion(place);
  const slots = slotWords(place);
  const slotColor = slots.length > 1 ? colors.cyan : colors.dim;
  const isBroken = broken !== undefined;
  return [
    version !== undefined && atom(version, String),
    version === undefined && !isBroken && atom('nothing live', colors.dim),
    ...slots.map((words) => atom(words, slotColor, ' ')),
    isBroken && atom('broken', colors.red),
    isDrifted(place) && atom('drifted', colors.yellow),
    overriddenIn(place).length > 0 && atom('glass broken', colors.red),
    pin && atom('pinned', colors.magenta),
    waiting && atom(waitingText(waiting), colors.blue),
  ].filter((piece) => typeof piece === 'object');
}

/** A waiting change: `#12 1.6.0`, `PR 1.6.0` without a number, with the verb where it is not about another release. */
export function waitingText({ number, verb, version }: WaitingStatus): string {
  const name = number === undefined ? 'PR' : `#${number}`;
  return ['release', 'promote'].includes(verb) ? `${name} ${version}` : `${name} ${verb} ${version}`;
}

/** The pieces on as many lines as it takes to stay within the width. */
export function wrapAtoms(atoms: readonly Atom[], width: number): string {
  const lines: Atom[][] = [];
  for (const piece of atoms) {
    const line = lines.at(-1);
    if (line && lineWidth([...line, piece]) <= width) {
      line.push(piece);
    } else {
      lines.push([piece]);
    }
  }
  const onOne = (line: Atom[]) => line.map(({ text, paint, gap }, index) => (index ? gap : '') + paint(text)).join('');
  return lines.map(onOne).join('\n');
}

/** Columns that the pieces take on one line. */
export function lineWidth(atoms: readonly Atom[]): number {
  return atoms.reduce((sum, { text, gap }, index) => sum + (index ? gap.length : 0) + text.length, 0);
}

function atom(text: string, paint: Atom['paint'], gap = '  '): Atom {
  return { text: plainText(text), paint, gap };
}
