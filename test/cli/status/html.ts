/** A tag of a page: its name, its attributes with their values as written, and what was open around it. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly path: readonly string[];
}

const VOID = ['meta', 'input', 'path', 'rect'];
const TAG = /^<(\/?)([a-z][a-z0-9]*)((?: [a-zA-Z-]+(?:="[^"<>]*")?)*)(\/?)>/;

/**
 * The tags of a page that is written as we write it, in which every `<` begins a tag, every tag is closed in its order and
 * attributes are in double quotes. Throws where it is not. What is in style and script is passed over.
 */
export function tagsOf(page: string): Tag[] {
  if (!page.startsWith('<!doctype html>')) throw new Error('no doctype');
  const tags: Tag[] = [];
  const open: string[] = [];
  for (let at = page.indexOf('<', 1); at >= 0; at = page.indexOf('<', at)) {
    const match = TAG.exec(page.slice(at, at + 20_000));
    if (!match) throw new Error(`no tag: ${page.slice(at, at + 80)}`);
    const [text, slash, name = '', attributes = '', selfClosed] = match;
    at += text.length;
    if (slash) {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing: ${page.slice(at - 80, at)}`);
      continue;
    }
    tags.push({ name, attributes: attributesOf(attributes), path: [...open] });
    if (selfClosed || VOID.includes(name)) continue;
    open.push(name);
    if (name === 'style' || name === 'script') at = page.indexOf(`</${name}>`, at);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join()}`);
  return tags;
}

/** What a browser would show of a part of a page: its text, without tags, style and script. */
export function textOf(part: string): string {
  return part
    .replace(/<(style|script)>.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => ENTITIES[name] as string)
    .replace(/\s+/g, ' ')
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** The content of the only element of that name. */
export function contentOf(page: string, name: string): string {
  const [content, ...more] = [...page.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))];
  if (!content || more.length > 0) throw new Error(`not one ${name}`);
  return content[1] as string;
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/ ([a-zA-Z-]+)(?:="([^"]*)")?/g)].map(([, name, value = '']) => [name as string, value]),
  );
}
