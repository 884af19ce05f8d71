import { extname, resolve, sep } from 'node:path';

/** This package, which may be linked from elsewhere. */
const LIBRARY = resolve(__dirname, '..') + sep;

/** Whether a file is the user's own and no library. */
export function isOfProject(file: string): boolean {
  return !file.split(sep).includes('node_modules') && !file.startsWith(LIBRARY) && extname(file) !== '.node';
}
