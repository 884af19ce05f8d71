import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { writer } from './library';
import { ENVIRONMENTS, type Render } from './service';

const load = createRequire(__filename);

/** What this library renders of `app-0`, for each environment. */
export type Sample = Readonly<Record<string, readonly SampleFile[]>>;

interface SampleFile {
  readonly path: string;
  readonly object: unknown;
  readonly content: string;
}

/** Answers what an environment has for an application of a given name, as a program does that has it written down. */
type Literal = (name: string) => readonly { readonly path: string; readonly value: unknown }[];

/** Plain objects and the writer `yaml`. */
export const yaml = objects(() => {
  const { stringify } = load('yaml') as typeof import('yaml');
  return (object) => stringify(object);
});

/** Plain objects and the writer `js-yaml`. */
export const jsYaml = objects(() => {
  const { dump } = load('js-yaml') as { dump: (object: unknown) => string };
  return dump;
});

/** Plain objects and this library's writer. */
export const ownYaml = objects(() => {
  const { toYaml } = writer();
  return (object) => toYaml(object as never);
});

/** Plain objects as JSON. */
export const json = objects(() => (object) => JSON.stringify(object));

/** The text of the files, with the name put in. */
export const template: Render = (count, outdir) =>
  writeEach(
    count,
    outdir,
    literals(({ content }) => content),
    (text) => text as string,
  );

/** Files of the same names and lengths. */
export const files: Render = (count, outdir) =>
  writeEach(
    count,
    outdir,
    literals(({ content }) => 'x'.repeat(content.length)),
    (text) => text as string,
  );

function objects(writerOf: () => (object: unknown) => string): Render {
  return (count, outdir) =>
    writeEach(
      count,
      outdir,
      literals(({ object }) => object),
      writerOf(),
    );
}

function literals(part: (file: SampleFile) => unknown): ReadonlyMap<string, Literal> {
  const sample = JSON.parse(readFileSync(process.env['BENCH_SAMPLE'] as string, 'utf8')) as Sample;
  return new Map(
    ENVIRONMENTS.map((environment) => {
      const parts = sample[environment]?.map((file) => ({ path: file.path, value: part(file) }));
      const source = JSON.stringify(parts).replaceAll('app-0', '" + name + "');
      return [environment, runInThisContext(`(name) => (${source})`) as Literal];
    }),
  );
}

function writeEach(
  count: number,
  outdir: string,
  all: ReadonlyMap<string, Literal>,
  write: (value: unknown) => string,
): void {
  for (let i = 0; i < count; i++) {
    for (const [environment, literal] of all) {
      const folder = `${outdir}/${environment}/app-${i}`;
      mkdirSync(folder, { recursive: true });
      for (const { path, value } of literal(`app-${i}`)) {
        writeFileSync(`${folder}/${path}`, write(value));
      }
    }
  }
}
