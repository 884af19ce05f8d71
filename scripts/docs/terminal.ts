import type { Block } from './block';
import { Session } from './session';

/** The sessions of one page, by name. */
export class Terminal {
  private readonly sessions = new Map<string, Session>();

  /** @param project - the folder in which commands run: that of the page's files and programs */
  constructor(private readonly project: string) {}

  /** Runs the commands of a block, and gives the block with what they answer. */
  async play(page: string, { directive, argument, body, line }: Block): Promise<string> {
    if (directive !== 'session') {
      throw new Error(`${page}:${line}: which session is it? Write <!-- session: name --> before it`);
    }
    const [name = '', ...before] = argument.split('\n');
    const session = this.sessions.get(name) ?? new Session(this.project);
    this.sessions.set(name, session);
    session.commitProject();
    for (const command of commandsIn(`${before.join('\n')}\n`)) {
      const { text, code } = await session.run(command);
      if (code !== 0) {
        throw new Error(`${page}:${line}: what is not shown of the session fails: ${command}\n${text}`);
      }
    }
    let shown = '';
    for (const command of commandsIn(body)) {
      const { text, code } = await session.run(command);
      if (/^```|^\$ /m.test(text)) {
        throw new Error(`${page}:${line}: what ${command} answers can't be in a block:\n${text}`);
      }
      shown += `${shown === '' ? '' : '\n'}$ ${command}\n${text}${code === 0 ? '' : `(exit code ${code})\n`}`;
    }
    return shown;
  }

  remove(): void {
    this.sessions.forEach((session) => session.remove());
  }
}

/** Commands begin after `$ `; a backslash at the end of a line leads to the next one. */
export function commandsIn(text: string): string[] {
  return [...text.matchAll(/^\$ ((?:.*\\\n)*.*)$/gm)].map(([, command]) => command as string);
}
