import { readFileSync } from 'node:fs';
import { makersOf } from './check-turns';
import type { Loader } from './load';
import { runAppFiles } from './run-app-files';
import type { SynthesisRequest } from './synthesis';
import type { Turn } from './turn';

/** A text in quotes that may be the name of an application. */
const NAME = /(['"`])([a-z][-a-z0-9]*)\1/g;

/**
 * Runs app files of other shards that have the name of an application that is made here, and renders nothing of them: they may make it
 * too. So each shard tells what none of them knows alone, and hardly does the work of another one.
 */
export async function runElsewhere(
  loader: Loader,
  turns: readonly Turn[],
  { elsewhere }: SynthesisRequest,
  say: (text: string) => void,
): Promise<Turn[]> {
  const made = makersOf(turns);
  const suspects = elsewhere.filter((file) => namesIn(file).some((name) => made.has(name)));
  return runAppFiles(loader, suspects, { isWanted: () => false, say });
}

function namesIn(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(NAME)].map(([, , name = '']) => name);
}
