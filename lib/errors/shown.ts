import { basename, isAbsolute, relative, sep } from 'node:path';
import { printable } from './printable';

/** Longest text that a message shows. */
const SHOWN = 60;

/**
 * A value as a message shows it: text in quotes, short, and with everything beyond plain ASCII as an escape, so that a
 * letter that only looks like another one is seen, and a terminal is told nothing. What is not a plain value by its type.
 */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    const text = JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN)}...` : value);
    return text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? 'a list' : 'an object';
  }
  if (typeof value === 'function') {
    return 'a function';
  }
  return String(value);
}

/** Keys and indices as one word: `spec.services[0].weight`, `spec.selector["twelve-factor/slot"]`. */
export function pathName(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    const key = String(step);
    return /^[A-Za-z][-\w]{0,62}$/.test(key) ? `.${key}` : `[${shown(key)}]`;
  });
  return steps.join('').replace(/^\./, '');
}

/**
 * A file's path as messages show it: relative to the current folder, with slashes. A path outside of that folder is
 * cut to the file's name, because messages never tell the layout of the machine.
 */
export function shownPath(path: string): string {
  const inside = isAbsolute(path) ? relative(process.cwd(), path) : path;
  const isOutside = isAbsolute(path) && (inside.startsWith('..') || isAbsolute(inside));
  return printable(isOutside ? basename(path) : inside.split(sep).join('/'));
}
