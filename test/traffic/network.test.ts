import { Network, Peer } from '../../lib/traffic';
import { Bench, type Rendered } from './support';

const dns = {
  to: [
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } },
    { ipBlock: { cidr: '169.254.0.0/16' } },
  ],
  ports: [
    { port: 53, protocol: 'UDP' },
    { port: 53, protocol: 'TCP' },
  ],
};
const neighbours = [{ podSelector: {} }];
const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
const tcp = (port: number) => [{ port, protocol: 'TCP' }];

const policyOf = (...given: Parameters<Bench['network']>): Rendered<'NetworkPolicy'> => {
  const bench = new Bench({ namespaceOf: (application) => `${application}-production` }).network(...given);
  expect(bench.lines).toEqual([]);
  return bench.one('NetworkPolicy');
};
const from = (...peers: Peer[]) => policyOf(Network.policy({ allowFrom: peers })).spec.ingress?.slice(1);
const to = (...peers: Peer[]) => policyOf(Network.policy({ allowTo: peers })).spec.egress?.slice(2);

test('a service may be called from its namespace on its ports, and may call its namespace and DNS', () => {
  const { metadata, spec } = policyOf();
  expect(metadata).toMatchObject({ name: 'lulu-api', labels: { 'app.kubernetes.io/instance': 'lulu-api' } });
  expect(spec).toEqual({
    podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'lulu-api' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: neighbours, ports: tcp(8080) }],
    egress: [dns, { to: neighbours }],
  });
});

test('the ingress controller may call what has routes, and Prometheus what has metrics', () => {
  const target = { routedPort: 8080, metricsPort: 9090 };
  expect(policyOf(undefined, target).spec.ingress?.slice(1)).toEqual([
    { from: [namespace('traefik')], ports: tcp(8080) },
    { from: [namespace('monitoring')], ports: tcp(9090) },
  ]);
  const bench = new Bench({ defaults: { ingress: { namespace: 'edge' }, monitoringNamespace: 'prometheus' } }).network(
    undefined,
    target,
  );
  expect(bench.one('NetworkPolicy').spec.ingress?.slice(1)).toMatchObject([
    { from: [namespace('edge')] },
    { from: [namespace('prometheus')] },
  ]);
});

test('a worker that listens on nothing may be called by its own pods alone', () => {
  expect(policyOf(undefined, { ports: [] }).spec.ingress).toEqual([
    { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'lulu-api' } } }] },
  ]);
});

test('a service can be cut off from its namespace', () => {
  const { spec } = policyOf(Network.policy({ sameNamespace: false }), { routedPort: 8080 });
  expect(spec.ingress).toEqual([{ from: [namespace('traefik')], ports: tcp(8080) }]);
  expect(spec.egress).toEqual([dns]);
});

test('callers are let in on the service’s ports, unless they say which', () => {
  expect(from(Peer.namespace('shop'), Peer.namespace('ops').on(9000).on(9001, 'UDP'))).toEqual([
    { from: [namespace('shop')], ports: tcp(8080) },
    {
      from: [namespace('ops')],
      ports: [
        { port: 9000, protocol: 'TCP' },
        { port: 9001, protocol: 'UDP' },
      ],
    },
  ]);
});

test('who is called is called on all ports, unless they say which', () => {
  expect(
    to(
      Peer.namespace('kafka'),
      Peer.namespace('postgres', { pods: { 'app.kubernetes.io/name': 'postgres' } }).on(5432),
    ),
  ).toEqual([
    { to: [namespace('kafka')] },
    {
      to: [{ ...namespace('postgres'), podSelector: { matchLabels: { 'app.kubernetes.io/name': 'postgres' } } }],
      ports: tcp(5432),
    },
  ]);
});

test('another application is found in its namespace of this environment, by its labels', () => {
  expect(to(Peer.application('shop'), Peer.application('shop', { service: 'web' }).on(8080))).toEqual([
    {
      to: [{ ...namespace('shop-production'), podSelector: { matchLabels: { 'app.kubernetes.io/part-of': 'shop' } } }],
    },
    {
      to: [
        {
          ...namespace('shop-production'),
          // Not by the instance: a copy that Flagger makes has another one.
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/part-of': 'shop' } },
        },
      ],
      ports: tcp(8080),
    },
  ]);
});

test('pods of the same namespace can be picked', () => {
  expect(from(Peer.sameNamespace({ pods: { role: 'admin' } }).on(9000))).toEqual([
    { from: [{ podSelector: { matchLabels: { role: 'admin' } } }], ports: tcp(9000) },
  ]);
});

test('addresses are given in blocks, less what is left out of them', () => {
  expect(to(Peer.cidr('10.0.0.0/8', { except: ['10.96.0.0/12'] }), Peer.cidr('2001:db8::/32').on(443))).toEqual([
    { to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.96.0.0/12'] } }] },
    { to: [{ ipBlock: { cidr: '2001:db8::/32' } }], ports: tcp(443) },
  ]);
});

test('anywhere is everywhere, but not where a cloud hands out credentials', () => {
  expect(to(Peer.anywhere().on(443))).toEqual([
    {
      to: [
        { namespaceSelector: {} },
        { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } },
        { ipBlock: { cidr: '::/0', except: ['fd00:ec2::254/128'] } },
      ],
      ports: tcp(443),
    },
  ]);
  expect(from(Peer.anywhere())).toEqual([{ ports: tcp(8080) }]);
});

