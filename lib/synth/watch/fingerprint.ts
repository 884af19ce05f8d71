import fs from 'node:fs';

/** What was looked at: a file, or the names in a folder. With a path: `file:/project/config/lulu/staging.env`. */
export type Input = `${'file' | 'entries'}:${string}`;

/** What each input was when it was looked at. */
export type Fingerprints = ReadonlyMap<Input, string>;

// As they are now: observers put others in their place.
const { readdirSync, statSync } = fs;

/** The path of an input. */
export function pathOf(input: Input): string {
  return input.slice(input.indexOf(':') + 1);
}

/** What an input is now, so that it can be told whether it is another one later. Reads no file. */
export function fingerprint(input: Input): string {
  const path = pathOf(input);
  try {
    if (input.startsWith('entries:')) {
      return readdirSync(path).sort().join('/');
    }
    const found = statSync(path, { bigint: true });
    // The time of the last change of anything, which no program can set.
    return found.isFile() ? `${found.ctimeNs} ${found.size} ${found.ino}` : 'no file';
  } catch {
    return 'none';
  }
}

/** Whether any of the inputs is another one now. */
export function isStale(inputs: Fingerprints): boolean {
  return [...inputs].some(([input, before]) => fingerprint(input) !== before);
}
