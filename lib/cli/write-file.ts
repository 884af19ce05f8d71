import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { refuse } from '../errors';
import type { Context } from './context';

/**
 * Writes a file that was asked for.
 *
 * @throws TwelveFactorError TF2504 if that is not possible
 */
export function writeFile({ cwd }: Context, file: string, content: string): void {
  try {
    writeFileSync(resolve(cwd, file), content);
  } catch (error) {
    refuse(
      'TF2504',
      '',
      file,
      `it can't be written (${(error as NodeJS.ErrnoException).code})`,
      'see that its folder is there and yours to write',
    );
  }
}
