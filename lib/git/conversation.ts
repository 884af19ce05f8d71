import type { ChildProcessByStdio } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

/** A process that is asked and answers, again and again. */
export type Talker = ChildProcessByStdio<Writable, Readable, Readable>;

/** A git command that answers one question after the other: to start one takes longer than most answers. */
export class Conversation {
  private heard: Buffer[] = [];
  private stderr = '';
  private end: Error | undefined;
  private wake = () => {};
  private turn: Promise<unknown> = Promise.resolve();

  /** @param failureOf the error that it is that the process ended while it was asked */
  constructor(
    private readonly child: Talker,
    failureOf: (code: number, stderr: string) => Error,
  ) {
    child.stdout.on('data', (chunk: Buffer) => (this.heard.push(chunk), this.wake()));
    child.stderr.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    child.stdin.on('error', () => undefined); // Its exit code says why.
    child.on('error', (error) => this.stop(error));
    child.on('close', (code) => this.stop(failureOf(code ?? 128, this.stderr)));
    this.hold(false);
  }

  /** Whether it can still be asked. */
  get isOpen(): boolean {
    return this.end === undefined;
  }

  /**
   * Asks something, and reads the answer with `line` and `bytes`. Who asks meanwhile waits.
   *
   * @throws Error `failureOf` the process if it ends before it has answered
   */
  async ask<T>(question: string | Buffer, answer: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(async () => {
      this.hold(true);
      try {
        this.child.stdin.write(question);
        return await answer();
      } finally {
        this.hold(false);
      }
    });
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  /** The next line of an answer, without its line feed. */
  async line(): Promise<string> {
    for (let searched = 0; ;) {
      const index = this.heard.findIndex((chunk, at) => at >= searched && chunk.includes(0x0a));
      if (index >= 0) {
        const before = this.heard.slice(0, index).reduce((sum, { length }) => sum + length, 0);
        const bytes = await this.bytes(before + (this.heard[index] as Buffer).indexOf(0x0a) + 1);
        return bytes.toString('latin1', 0, bytes.length - 1);
      }
      searched = this.heard.length;
      await this.more();
    }
  }

  /** So many bytes of an answer. */
  async bytes(length: number): Promise<Buffer> {
    let there = this.heard.reduce((sum, chunk) => sum + chunk.length, 0);
    while (there < length) {
      const known = this.heard.length;
      await this.more();
      there += this.heard.slice(known).reduce((sum, chunk) => sum + chunk.length, 0);
    }
    const [first] = this.heard;
    if (first === undefined) {
      return Buffer.alloc(0);
    }
    const all = first.length >= length ? first : Buffer.concat(this.heard);
    this.heard = [all.subarray(length), ...(all === first ? this.heard.slice(1) : [])].filter(
      (rest) => rest.length > 0,
    );
    return all.subarray(0, length);
  }

  /** Says that nothing more will be asked; the process ends then. */
  close(): void {
    this.child.stdin.end();
  }

  private async more(): Promise<void> {
    if (this.end) {
      throw this.end;
    }
    await new Promise<void>((resolve) => (this.wake = resolve));
  }

  private stop(error: Error): void {
    this.end ??= error;
    this.wake();
  }

  /** What waits for a question must not keep node from ending; what owes an answer must. */
  private hold(isOwed: boolean): void {
    const verb = isOwed ? 'ref' : 'unref';
    this.child[verb]();
    for (const stream of [this.child.stdin, this.child.stdout, this.child.stderr]) {
      (stream as Socket)[verb]();
    }
  }
}
