import { type HostileBundle, testHostile } from './support';

const SLOTS = ['environments', 'production', 'slots'];

/** Values of the slots, by paths; none removes what is there. */
function slots(
  what: string,
  values: readonly (readonly [path: readonly string[], value?: unknown])[],
  told: string,
): HostileBundle {
  return {
    what,
    make: (dist) => values.forEach(([path, value]) => dist.put([...SLOTS, ...path], value)),
    told: `[lulu/production] ${told}`,
  };
}

/** An edit of another place. */
function edit(
  what: string,
  path: readonly (string | number)[],
  told: string,
  file = 'Service.lulu-api.yaml',
): HostileBundle {
  return slots(what, [[['traffic', 'green', '1'], { file, path, value: 1 }]], told);
}

const anew = 'run npx cdk8s synth again (TF2009)';
const values = 'let the traffic differ in plain values alone (TF2009)';
const service = 'edit of Service.lulu-api.yaml at';

describe('of slots', () =>
  testHostile([
    slots(
      'two slots of one name',
      [[['names', '1'], 'blue'], [['traffic', 'green']]],
      'slots.names: both are "blue"; give two different names (TF2008)',
    ),
    slots(
      'a live slot that is none',
      [[['live'], 'red']],
      'slots.live: "red" is no slot; the slots are "blue" and "green" (TF2008)',
    ),
    slots(
      'a slot without edits',
      [[['traffic', 'green']]],
      'slots.traffic: there are no edits for "green"; run npx cdk8s synth again (TF2008)',
    ),
    ...['../x', 'constructor'].map((name) =>
      slots(
        `edits for ${name}`,
        [[['traffic', name], []]],
        `slots.traffic: "${name}" is no slot; the slots are "blue" and "green" (TF2008)`,
      ),
    ),
    ...[
      [10, 50],
      [0, 50, 10],
      [0, 10, 10],
      [0, 0],
    ].map((shares) =>
      slots(
        `shares ${shares.join(', ')}`,
        [[['shares'], shares.map((share) => ({ share, edits: [] }))]],
        `slots.shares: "${shares.join(', ')}" does not rise from 0; give each once, sorted, from 0 on (TF2008)`,
      ),
    ),
  ]));

describe('of edits', () =>
  testHostile([
    edit(
      'an edit of no file',
      ['spec', 'replicas'],
      `edit of Deployment.lulu-api.yaml at spec.replicas: there is no such file; ${anew}`,
      'Deployment.lulu-api.yaml',
    ),
    edit(
      'an edit of a file of another environment',
      ['data', 'LEVEL'],
      `edit of ConfigMap.lulu-api.yaml at data.LEVEL: there is no such file; ${anew}`,
      'ConfigMap.lulu-api.yaml',
    ),
    edit(
      'an edit that adds a field',
      ['spec', 'type'],
      `${service} spec.type: there is no value in this place; ${anew}`,
    ),
    edit(
      'an edit that adds an item',
      ['spec', 'ports', 1],
      `${service} spec.ports[1]: there is no value in this place; ${anew}`,
    ),
    edit(
      'an edit of the length of a list',
      ['spec', 'ports', 'length'],
      `${service} spec.ports.length: there is no value in this place; ${anew}`,
    ),
    edit('an index of an object', ['spec', 0], `${service} spec[0]: there is no value in this place; ${anew}`),
    edit(
      'a key of text',
      ['metadata', 'labels', 'length'],
      `${service} metadata.labels.length: there is no value in this place; ${anew}`,
    ),
    edit(
      'an edit below a value',
      ['spec', 'selector', 'twelve-factor/slot', 'x'],
      `${service} spec.selector["twelve-factor/slot"].x: there is no value in this place; ${anew}`,
    ),
    edit(
      'an edit of a character',
      ['spec', 'selector', 'twelve-factor/slot', 0],
      `${service} spec.selector["twelve-factor/slot"][0]: there is no value in this place; ${anew}`,
    ),
    edit('an edit of an object', ['spec'], `${service} spec: there is no value in this place; ${anew}`),
    edit('an edit of a list', ['spec', 'ports'], `${service} spec.ports: there is no value in this place; ${anew}`),
    edit(
      'an inherited field',
      ['spec', 'toString'],
      `${service} spec.toString: there is no value in this place; ${anew}`,
    ),
    ...['__proto__', 'constructor', 'prototype'].map((key) =>
      edit(
        `an edit of ${key} (X5)`,
        ['spec', key, 'polluted'],
        `${service} spec${key === '__proto__' ? '["__proto__"]' : `.${key}`}.polluted: no edit may change that; ${values}`,
      ),
    ),
    ...[['kind'], ['apiVersion'], ['metadata', 'name'], ['metadata', 'namespace'], ['spec', 'template', 'kind']].map(
      (path) =>
        edit(
          `an edit of ${path.join('.')} (X8)`,
          path,
          `${service} ${path.join('.')}: no edit may change that; ${values}`,
        ),
    ),
    slots(
      'an edit of a share',
      [[['shares'], [{ share: 0, edits: [{ file: 'x.yaml', path: ['a'], value: null }] }]]],
      `edit of x.yaml at a: there is no such file; ${anew}`,
    ),
    slots(
      'a place that every state edits, once',
      ['blue', 'green'].map((slot) => [
        ['traffic', slot, '0', 'path'],
        ['spec', 'x'],
      ]),
      `${service} spec.x: there is no value in this place; ${anew}`,
    ),
  ]));
