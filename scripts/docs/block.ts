/**
 * A fenced block of a page, with the comment before it that says what it is:
 *
 * - `<!-- file: apps/lulu.ts -->` is a file of the page's project; program files are run.
 * - `<!-- in: WebService -->` is some props of such a process, in an application.
 * - `<!-- shows: dist/production/lulu/Service.lulu-api.yaml | spec -->` is what the last program yielded, written by
 *   `npm run docs`: a file, parts of it, the files of a folder (`dist/production/lulu/`), `errors` or `output`.
 * - `<!-- shows: picture blueGreen -->` is the picture of a strategy's story, which the tests tell too.
 * - `<!-- session: blue-green -->` before a block of `console` is what somebody types, each command after `$ `, with what is
 *   answered, which `npm run docs` writes. Blocks of one name go on in one session; see `session.ts`. Further lines of the comment,
 *   also beginning with `$ `, are commands that are run before and not shown.
 * - `ts` without a comment is what stands in the function of an application.
 *
 * Other blocks, such as commands, are left alone; but there is no `console` that is not run.
 */
export interface Block {
  readonly directive?: string;
  readonly argument: string;
  readonly language: string;
  /** What is between the fences, with the last line break. */
  readonly body: string;
  /** Line of the page that the body begins on, from 1. */
  readonly line: number;
  /** Where in the page the body begins. */
  readonly offset: number;
}

const BLOCK = /^(?:<!-- (file|in|shows|session): ((?:(?!-->)[\s\S])+?)\s*-->\n)?```(\w+)\n([\s\S]*?)^```$/gm;

/** The blocks of a page, in order. */
export function blocksOf(text: string): Block[] {
  return [...text.matchAll(BLOCK)].map((match) => {
    const [whole, directive, argument = '', language = '', body = ''] = match;
    const offset = match.index + whole.length - body.length - '```'.length;
    const line = text.slice(0, offset).split('\n').length;
    return { ...(directive !== undefined && { directive }), argument, language, body, line, offset };
  });
}

/** Goes through the blocks of a page in order, and gives the page with the bodies that `visit` returns in their place. */
export async function mapBlocks(
  text: string,
  visit: (block: Block) => string | undefined | Promise<string | undefined>,
): Promise<string> {
  let written = '';
  let read = 0;
  for (const block of blocksOf(text)) {
    const end = block.offset + block.body.length;
    written += text.slice(read, block.offset) + ((await visit(block)) ?? block.body);
    read = end;
  }
  return written + text.slice(read);
}
