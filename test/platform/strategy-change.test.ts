import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Application, Platform, Provider, Rollout, Scaling, WebService } from '../../lib';

const outdir = mkdtempSync(join(tmpdir(), 'strategy-'));
const platform = new Platform({ environments: { production: {} } });
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

function synth(rollout: Rollout, version = '1.5.0'): string {
  told = '';
  new Application('lulu', { platform, version, outdir }, (chart) => {
    new WebService(chart, 'api', {
      image: 'registry.example.com/lulu/api',
      port: 8080,
      scaling: Scaling.between(3, 6),
      rollout,
    });
  }).synth();
  return told;
}

test('a service that gets slots is told to be moved in steps', () => {
  synth(Rollout.rolling());
  expect(synth(Rollout.blueGreen())).toBe(
    '[lulu/production] warning: lulu-api: Deployment lulu-api would go while others come, and nothing would serve in between; see "Changing the strategy" in docs/rollout.md\n',
  );
});

test('a service that Flagger takes over is told to be moved in steps', () => {
  synth(Rollout.rolling());
  expect(synth(Rollout.progressive({ provider: Provider.kubernetes(), skipAnalysis: true }))).toMatch(
    'lulu-api: Service lulu-api would go while others come',
  );
});

test('nothing is told of another version, of a strategy that keeps the Deployment, or of the first synthesis', () => {
  expect(synth(Rollout.rolling())).toBe('');
  expect(synth(Rollout.rolling({ maxUnavailable: 1 }), '1.6.0')).toBe('');
  synth(Rollout.blueGreen());
  expect(synth(Rollout.blueGreen({ live: 'green' }))).toBe('');
});
