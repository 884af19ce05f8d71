import * as cdk8s from 'cdk8s';
import * as library from 'cdk8s-twelve-factor';
import type { Block } from './block';

/** A block of TypeScript as a program. */
export interface Example {
  /** Where it is, for messages: `docs/config.md:17`. */
  readonly place: string;
  /** File of the project that it is. */
  readonly path: string;
  readonly source: string;
  /** Lines before the block's own. */
  readonly added: number;
}

/** What a process has that an example of some of its props leaves out. */
const PROCESSES: Readonly<Record<string, readonly [name: string, props: string]>> = {
  WebService: ['api', "image: env.image('lulu/api'), port: 8080"],
  Worker: ['mailer', "image: env.image('lulu/mailer')"],
  CronTask: ['report', "image: env.image('lulu/report'), schedule: '30 3 * * *'"],
  ReleaseTask: ['migrate', "image: env.image('lulu/api')"],
};

const FUNCTION = "new Application('lulu', { platform, owner: 'team-lulu' }, (chart, env) => {";

/** Makes a program of a block; `undefined` where it is none. */
export function exampleOf(page: string, block: Block): Example | undefined {
  const place = `${page}:${block.line}`;
  if (block.directive === 'file') {
    return block.argument.endsWith('.ts') ? { place, path: block.argument, source: block.body, added: 0 } : undefined;
  }
  if (block.language !== 'ts') {
    return undefined;
  }
  if (block.directive === 'in') {
    return { place, path: FRAGMENT, source: inProcess(place, block.argument, block.body), added: 1 };
  }
  return { place, path: FRAGMENT, source: `${imports(block.body)} ${FUNCTION}\n${block.body}}).synth();\n`, added: 1 };
}

const FRAGMENT = 'apps/fragment.ts';

function inProcess(place: string, kind: string, body: string): string {
  const process = PROCESSES[kind];
  if (!process) {
    throw new Error(`${place}: in ${kind}: use one of ${Object.keys(PROCESSES).join(', ')}`);
  }
  const [name, props] = process;
  return `${imports(`${kind} ${body}`)} ${FUNCTION} new ${kind}(chart, '${name}', { ...{ ${props} },\n${body}}) }).synth();\n`;
}

/** Imports of what a fragment uses. */
function imports(body: string): string {
  const words = new Set(['Application', ...(body.match(/\b[A-Z]\w+|(?<![.\w])[a-z]\w+(?=\()/g) ?? [])]);
  const from = (module: string, exported: object) => {
    const used = Object.keys(exported).filter((name) => words.has(name));
    return used.length > 0 ? `import { ${used.join(', ')} } from '${module}';` : '';
  };
  return `${from('cdk8s', cdk8s)} ${from('cdk8s-twelve-factor', library)} import { platform } from './platform';`;
}
