import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Application,
  type NamespaceRule,
  Platform,
  Provider,
  Rollout,
  Scaling,
  WebService,
  type WebServiceProps,
} from '../../lib';

const outdir = mkdtempSync(join(tmpdir(), 'changes-'));
let told = '';

beforeEach(() => {
  rmSync(outdir, { recursive: true, force: true });
  told = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
});

afterEach(() => jest.restoreAllMocks());

interface Given extends Partial<WebServiceProps> {
  readonly version?: string;
  readonly ownsNamespace?: boolean;
  readonly namespace?: NamespaceRule;
  readonly environments?: Readonly<Record<string, object>>;
}

/** Runs an app file alone; answers what it says. */
function synth({ version = '1.5.0', ownsNamespace, namespace, environments, ...props }: Given = {}): string[] {
  told = '';
  const platform = new Platform({ environments: environments ?? { production: {} }, namespace });
  new Application('lulu', { platform, version, outdir, ownsNamespace }, (chart) => {
    new WebService(chart, 'api', {
      image: 'registry.example.com/lulu/api',
      port: 8080,
      scaling: Scaling.between(3, 6),
      ...props,
    });
  }).synth();
  return told.split('\n').slice(0, -1);
}

const rolling = () => Rollout.rolling();
const blueGreen = () => Rollout.blueGreen();
const progressive = () => Rollout.progressive({ provider: Provider.kubernetes(), skipAnalysis: true });
const instead = (what: string) =>
  `[lulu/production] warning: ${what} would go while others come, and nothing would serve in between; see "Changing the strategy" in docs/rollout.md`;

test.each([
  ['gets slots', rolling, blueGreen, 'Deployment lulu-api'],
  [
    'loses its slots',
    blueGreen,
    rolling,
    'Service lulu-api-preview, Deployment lulu-api-blue, Deployment lulu-api-green',
  ],
  ['is taken over by Flagger', rolling, progressive, 'Service lulu-api'],
  ['is taken from Flagger', progressive, rolling, 'Canary lulu-api'],
])('a service that %s is told to be moved in steps', (_, before, after, gone) => {
  synth({ rollout: before() });
  expect(synth({ rollout: after() })).toEqual([instead(gone)]);
});

test('nothing is told of another version, of a strategy that keeps the Deployment, or of the first synthesis', () => {
  expect(synth()).toEqual([]);
  expect(synth({ rollout: Rollout.rolling({ maxUnavailable: 1 }), version: '1.6.0' })).toEqual([]);
  synth({ rollout: Rollout.blueGreen() });
  expect(synth({ rollout: Rollout.blueGreen({ live: 'green' }) })).toEqual([]);
});

test('a namespace that an application gives away is told: an engine that prunes would delete it', () => {
  synth();
  expect(synth({ ownsNamespace: false })).toEqual([
    '[lulu/production] warning: Namespace lulu-production would go, and with it all that is in it; see "Changing the namespace" in docs/application.md',
  ]);
  expect(synth({ ownsNamespace: true })).toEqual([]);
});

test('an application that moves to another namespace is told: all of it would be made anew', () => {
  synth();
  const moves =
    '[lulu/production] warning: 9 objects would move from namespace lulu-production to lulu: made anew there, while what is here goes; see "Changing the namespace" in docs/application.md';
  expect(synth({ namespace: (name) => name })).toEqual([
    expect.stringMatching(/^\[lulu\/production\] warning: Namespace lulu-production would go/),
    moves,
  ]);
});

test('an environment that is taken off the platform is meant to go, with its namespace', () => {
  synth({ environments: { staging: {}, production: {} } });
  expect(synth()).toEqual([]);
});

describe('a service that gets an autoscaler', () => {
  const between = { scaling: Scaling.between(4, 12) };

  test('and had several pods is told to be handed over', () => {
    synth({ scaling: Scaling.fixed(10) });
    expect(synth(between)).toEqual([
      '[lulu/production] warning: Deployment lulu-api would have 1 pod in place of 10 until its autoscaler acts; see "From a fixed scale to an autoscaler" in docs/scaling.md',
    ]);
  });

  test('and had one pod loses none', () => {
    synth({ scaling: Scaling.fixed(1) });
    expect(synth(between)).toEqual([]);
  });

  test('in slots loses none that serves: a release goes to the other slot', () => {
    const rollout = Rollout.blueGreen();
    synth({ scaling: Scaling.fixed(10), rollout });
    expect(synth({ ...between, rollout })).toEqual([]);
  });
});
