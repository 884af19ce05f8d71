import { type Problem, shownPath } from '../errors';
import { hostSynthesis } from '../platform/synthesis-host';
import { confine, isExit, settled } from './confine';
import type { Loader } from './load';
import { Turn } from './turn';

/** How app files are run. */
export interface RunOptions {
  /** Which applications are wanted of a file. */
  readonly isWanted: (file: string, name: string) => boolean;
  /** Takes words for people, such as what is waited for. */
  readonly say: (text: string) => void;
  /** Is told before each file. */
  readonly onTurn?: (file: string) => void;
}

/** Runs app files one after the other, each until nothing of it is under way. None ends the run of the others. */
export async function runAppFiles(loader: Loader, files: readonly string[], options: RunOptions): Promise<Turn[]> {
  const turns: Turn[] = [];
  for (const file of files) {
    options.onTurn?.(file);
    turns.push(await runAppFile(loader, file, options));
  }
  return turns;
}

async function runAppFile(loader: Loader, file: string, { isWanted, say }: RunOptions): Promise<Turn> {
  const turn = new Turn(file, (name) => isWanted(file, name));
  const release = [hostSynthesis(turn), confine(turn)];
  let isLoaded = false;
  try {
    void loader
      .load(file, () => turn.again())
      .catch((error: unknown) => isExit(error) || turn.fail(...turn.problemsOf(error)))
      .finally(() => (isLoaded = true));
    await settled(() => say(`${shownPath(file)} still has something under way; Ctrl-C ends it\n`));
    if (!isLoaded) {
      turn.fail(neverEnds(file));
    }
  } finally {
    release.reverse().forEach((step) => step());
  }
  turn.end(loader.modules);
  return turn;
}

function neverEnds(file: string): Problem {
  return {
    code: 'TF2609',
    place: shownPath(file),
    subject: 'await',
    given: 'nothing will ever settle what its top level waits for',
    remedy: 'correct it',
  };
}
