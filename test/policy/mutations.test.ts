import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RuleSet } from '../../lib/policy';
import { GOLDEN, REPOSITORY } from '../support/trees';
import { findingsIn, newFindings, objectsOf } from './mutation';
import { pods } from './mutations/pods';
import { services } from './mutations/services';

const mutations = [...services, ...pods];

const trees = ['production', 'staging'].flatMap((environment) => [
  ...readdirSync(GOLDEN)
    .filter((name) => existsSync(join(GOLDEN, name, environment)))
    .map((name) => `golden/${name}/${environment}`),
  ...readdirSync(join(REPOSITORY, 'dist', environment)).map((name) => `dist/${environment}/${name}`),
]);

describe('every tree of this repository', () => {
  it.each(['golden/minimal', ...trees])('%s keeps every rule', (tree) => {
    expect(
      findingsIn(objectsOf(tree)).map(({ code, manifest, given }) => `${code} ${manifest.title}: ${given}`),
    ).toEqual([]);
  });
});

describe('one field changed breaks the rule that is meant, and no other', () => {
  it.each(mutations.map((mutation) => [`${mutation.how} (${mutation.codes.join(', ')})`, mutation] as const))(
    '%s',
    (_, mutation) => {
      const told = newFindings(mutation).map(({ code }) => code);
      expect([...new Set(told)].sort()).toEqual([...mutation.codes].sort());
    },
  );

  it('for every rule of the library', () => {
    const broken = new Set(mutations.flatMap(({ codes }) => codes));
    expect(new RuleSet().all.map(({ code }) => code).filter((code) => !broken.has(code))).toEqual([]);
  });
});
