import { Size } from 'cdk8s';
import { Application, Platform, Resources, Rollout, WebService } from '../../../lib';
import { type TestPlatform, usePlatform } from '../../support/platform';

const make = usePlatform();
const platformOfApps = new Platform({ environments: { staging: {}, production: {} } });

function render(outdir: string, version: string, mebibytes: number): void {
  new Application('lulu', { platform: platformOfApps, version, outdir }, (chart, env) => {
    new WebService(chart, 'api', {
      image: 'registry.example.com/lulu',
      port: 8080,
      resources: Resources.of({ memory: { request: Size.mebibytes(mebibytes) } }),
      rollout: env.choose({ production: Rollout.blueGreen(), default: Rollout.rolling() }),
    });
  }).synth();
}

function release(platform: TestPlatform, version: string, mebibytes: number, environment: string) {
  render(platform.dist, version, mebibytes);
  const order = version.split('.')[1] as string;
  return platform.verb('release', 'lulu', '--env', environment, '--dist', platform.dist, '--order', order, '--json');
}

const broken = ({ out }: { readonly out: string }) =>
  (JSON.parse(out) as { outcomes: { meanwhile: string[] }[] }).outcomes.flatMap(({ meanwhile }) => meanwhile);

test('what a release breaks as long as it waits is told: its pods do not fit into the quota of the one that serves', async () => {
  const platform = await make().init();
  expect(broken(await release(platform, '1.1.0', 256, 'production'))).toEqual([]);
  const answer = await release(platform, '1.2.0', 1024, 'production');
  expect(answer.code).toBe(0);
  const told = broken(answer);
  expect(told).toContainEqual(
    expect.stringMatching(
      /^\[lulu\/production] ResourceQuota\/lulu spec\.hard\["requests\.memory"]: .+; so it is until 1\.2\.0 has all traffic \(TF3028\)$/,
    ),
  );
  expect(told.every((line) => line.includes('TF3028'))).toBe(true);
  told.forEach((line) => expect(answer.err).toContain(`  warning: ${line}\n`));
  const { err } = await platform.verb('switch', 'lulu', '--env', 'production');
  expect(err).not.toContain('warning');
});

test('a release that waits and breaks nothing is no matter, nor is one that replaces the other at once', async () => {
  const platform = await make().init();
  await release(platform, '1.1.0', 256, 'production');
  expect(broken(await release(platform, '1.2.0', 256, 'production'))).toEqual([]);
  await release(platform, '1.3.0', 256, 'staging');
  expect(broken(await release(platform, '1.4.0', 1024, 'staging'))).toEqual([]);
});