test('DNS elsewhere can be named', () => {
  const { spec } = policyOf(
    Network.policy({ dns: [Peer.cidr('10.96.0.10/32'), Peer.namespace('openshift-dns').on(5353, 'UDP')] }),
  );
  expect(spec.egress).toEqual([
    dns,
    { to: [{ ipBlock: { cidr: '10.96.0.10/32' } }], ports: dns.ports },
    { to: [namespace('openshift-dns')], ports: [{ port: 5353, protocol: 'UDP' }] },
    { to: neighbours },
  ]);
});

test('a network can be opened, with a reason', () => {
  const { metadata, spec } = policyOf(Network.open({ because: 'a crawler calls the world' }));
  expect(metadata.annotations).toEqual({ 'twelve-factor/open-network': 'a crawler calls the world' });
  expect(spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] });
  expect(Object.keys(spec.ingress?.[0] ?? { none: true })).toEqual([]);
});

test('every policy has a rule for either direction and selects by one label', () => {
  const targets = [{}, { ports: [] }, { ports: [], metricsPort: 9090 }];
  for (const network of [undefined, Network.policy({ sameNamespace: false }), Network.open({ because: 'tests' })]) {
    for (const target of targets) {
      const { spec } = policyOf(network, target);
      expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
      expect(spec.ingress?.length).toBeGreaterThan(0);
      expect(spec.egress?.length).toBeGreaterThan(0);
      expect(Object.keys(spec.podSelector.matchLabels ?? {})).toEqual(['app.kubernetes.io/instance']);
    }
  }
});

test.each<[Peer, string]>([
  [
    Peer.namespace('My Namespace'),
    'namespace "My Namespace" is no name; use lower-case letters, digits and hyphens (TF1524)',
  ],
  [Peer.namespace(''), 'namespace "" is no name; use lower-case letters, digits and hyphens (TF1524)'],
  [Peer.application('Shop'), 'application "Shop" is no name; use lower-case letters, digits and hyphens (TF1524)'],
  [
    Peer.application('shop', { service: 'we_b' }),
    'service "we_b" is no name; use lower-case letters, digits and hyphens (TF1524)',
  ],
  [
    Peer.namespace('a', { pods: {} }),
    '`pods` has no label; give labels as the pods carry them, or leave `pods` out for all pods (TF1524)',
  ],
  [
    Peer.sameNamespace({ pods: { 'a/b/c': 'd' } }),
    '"a/b/c=d" is no label; give labels as the pods carry them, or leave `pods` out for all pods (TF1524)',
  ],
  [
    Peer.namespace('a', { pods: { a: 'b c' } }),
    '"a=b c" is no label; give labels as the pods carry them, or leave `pods` out for all pods (TF1524)',
  ],
  [
    Peer.cidr('10.0.0.0'),
    '"10.0.0.0" is no address block; give one such as "10.0.0.0/8"; a single address is "203.0.113.7/32" (TF1521)',
  ],
  [
    Peer.cidr('10.0.0.0/33'),
    '"10.0.0.0/33" is no address block; give one such as "10.0.0.0/8"; a single address is "203.0.113.7/32" (TF1521)',
  ],
  [
    Peer.cidr('api.example.com/32'),
    '"api.example.com/32" is no address block; give one such as "10.0.0.0/8"; a single address is "203.0.113.7/32" (TF1521)',
  ],
  [Peer.cidr('10.1.2.3/8'), '"10.1.2.3/8" has bits beyond its prefix; write "10.0.0.0/8" (TF1521)'],
  [Peer.cidr('fd00:1::1/32'), '"fd00:1::1/32" has bits beyond its prefix; write "fd00:1::/32" (TF1521)'],
  [
    Peer.cidr('10.0.0.0/8', { except: ['192.168.0.0/16'] }),
    '"192.168.0.0/16" is no smaller block within "10.0.0.0/8"; give blocks that lie within, or leave them out (TF1522)',
  ],
  [
    Peer.cidr('10.0.0.0/8', { except: ['10.0.0.0/8'] }),
    '"10.0.0.0/8" is no smaller block within "10.0.0.0/8"; give blocks that lie within, or leave them out (TF1522)',
  ],
  [
    Peer.cidr('::/0', { except: ['10.0.0.0/8'] }),
    '"10.0.0.0/8" is no smaller block within "::/0"; give blocks that lie within, or leave them out (TF1522)',
  ],
  [Peer.anywhere().on(0), '0/TCP is no port; give a whole number from 1 to 65535, and TCP, UDP or SCTP (TF1523)'],
  [
    Peer.anywhere().on(65536),
    '65536/TCP is no port; give a whole number from 1 to 65535, and TCP, UDP or SCTP (TF1523)',
  ],
  [Peer.anywhere().on(80.5), '80.5/TCP is no port; give a whole number from 1 to 65535, and TCP, UDP or SCTP (TF1523)'],
  [
    Peer.anywhere().on(53, 'udp' as 'UDP'),
    '53/udp is no port; give a whole number from 1 to 65535, and TCP, UDP or SCTP (TF1523)',
  ],
])('a peer that is no good is told, and opens nothing (%#)', (peer, line) => {
  const bench = new Bench().network(Network.policy({ allowTo: [peer] }));
  expect(bench.lines).toEqual([`[lulu/production/api] network.allowTo: ${line}`]);
  expect(bench.one('NetworkPolicy').spec.egress).toHaveLength(2);
});

test('a network is not opened without a reason', () => {
  expect(new Bench().network(Network.open({ because: ' ' })).lines).toEqual([
    '[lulu/production/api] network: Network.open has no reason; say why in `because` (TF1525)',
  ]);
});
