import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RuleSet } from '../../lib/policy';
import { GOLDEN, REPOSITORY } from '../support/trees';
import { allFindingsIn, findingsIn, newFindings, objectsOf } from './mutation';
import { images } from './mutations/images';
import { references } from './mutations/references';
import { scaling } from './mutations/scaling';
import { pods } from './mutations/pods';
import { services } from './mutations/services';
import { tasks } from './mutations/tasks';
import { traffic } from './mutations/traffic';

const mutations = [...services, ...scaling, ...references, ...traffic, ...tasks, ...images, ...pods];

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

describe('notes are of what a manifest cannot know, or what somebody asked for', () => {
  const expected: Readonly<Record<string, readonly string[]>> = {
    // A bare chart knows neither environment nor owner nor version.
    minimal: ['TF3203'],
    // Secrets are not in git.
    production: ['TF3019'],
    staging: ['TF3019', 'TF3210', 'TF3211', 'TF3214'],
  };

  it.each(['golden/minimal', ...trees])('%s', (tree) => {
    const environment = Object.keys(expected).find((name) => tree.split('/').includes(name)) ?? '';
    const notes = allFindingsIn(objectsOf(tree)).map(({ code }) => code);
    const ofObjects = notes.filter((code) => /^TF3[02]/.test(code));
    expect(ofObjects.filter((code) => !expected[environment]?.includes(code))).toEqual([]);
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
