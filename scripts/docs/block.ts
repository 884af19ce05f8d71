/**
 * A fenced block of a page, with the comment before it that says what it is:
 *
 * - `<!-- file: apps/lulu.ts -->` is a file of the page's project; program files are run.
 * - `<!-- in: WebService -->` is some props of such a process, in an application.
 * - `<!-- shows: dist/production/lulu/Service.lulu-api.yaml | spec -->` is what the last program yielded, written by
 *   `npm run docs`: a file, parts of it, the files of a folder (`dist/production/lulu/`), `errors` or `output`.
 * - `<!-- shows: picture blueGreen -->` is the picture of a strategy's story, which the tests tell too.
 * - `ts` without a comment is what stands in the function of an application.
 *
 * Other blocks, such as commands, are left alone.
 */
export interface Block {
  readonly directive?: string;
  readonly argument: string;
  readonly language: string;
  /** What is between the fences, with the last line break. */
  readonly body: string;
  /** Line of the page that the body begins on, from 1. */
  readonly line: number;
}

const BLOCK = /^(?:<!-- (file|in|shows): (.+?) -->\n)?```(\w+)\n([\s\S]*?)^```$/gm;

/** Goes through the blocks of a page in order, and gives the page with the bodies that `visit` returns in their place. */
export function mapBlocks(text: string, visit: (block: Block) => string | undefined): string {
  return text.replace(
    BLOCK,
    (
      whole: string,
      directive: string | undefined,
      argument: string | undefined,
      language: string,
      body: string,
      offset: number,
    ) => {
      const head = whole.slice(0, whole.length - body.length - '```'.length);
      const line = text.slice(0, offset + head.length).split('\n').length;
      const fresh = visit({ directive, argument: argument ?? '', language, body, line });
      return fresh === undefined ? whole : `${head}${fresh}\`\`\``;
    },
  );
}
