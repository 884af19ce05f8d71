import type { Command } from 'commander';
import type { Context } from '../context';

/** Adds a verb to the program. `setExitCode` sets an exit code that is an answer and no error. */
export type AddVerb = (program: Command, context: Context, setExitCode: (code: number) => void) => void;
