import { check } from '../../lib/check';
import { type JsonValue, toYaml } from '../../lib/manifest/yaml';
import { RuleSet } from '../../lib/policy';
import { schemasOf } from '../../lib/schema';
import { mutated, type Mutation, objectsOf } from '../policy/mutation';
import { images } from '../policy/mutations/images';
import { pods } from '../policy/mutations/pods';
import { references } from '../policy/mutations/references';
import { scaling } from '../policy/mutations/scaling';
import { services } from '../policy/mutations/services';
import { tasks } from '../policy/mutations/tasks';
import { traffic } from '../policy/mutations/traffic';

const TREE = 'golden/full/production';
const asked = { rules: new RuleSet(), schemas: [schemasOf(27), schemasOf(34)], from: 'warning' } as const;

/** Codes of what `twelve check` tells of files, once each. */
function codesOf(objects: ReadonlyMap<string, unknown>): string[] {
  const sources = [...objects].map(([path, object]) => ({ path, text: toYaml(object as JsonValue) }));
  return [...new Set(check(sources, asked).findings.map(({ code }) => code))].sort();
}

/** The first mutation of each rule that is told by default. */
function oneOfEachRule(): Mutation[] {
  const telling = new Set(
    asked.rules.all.filter(({ severity }) => /error|warning/.test(severity)).map(({ code }) => code),
  );
  const all = [...services, ...scaling, ...references, ...traffic, ...tasks, ...images, ...pods];
  return [...telling].flatMap((code) => all.find(({ codes }) => codes.length === 1 && codes[0] === code) ?? []);
}

function change(how: string, code: string, file: string, path: Mutation['path'], value?: unknown): Mutation {
  return { how, tree: TREE, file, path, value, codes: [code] };
}

const DEPLOYMENT = 'Deployment.full-api.yaml';
const CONTAINER = ['spec', 'template', 'spec', 'containers', 0];

/** What the schemas tell. */
const schemaMutations: readonly Mutation[] = [
  change('a field that is misspelt', 'TF3301', DEPLOYMENT, ['spec', 'minReadySecond'], 5),
  change('a probe that is misspelt', 'TF3301', DEPLOYMENT, [...CONTAINER, 'livenesProbe'], { httpGet: { port: 1 } }),
  change('a number as text', 'TF3302', DEPLOYMENT, ['spec', 'minReadySeconds'], '5'),
  change('a list that is one value', 'TF3302', DEPLOYMENT, [...CONTAINER, 'args'], 'serve'),
  change('no selector', 'TF3303', DEPLOYMENT, ['spec', 'selector']),
  change('a word that Kubernetes does not know', 'TF3304', DEPLOYMENT, [...CONTAINER, 'imagePullPolicy'], 'Allways'),
  change('an amount that is none', 'TF3305', DEPLOYMENT, [...CONTAINER, 'resources', 'limits', 'memory'], '256MB'),
  change('nothing where something was', 'TF3307', DEPLOYMENT, ['spec', 'minReadySeconds'], null),
  change('a name in capitals', 'TF3308', 'LimitRange.full.yaml', ['metadata', 'name'], 'Full'),
];

describe('twelve check tells one field that is changed by the rule that is meant, and by nothing else', () => {
  it.each(oneOfEachRule().map((mutation) => [`${mutation.how} (${mutation.codes.join()})`, mutation] as const))(
    '%s',
    (_, mutation) => {
      const codes = codesOf(mutated(mutation));
      // What the schema tells already, the rule does not tell again.
      expect(codes).toEqual(codes.every((code) => /^TF33/.test(code)) && codes.length === 1 ? codes : mutation.codes);
    },
  );

  it.each(schemaMutations.map((mutation) => [mutation.how, mutation] as const))('%s', (_, mutation) => {
    expect(codesOf(mutated(mutation))).toEqual(mutation.codes);
  });

  it('an API that is gone', () => {
    const objects = mutated(change('', '', 'PodDisruptionBudget.full-api.yaml', ['apiVersion'], 'policy/v1beta1'));
    expect(codesOf(objects)).toEqual(['TF3311']);
  });

  it('of more than sixty, and of a tree that is good as it is', () => {
    expect(oneOfEachRule().length + schemaMutations.length).toBeGreaterThan(100);
    expect(codesOf(objectsOf(TREE))).toEqual([]);
  });
});
