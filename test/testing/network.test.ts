import { CronTask, Network, Peer, WebService, Worker } from 'cdk8s-twelve-factor';
import { Manifests, type Party } from 'cdk8s-twelve-factor/testing';
import { application, told } from './support';

const image = 'registry.example.com/lulu:1.5.0';
const lulu = Manifests.of(
  application((chart) => {
    new WebService(chart, 'api', {
      image,
      port: 8080,
      ports: [{ name: 'admin', port: 9090 }],
      network: Network.policy({
        allowFrom: [Peer.application('shop', { service: 'web' }).on(8080)],
        allowTo: [Peer.cidr('10.20.0.0/24', { except: ['10.20.0.128/25'] }).on(5432), Peer.cidr('fd00::/8').on(5432)],
      }),
    });
    new Worker(chart, 'mailer', { image });
    new CronTask(chart, 'report', { image, schedule: '@daily', network: Network.open({ because: 'a test' }) });
  }),
  'production',
);
const api = lulu.find('Deployment', 'lulu-api');
const mailer = lulu.find('Deployment', 'lulu-mailer');
const report = lulu.find('CronJob');
const shop = (name: string, namespace = 'shop-production') => ({
  namespace,
  labels: { 'app.kubernetes.io/part-of': 'shop', 'app.kubernetes.io/name': name },
});

test.each<[string, Party, Party, number, boolean]>([
  ['its neighbours', mailer, api, 8080, true],
  ['its neighbours, on another of its ports', mailer, api, 9090, true],
  ['its neighbours, on a port that it does not declare', mailer, api, 22, false],
  ['what listens on nothing', api, mailer, 8080, false],
  ['who is named', shop('web'), api, 8080, true],
  ['who is named, on another port', shop('web'), api, 9090, false],
  ['another service of theirs', shop('job'), api, 8080, false],
  ['the same of another namespace', shop('web', 'shop-staging'), api, 8080, false],
  ['an address that is named', api, { ip: '10.20.0.7' }, 5432, true],
  ['an address that is left out', api, { ip: '10.20.0.200' }, 5432, false],
  ['another port of an address', api, { ip: '10.20.0.7' }, 80, false],
  ['an address of the other family', api, { ip: 'fd00::7' }, 5432, true],
  ['an address that only another one is let to', mailer, { ip: '10.20.0.7' }, 5432, false],
  ['an open process to anywhere', report, { ip: '192.0.2.1' }, 1, true],
  ['an address from outside', { ip: '192.0.2.1' }, api, 8080, false],
  ['what has no policy here', shop('web'), shop('job'), 1, true],
])('a call is allowed or not: %s', (_, from, to, port, expected) => {
  expect(lulu.mayCall(from, to, port)).toBe(expected);
});

test('DNS is called by both transports', () => {
  const dns = { namespace: 'kube-system' };
  expect([lulu.mayCall(api, dns, 53), lulu.mayCall(api, dns, 53, 'UDP'), lulu.mayCall(api, dns, 443)]).toEqual([
    true,
    true,
    false,
  ]);
});

describe('of policies by hand', () => {
  const pod = (name: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'n' },
    spec: { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }] },
  });
  const allowed = (spec: object, port = 8080, protocol?: 'UDP') => {
    const policy = {
      kind: 'NetworkPolicy',
      metadata: { name: 'p', namespace: 'n' },
      spec: { podSelector: {}, ...spec },
    };
    const manifests = Manifests.of([policy, pod('a'), pod('b')]);
    return manifests.mayCall(manifests.find('Pod', 'a'), manifests.find('Pod', 'b'), port, protocol);
  };
  const ports = (...list: object[]) => ({ ingress: [{ ports: list }] });

  test.each([
    ['ingress alone is restricted where nothing says more', {}, false],
    ['no rule of a direction denies all of it', { policyTypes: ['Egress'] }, false],
    ['an empty rule allows everything', { ingress: [{}] }, true],
    ['egress is restricted by its rules', { egress: [], ingress: [{}] }, false],
    ['a port by its name is that of the called', ports({ port: 'http' }), true],
    ['a name that it has not is no port', ports({ port: 'web' }), false],
    ['a range of ports has its ends', ports({ port: 8000, endPort: 8080 }), true],
    ['a range of ports ends', ports({ port: 8000, endPort: 8079 }), false],
    ['a transport without a port is all ports', ports({ protocol: 'TCP' }), true],
    ['another transport is another port', ports({ port: 8080, protocol: 'UDP' }), false],
    [
      'expressions select',
      { ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }] } }] }] },
      true,
    ],
    ['an address block is nothing for pods', { ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] }, false],
  ])('%s', (_, spec, expected) => {
    expect(allowed(spec)).toBe(expected);
  });

  test('a rule for UDP is asked about UDP', () => {
    expect(allowed(ports({ port: 8080, protocol: 'UDP' }), 8080, 'UDP')).toBe(true);
  });
});

test('what makes no pods neither calls nor is called', () => {
  expect(told(() => lulu.mayCall(api, lulu.find('Service', 'lulu-api'), 80))).toBe(
    '[lulu/production] Service/lulu-api: it makes no pods; give a workload, such as a Deployment (TF3504)',
  );
});
