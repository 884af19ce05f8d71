import { Gate, Network, Peer, Provider, Rollout, Route, Webhook } from '../../lib';
import { renderWeb } from '../service/support';

// A test that cannot reach the pods measures nothing, and the release is taken back.

const routes = [Route.traefik('api.example.com')];
const loadTest = (url: string) => Webhook.loadTest(url, (canary) => `hey http://${canary}/`);
const acceptanceTest = (url: string) => Webhook.acceptanceTest(url, (canary) => `curl http://${canary}/`);

/** Whether a namespace may call what a release comes in, at its port and at another one. */
function reach(webhooks: readonly Webhook[], namespace: string, network?: Network): readonly [boolean, boolean] {
  const rollout = Rollout.progressive({ provider: Provider.traefik(), webhooks });
  const ports = [{ name: 'admin', port: 9090 }];
  const objects = renderWeb({ routes, rollout, ports, network });
  const mayCall = (port: number) => objects.mayCall({ namespace }, objects.find('Deployment'), port);
  return [mayCall(8080), mayCall(9090)];
}

test.each([
  'http://flagger-loadtester.flagger',
  'http://flagger-loadtester.flagger/',
  'http://flagger-loadtester.flagger:8080/',
  'http://flagger-loadtester.flagger.svc',
  'https://flagger-loadtester.flagger.svc.cluster.local./gate',
])('the namespace that %s is in may call the port of the service, and no other one', (url) => {
  expect(reach([loadTest(url)], 'flagger')).toEqual([true, false]);
  expect(reach([acceptanceTest(url)], 'flagger')).toEqual([true, false]);
  expect(reach([loadTest(url)], 'svc')).toEqual([false, false]);
});

test.each(['https://tests.example.com', 'http://10.1.2.3', 'http://[fd00::1]/', 'http://tester'])(
  '%s is no address of another namespace, so nobody is let in',
  (url) => {
    for (const namespace of ['example', 'com', '1', 'tester']) {
      expect(reach([loadTest(url)], namespace)).toEqual([false, false]);
    }
  },
);

test('who is only asked or told is not let in', () => {
  expect(reach([Webhook.notify('http://chat.tools/releases')], 'tools')).toEqual([false, false]);
  const rollout = Rollout.progressive({ provider: Provider.traefik(), gate: Gate.manual('http://tester.flagger') });
  const objects = renderWeb({ routes, rollout });
  expect(objects.mayCall({ namespace: 'flagger' }, objects.find('Deployment'), 8080)).toBe(false);
});

test('several tests are let in from each of their namespaces, beside whom the service says', () => {
  const webhooks = [loadTest('http://tester.flagger'), acceptanceTest('http://tester.quality')];
  const network = Network.policy({ allowFrom: [Peer.namespace('shop')] });
  expect(['flagger', 'quality', 'shop', 'other'].map((name) => reach(webhooks, name, network)[0])).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test('a service that is cut off from its namespace stays so, also where the tests run there', () => {
  const network = Network.policy({ sameNamespace: false });
  expect(reach([loadTest('http://tester.lulu-production')], 'lulu-production', network)).toEqual([false, false]);
});
