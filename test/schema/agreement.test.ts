import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { knownMinors, schemasOf } from '../../lib/schema';
import { Schemas as Judge, SCHEMAS } from '../support/schemas';
import { readTree, REPOSITORY } from '../support/trees';

const isHere = existsSync(SCHEMAS);
const describeWithSchemas = isHere ? describe : describe.skip;

type Fields = Record<string, unknown>;
type Path = readonly (string | number)[];

/** An object of each of Kubernetes' own kinds that is rendered, and of any other one the text. */
const OBJECTS = new Map(
  ['dist', 'test/golden']
    .flatMap((folder) => [...readTree(join(REPOSITORY, folder)).values()])
    .map((text) => parse(text) as Fields & { apiVersion: string; kind: string })
    .filter(
      ({ apiVersion }) => !/traefik|solo|flagger|secrets|gateway|bitnami|monitoring|cert-manager/.test(apiVersion),
    )
    .map((object) => [`${object.apiVersion} ${object.kind}`, object]),
);

/** What a JSON schema sees: names, enums and the grammar of text are ours alone. */
const SEEN = new Set(['TF3301', 'TF3302', 'TF3303', 'TF3307']);

/** Every object with one thing changed of it, anywhere. */
function* mutations(object: Fields): Generator<{ what: string; mutant: Fields }> {
  for (const path of pathsIn(object, [])) {
    const value = at(object, path);
    const what = path.join('.');
    // Without a name only an API server refuses it.
    if (path.length > 0 && what !== 'metadata.name' && what !== 'metadata') {
      yield { what: `without ${what}`, mutant: changed(object, path, () => undefined) };
      yield { what: `a list for ${what}`, mutant: changed(object, path, () => [[]]) };
      yield { what: `a fraction for ${what}`, mutant: changed(object, path, () => 1.5) };
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      yield { what: `a new field in ${what}`, mutant: changed(object, path, () => ({ ...value, mistaken: 'x' })) };
    }
  }
}

function* pathsIn(value: unknown, path: Path): Generator<Path> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield* pathsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Fields)[step], value);
}

function changed<T>(value: T, [step, ...rest]: Path, change: (old: unknown) => unknown): T {
  if (step === undefined) return change(value) as T;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Fields;
  const inner = changed(copy[step], rest, change);
  if (inner === undefined) {
    if (Array.isArray(copy)) copy.splice(step as number, 1);
    else delete copy[step];
  } else copy[step] = inner;
  return copy as T;
}

describeWithSchemas('an object is refused where the published schemas refuse it, and nowhere else', () => {
  test('of the kinds that are rendered', () => {
    expect(OBJECTS.size).toBeGreaterThan(12);
  });

  test.each([27, 31, 36])('in Kubernetes 1.%i, whatever is changed of it', (minor) => {
    const ours = schemasOf(minor);
    const judge = new Judge(`1.${minor}`);
    let count = 0;
    const differences: string[] = [];
    for (const [key, object] of OBJECTS) {
      for (const { what, mutant } of mutations(object)) {
        // What it then is, is for another test.
        if (mutant['apiVersion'] !== object.apiVersion || mutant['kind'] !== object.kind) continue;
        count++;
        const isRefused = ours.problems(mutant).some(({ code }) => SEEN.has(code));
        if (isRefused !== judge.problems(mutant).length > 0) differences.push(`${key}: ${what}`);
      }
    }
    expect(differences).toEqual([]);
    expect(count).toBeGreaterThan(1500);
  });

  test('with the same fields, and those of newer minors', () => {
    const deployment = OBJECTS.get('apps/v1 Deployment') as Fields;
    const container = ['spec', 'template', 'spec', 'containers', 0];
    const news: [Path, unknown][] = [
      [[...container, 'lifecycle'], { preStop: { sleep: { seconds: 5 } } }],
      [[...container, 'restartPolicy'], 'Always'],
      [['spec', 'template', 'spec', 'resources'], { limits: { cpu: 1 } }],
      [['spec', 'template', 'spec', 'hostnameOverride'], 'a'],
      [['spec', 'template', 'spec', 'schedulingGroup'], {}],
      [['spec', 'template', 'spec', 'securityContext', 'supplementalGroupsPolicy'], 'Merge'],
    ];
    for (const minor of knownMinors()) {
      const judge = new Judge(`1.${minor}`);
      for (const [path, value] of news) {
        const mutant = changed(deployment, path, () => value);
        const isRefused = schemasOf(minor)
          .problems(mutant)
          .some(({ code }) => code === 'TF3301');
        expect([minor, path, isRefused]).toEqual([minor, path, judge.problems(mutant).length > 0]);
      }
    }
  });
});
