import { type ChildProcess, fork } from 'node:child_process';
import type { Answer, Done, Ready, Request } from './messages';

/** How long a synthesis that writes may take to finish, once nobody waits for it. */
const GRACE = 5_000;

/** A worker of its own, ready ahead of time. */
export class WorkerProcess {
  /** Undefined where libraries can't be loaded, as while they are being installed. */
  readonly ready: Promise<Ready | undefined>;
  /** What it said at last, if that was no answer. */
  lastWords = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private isBusy = false;
  private isReady = false;

  constructor(cwd: string, say: (text: string) => void) {
    // stdout is for the data of the one who watches.
    this.child = fork(require.resolve('./worker'), {
      cwd,
      serialization: 'advanced',
      stdio: ['ignore', 2, 'pipe', 'ipc'],
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (this.isReady) {
        say(text);
      } else {
        this.lastWords += text;
      }
    });
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
    this.ready = this.next('ready').then((ready) => {
      this.isReady = ready !== undefined;
      return ready;
    });
  }

  /** Synthesizes, and ends. Undefined if it did not get to its end. */
  async run(request: Request): Promise<Done | undefined> {
    this.isBusy = true;
    const done = this.next('done');
    this.child.send(request);
    const answer = await done;
    await this.ended;
    this.isBusy = false;
    return answer;
  }

  /** Ends it. What it writes is finished first. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), this.isBusy ? GRACE : 0);
    await this.ended;
    clearTimeout(timer);
  }

  private async next<K extends Answer['kind']>(kind: K): Promise<Extract<Answer, { kind: K }> | undefined> {
    const answered = new Promise<Answer>((resolve) => this.child.once('message', resolve));
    const answer = await Promise.race([answered, this.ended]);
    return answer?.kind === kind ? (answer as Extract<Answer, { kind: K }>) : undefined;
  }
}
