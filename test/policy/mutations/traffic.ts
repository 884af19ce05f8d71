import type { Mutation } from '../mutation';
import { FULL, INSTANCE, of, PROGRESSIVE, RELAXED } from './like';

const BACKEND = ['spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service'];
const POLICY = 'NetworkPolicy.full-rpc.yaml';
const MIDDLEWARES = 'traefik.ingress.kubernetes.io/router.middlewares';

export const traffic: readonly Mutation[] = [
  ...of(FULL, 'Ingress.full-api.yaml', [
    ['an Ingress to nothing', 'TF3021', [...BACKEND, 'name'], 'full-apy'],
    ['an Ingress to another name of the port', 'TF3022', [...BACKEND, 'port', 'name'], 'htpp'],
    ['an Ingress to the port of the container', 'TF3022', [...BACKEND, 'port'], { number: 8080 }],
    [
      'an Ingress through nothing',
      'TF3023',
      ['metadata', 'annotations', MIDDLEWARES],
      'full-production-full-api-strip@kubernetescrd',
    ],
    ['no TLS', 'TF3235', ['spec', 'tls']],
    ['TLS for another host', 'TF3235', ['spec', 'tls', 0, 'hosts'], ['api.example.com']],
    ['no class', 'TF3236', ['spec', 'ingressClassName']],
    ['a class as annotation', 'TF3236', ['metadata', 'annotations', 'kubernetes.io/ingress.class'], 'traefik'],
    ['no host', 'TF3237', ['spec', 'rules', 0, 'host']],
    ['any host', 'TF3237', ['spec', 'rules', 0, 'host'], '*'],
    ['a snippet', 'TF3238', ['metadata', 'annotations', 'nginx.ingress.kubernetes.io/server-snippet'], 'x'],
  ]),
  ...of(RELAXED, 'IngressRoute.relaxed-edge.yaml', [
    ['an IngressRoute to nothing', 'TF3021', ['spec', 'routes', 0, 'services', 0, 'name'], 'edge'],
    ['an IngressRoute to another port', 'TF3022', ['spec', 'routes', 1, 'services', 0, 'port'], 8080],
    ['an IngressRoute through nothing', 'TF3023', ['spec', 'routes', 0, 'middlewares', 0, 'name'], 'other'],
    ['an IngressRoute without TLS', 'TF3235', ['spec', 'tls']],
  ]),
  ...of(RELAXED, 'Middleware.relaxed-edge-cors.yaml', [['no middleware', 'TF3023', []]]),
  ...of('golden/canary-traefik/production', 'IngressRoute.canary-traefik-api.yaml', [
    ['an IngressRoute to no TraefikService', 'TF3021', ['spec', 'routes', 0, 'services', 0, 'name'], 'other'],
  ]),
  ...of('golden/canary-traefik/production', 'TraefikService.canary-traefik-api.yaml', [
    ['a TraefikService to nothing', 'TF3021', ['spec', 'weighted', 'services', 0, 'name'], 'other'],
    ['a TraefikService to another port', 'TF3022', ['spec', 'weighted', 'services', 0, 'port'], 'htpp'],
  ]),
  ...of('golden/canary-gateway-api/production', 'HTTPRoute.canary-gateway-api-api.yaml', [
    ['an HTTPRoute to nothing', 'TF3021', ['spec', 'rules', 0, 'backendRefs', 0, 'name'], 'other'],
    ['an HTTPRoute to another port', 'TF3022', ['spec', 'rules', 1, 'backendRefs', 0, 'port'], 8080],
  ]),
  ...of('golden/delegated/production', 'RouteTable.delegated-api.yaml', [
    [
      'a RouteTable to nothing',
      'TF3021',
      ['spec', 'routes', 0, 'routeAction', 'single', 'upstream', 'name'],
      'delegated',
    ],
  ]),
  ...of('golden/delegated/production', 'Upstream.delegated-api.yaml', [
    ['an Upstream to nothing', 'TF3021', ['spec', 'kube', 'serviceName'], 'other'],
    ['an Upstream to another port', 'TF3022', ['spec', 'kube', 'servicePort'], 8080],
  ]),
  ...of(PROGRESSIVE, 'VirtualService.progressive-by-gloo.yaml', [
    [
      'a VirtualService to what Flagger does not make',
      'TF3021',
      ['spec', 'virtualHost', 'routes', 0, 'delegateAction', 'ref', 'name'],
      'other',
    ],
  ]),
  ...of(PROGRESSIVE, 'Canary.progressive-by-nginx.yaml', [
    ['a port that Flagger does not make', 'TF3022', ['spec', 'service', 'portName'], 'web'],
  ]),
  ...of(RELAXED, 'ServiceMonitor.relaxed-legacy.yaml', [
    ['a ServiceMonitor of nothing', 'TF3024', ['spec', 'selector', 'matchLabels', INSTANCE], 'relaxed-legcay'],
    ['a ServiceMonitor of another port', 'TF3025', ['spec', 'endpoints', 0, 'port'], 'metrics'],
  ]),
  ...of(RELAXED, 'PodMonitor.relaxed-raw.yaml', [
    ['a PodMonitor of nothing', 'TF3024', ['spec', 'selector', 'matchLabels', INSTANCE], 'relaxed-rwa'],
    ['a PodMonitor of another port', 'TF3025', ['spec', 'podMetricsEndpoints', 0, 'port'], 'metrics'],
  ]),
  ...of('golden/minimal', 'NetworkPolicy.lulu-api.yaml', [
    ['no network policy', 'TF3032', []],
    [
      'a network policy for what comes in alone',
      'TF3032',
      ['spec'],
      {
        podSelector: { matchLabels: { [INSTANCE]: 'lulu-api' } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: {} }] }],
      },
    ],
  ]),
  ...of(FULL, POLICY, [
    ['a network policy of nothing', 'TF3033', ['spec', 'podSelector', 'matchLabels', INSTANCE], 'full-rcp'],
    ['no DNS', 'TF3034', ['spec', 'egress', 0, 'ports', 0, 'port'], 54],
    ['nothing that goes out', 'TF3034', ['spec', 'egress'], []],
    ['another port that is let in', 'TF3035', ['spec', 'ingress', 0, 'ports', 0, 'port'], 50052],
    ['another protocol that is let in', 'TF3035', ['spec', 'ingress', 0, 'ports', 0, 'protocol'], 'UDP'],
    ['rules without their direction', 'TF3220', ['spec', 'policyTypes'], ['Ingress']],
    ['everybody let in', 'TF3221', ['spec', 'ingress'], [{}]],
    ['the whole world let in', 'TF3221', ['spec', 'ingress'], [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }]],
  ]),
  ...of(RELAXED, 'NetworkPolicy.relaxed-raw.yaml', [
    ['another port that Prometheus is let in on', 'TF3035', ['spec', 'ingress', 0, 'ports', 0, 'port'], 9001],
  ]),
  ...of(FULL, 'Service.full-rpc.yaml', [
    ['a port of the nodes', 'TF3230', ['spec', 'type'], 'NodePort'],
    ['addresses of others', 'TF3230', ['spec', 'externalIPs'], ['203.0.113.7']],
    ['a load balancer', 'TF3231', ['spec', 'type'], 'LoadBalancer'],
    ['no port', 'TF3232', ['spec', 'ports'], []],
    ['a port beyond all', 'TF3232', ['spec', 'ports', 0, 'port'], 65536],
    ['a second port without a name', 'TF3232', ['spec', 'ports', 1], { port: 81, targetPort: 'grpc' }],
    ['a port twice', 'TF3232', ['spec', 'ports', 1], { name: 'other', port: 80, targetPort: 'grpc' }],
  ]),
  ...of(FULL, 'EndpointSlice.full-database.yaml', [
    ['the node itself as address', 'TF3270', ['endpoints', 0, 'addresses', 0], '127.0.0.1'],
    ['a link-local address', 'TF3270', ['endpoints', 0, 'addresses', 0], '169.254.1.1'],
    ['a name as address', 'TF3270', ['endpoints', 0, 'addresses', 0], 'database.example.com'],
  ]),
];
