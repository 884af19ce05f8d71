import { blocksOf, mapBlocks } from './block';
import { fillCommandLine } from './command-line';
import { type Example, exampleOf } from './example';
import { excerpt, jsonExcerpt } from './excerpt';
import { measuredTables } from './measured';
import { Project } from './project';
import { propsTables } from './reference';
import { rolloutPicture } from './rollout-picture';
import { podsTables } from './rollout-tables';
import { rulesTable } from './rules-table';
import { Terminal } from './terminal';

/** A page with everything in it that is generated: what its programs and commands yield, pictures, and tables. */
export async function renderPage(page: string, text: string): Promise<string> {
  const project = new Project();
  const terminal = new Terminal(project.folder);
  try {
    const withTables = podsTables(rulesTable(propsTables(measuredTables(text))));
    const rendered = await mapBlocks(fillCommandLine(withTables), (block) => {
      const example = exampleOf(page, block);
      if (block.language === 'console') {
        project.assertNothingUntold(`${page}:${block.line}`);
        return terminal.play(page, block);
      } else if (example) {
        project.run(example);
      } else if (block.directive === 'file') {
        project.write(block.argument, block.body);
      } else if (block.directive === 'shows') {
        return show(project, block.argument, `${page}:${block.line}`);
      }
      return undefined;
    });
    project.assertNothingUntold(`the end of ${page}`);
    return rendered;
  } finally {
    terminal.remove();
    project.remove();
  }
}

/** An example with the files that the page has before it, so that it compiles as it runs. */
export interface ExampleInPlace extends Example {
  readonly beside: ReadonlyMap<string, string>;
}

/** The programs of a page. */
export function examplesOf(page: string, text: string): ExampleInPlace[] {
  const examples: ExampleInPlace[] = [];
  const files = new Map<string, string>();
  for (const block of blocksOf(text)) {
    const example = exampleOf(page, block);
    if (example) {
      examples.push({ ...example, beside: new Map(files) });
      files.set(example.path, example.source);
    }
  }
  return examples;
}

function show(project: Project, argument: string, place: string): string {
  if (argument === 'errors') {
    return project.takeErrors() || fail(place, 'no program told an error');
  }
  if (argument === 'output') {
    return project.output || fail(place, 'the program put nothing out');
  }
  const [path = '', parts] = argument.split(' | ');
  try {
    if (path.startsWith('picture ')) {
      return rolloutPicture(path.slice('picture '.length));
    }
    if (path.endsWith('/')) {
      return project
        .list(path, parts)
        .map((file) => `${file}\n`)
        .join('');
    }
    const whole = project.read(path);
    if (path.endsWith('.json') && parts) {
      return jsonExcerpt(whole, parts);
    }
    const header = path.endsWith('.yaml') ? `# ${path}${parts ? ', an excerpt' : ''}\n` : '';
    return header + (parts ? excerpt(whole, parts) : whole);
  } catch (error) {
    return fail(place, error instanceof Error ? error.message : String(error));
  }
}

function fail(place: string, message: string): never {
  throw new Error(`${place}: ${message}`);
}
