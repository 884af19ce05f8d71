import { type Problem, shownPath, TwelveFactorError } from '../errors';
import type { SynthesisHost, Synthesized } from '../platform/synthesis-host';
import { userProblem } from '../platform/user-error';

/** What came of an app file's run. */
export class Turn implements SynthesisHost {
  /** Applications that are good, in the order in which the file makes them. */
  readonly rendered: Synthesized[] = [];
  /** Names of those that are not. */
  readonly failed: string[] = [];
  readonly problems: Problem[] = [];
  /** Names of all that the file makes, wanted or not. */
  readonly names: string[] = [];
  /** Files of the project that the file is made of. */
  modules: readonly string[] = [];
  private isBroken = false;

  constructor(
    readonly file: string,
    private readonly isWanted: (name: string) => boolean,
  ) {}

  /** Renders at once, as `synth()` does by itself, and leaves the writing for later. */
  synthesize(name: string, render: () => Synthesized): void {
    this.names.push(String(name));
    if (!this.isWanted(name)) {
      return;
    }
    try {
      this.rendered.push(render());
    } catch (error) {
      this.failed.push(String(name));
      this.problems.push(...this.problemsOf(error));
    }
  }

  /** The file failed, so nobody knows whether what it made is all that it would make: nothing of it is good. */
  fail(...problems: readonly Problem[]): void {
    this.problems.push(...problems);
    this.isBroken = true;
  }

  /** The file makes nothing more. */
  end(modules: readonly string[]): void {
    this.modules = modules;
    if (this.isBroken) {
      this.failed.push(...this.rendered.splice(0).map(({ bundle }) => bundle.application));
    }
  }

  /** What an error says that the file threw, or let go by. */
  problemsOf(error: unknown): Problem[] {
    if (!(error instanceof TwelveFactorError)) {
      return [userProblem(error, this.file)];
    }
    const place = shownPath(this.file);
    return error.problems.map((problem) => ({ ...problem, place: problem.place || place }));
  }

  /** Forgets all, because the file will run once more. */
  again(): void {
    [this.rendered, this.failed, this.problems, this.names].forEach((list) => list.splice(0));
  }
}
