import type { KubeObject, Specs } from './model';
import { type Rule, treeRule } from './rule';
import { all, canaryOf, first, has, isSubset, nameOf, removeCanaries, selected, type Tree } from './tree';

type Ingress = KubeObject<Specs['Ingress']>;
type IngressRoute = KubeObject<Specs['IngressRoute']>;
type Monitor = KubeObject<Specs['ServiceMonitor']>;

const RELAXED = { on: 'golden/relaxed/production' };
const MIDDLEWARES = 'traefik.ingress.kubernetes.io/router.middlewares';

/** What leads requests to Services, and Prometheus to metrics. */
export const objectsRoutes: readonly Rule[] = [
  treeRule(
    'O21',
    'an Ingress serves each of its hosts over TLS',
    (tree) => all(tree, 'Ingress').map((object) => !isOverTls(object) && nameOf(object)),
    {
      'no TLS': (tree) => delete first(tree, 'Ingress').spec.tls,
      'another host': (tree) => (first(tree, 'Ingress').spec.tls = [{ hosts: ['other.example.com'] }]),
    },
  ),
  treeRule(
    'O21',
    'an IngressRoute serves over TLS',
    (tree) => all(tree, 'IngressRoute').map((object) => !object.spec.tls && nameOf(object)),
    {
      'no TLS': (tree) => delete first(tree, 'IngressRoute').spec.tls,
    },
    RELAXED,
  ),
  treeRule(
    'O22',
    'an Ingress leads to a port of a Service that is there',
    (tree) =>
      all(tree, 'Ingress').flatMap((object) =>
        backendsOf(object).map((backend) => !isThere(tree, object, backend) && `${nameOf(object)} to ${backend.name}`),
      ),
    {
      'another Service': (tree) => backend(tree, { name: 'other', port: { name: 'http' } }),
      'another name of the port': (tree) => backend(tree, { name: 'full-api', port: { name: 'htpp' } }),
      'another number': (tree) => backend(tree, { name: 'full-api', port: { number: 8080 } }),
      'another namespace': (tree) => (first(tree, 'Ingress').metadata.namespace = 'other'),
    },
  ),
  treeRule(
    'O22',
    'an IngressRoute leads to a port of a Service that is there',
    (tree) =>
      all(tree, 'IngressRoute').flatMap((object) =>
        servicesOf(tree, object).map(
          (service) => !isThere(tree, object, service) && `${nameOf(object)} to ${service.name}`,
        ),
      ),
    {
      'another Service': (tree) =>
        Object.assign(first(tree, 'IngressRoute').spec.routes[0]?.services[0] ?? {}, { name: 'other' }),
      'another port': (tree) =>
        Object.assign(first(tree, 'IngressRoute').spec.routes[1]?.services[0] ?? {}, { port: 8080 }),
      'no Service': (tree) => (first(tree, 'IngressRoute').spec.routes[0]!.services = []),
    },
    RELAXED,
  ),
  treeRule(
    'O22',
    'a route leads to what Flagger makes where there is a Canary for it',
    (tree) => [
      ...all(tree, 'Ingress').flatMap((object) =>
        backendsOf(object).map((backend) => !isThere(tree, object, backend) && nameOf(object)),
      ),
      ...all(tree, 'IngressRoute').flatMap((object) =>
        servicesOf(tree, object).map((service) => !isThere(tree, object, service) && nameOf(object)),
      ),
    ],
    {
      'no Canary': removeCanaries,
      'another Service': (tree) => backend(tree, { name: 'other', port: { name: 'http' } }),
      'another port': (tree) =>
        all(tree, 'Canary').forEach(({ spec: { service } }) => Object.assign(service, { portName: 'a', port: 1 })),
      'another provider': (tree) => all(tree, 'Canary').forEach(({ spec }) => (spec.provider = 'kubernetes')),
    },
    { on: 'golden/progressive/production' },
  ),
  treeRule(
    'O22',
    'middlewares of routes are there',
    (tree) => middlewaresOf(tree).map((name) => !has(tree, 'Middleware', name) && name),
    {
      'another one, of an IngressRoute': (tree) =>
        (first(tree, 'IngressRoute').spec.routes[0]!.middlewares = [{ name: 'other' }]),
      'another namespace, of an IngressRoute': (tree) =>
        (first(tree, 'IngressRoute').spec.routes[0]!.middlewares = [{ name: 'login', namespace: 'other' }]),
      'another one, of an Ingress': (tree) =>
        Object.assign(first(tree, 'Ingress').metadata.annotations ?? {}, {
          [MIDDLEWARES]: 'relaxed-other@kubernetescrd',
        }),
    },
    RELAXED,
  ),
  treeRule(
    'O23',
    'an Ingress has a class and hosts, and no snippets',
    (tree) => all(tree, 'Ingress').map((object) => !isSafe(object) && nameOf(object)),
    {
      'no class': (tree) => delete first(tree, 'Ingress').spec.ingressClassName,
      'a class as annotation': (tree) => annotate(first(tree, 'Ingress'), 'kubernetes.io/ingress.class'),
      'a snippet': (tree) => annotate(first(tree, 'Ingress'), 'nginx.ingress.kubernetes.io/server-snippet'),
      'no host': (tree) => delete first(tree, 'Ingress').spec.rules?.[0]?.host,
      'any host': (tree) => Object.assign(first(tree, 'Ingress').spec.rules?.[0] ?? {}, { host: '*' }),
    },
  ),
  treeRule(
    'O32',
    'a ServiceMonitor finds a port of a Service that is there',
    (tree) => all(tree, 'ServiceMonitor').map((object) => !findsService(tree, object) && nameOf(object)),
    monitorBreaks('ServiceMonitor'),
    RELAXED,
  ),
  treeRule(
    'O32',
    'a PodMonitor finds a port of pods that are there',
    (tree) => all(tree, 'PodMonitor').map((object) => !findsPods(tree, object) && nameOf(object)),
    monitorBreaks('PodMonitor'),
    RELAXED,
  ),
];

interface Backend {
  readonly name: string;
  readonly port: { readonly name?: string; readonly number?: number };
}

function hostsOf({ spec: { rules = [] } }: Ingress): string[] {
  return rules.flatMap(({ host }) => host ?? []);
}

function isOverTls(ingress: Ingress): boolean {
  const covered = (ingress.spec.tls ?? []).flatMap(({ hosts = [] }) => hosts);
  return hostsOf(ingress).every((host) => covered.includes(host));
}

function backendsOf({ spec: { rules = [] } }: Ingress): Backend[] {
  return rules.flatMap(({ http }) => http.paths.map(({ backend: { service } }) => service));
}

function servicesOf(tree: Tree, { metadata: { namespace }, spec: { routes } }: IngressRoute): Backend[] {
  const toNobody = { name: 'nobody', port: {} };
  return routes.flatMap(({ services }) => {
    const weighted = services.flatMap(({ kind, name }) =>
      kind === 'TraefikService' ? weighedBy(tree, name, namespace) : [],
    );
    const direct = services.filter(({ kind }) => kind !== 'TraefikService');
    const backends = [...direct, ...weighted];
    return backends.length === 0
      ? [toNobody]
      : backends.map(({ name, port }) => ({
          name,
          port: typeof port === 'number' ? { number: port } : { name: port },
        }));
  });
}

/** What a TraefikService divides requests among: one of the tree, or one that Flagger makes for a Canary by Traefik. */
function weighedBy(tree: Tree, name: string, namespace?: string): { name: string; port: number | string }[] {
  const canary = canaryOf(tree, name, namespace);
  return [
    ...all(tree, 'TraefikService')
      .filter(({ metadata }) => metadata.name === name)
      .flatMap(({ spec }) => spec.weighted.services),
    ...(canary?.spec.provider === 'traefik' ? [{ name, port: canary.spec.service.port }] : []),
  ];
}

function isThere(tree: Tree, from: KubeObject, { name, port }: Backend): boolean {
  const { namespace } = from.metadata;
  const services = all(tree, 'Service').filter(
    ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
  );
  // Flagger makes the Service of what it copies, with the port that the Canary says.
  const made = canaryOf(tree, name, namespace)?.spec.service;
  return [
    ...services.flatMap(({ spec: { ports = [] } }) => ports),
    ...(made ? [{ name: made.portName, port: made.port }] : []),
  ].some((own) => own.name === port.name || own.port === port.number);
}

/** Names of all middlewares, as they are written in `given` where they are in another namespace. */
function middlewaresOf(tree: Tree): string[] {
  const ofIngresses = all(tree, 'Ingress').flatMap(({ metadata }) =>
    (metadata.annotations?.[MIDDLEWARES] ?? '')
      .split(',')
      .flatMap((ref) => (ref ? ref.replace('@kubernetescrd', '').replace(`${metadata.namespace}-`, '') : [])),
  );
  const refs = all(tree, 'IngressRoute').flatMap(({ spec }) =>
    spec.routes.flatMap(({ middlewares = [] }) => middlewares),
  );
  return [...ofIngresses, ...refs.map(({ name, namespace }) => (namespace ? `${namespace}/${name}` : name))];
}

function isSafe({ metadata: { annotations = {} }, spec: { ingressClassName, rules = [] } }: Ingress): boolean {
  const isClean = !Object.keys(annotations).some(
    (key) => key.endsWith('-snippet') || key === 'kubernetes.io/ingress.class',
  );
  return isClean && Boolean(ingressClassName) && rules.length > 0 && rules.every(({ host }) => host && host !== '*');
}

function findsService(tree: Tree, { spec: { selector, endpoints = [] } }: Monitor): boolean {
  const found = all(tree, 'Service').filter(({ metadata }) => isSubset(selector.matchLabels, metadata.labels));
  const names = found.flatMap(({ spec }) => spec.ports ?? []).map(({ name }) => name);
  return found.length === 1 && endpoints.length > 0 && endpoints.every(({ port }) => names.includes(port));
}

function findsPods(tree: Tree, { spec: { selector, podMetricsEndpoints = [] } }: Monitor): boolean {
  const found = selected(tree, selector);
  const names = found
    .flatMap(({ template }) => template.spec.containers.flatMap(({ ports = [] }) => ports))
    .map(({ name }) => name);
  return (
    found.length === 1 &&
    podMetricsEndpoints.length > 0 &&
    podMetricsEndpoints.every(({ port }) => names.includes(port))
  );
}

function monitorBreaks(kind: 'ServiceMonitor' | 'PodMonitor'): Record<string, (tree: Tree) => void> {
  const field = kind === 'ServiceMonitor' ? 'endpoints' : 'podMetricsEndpoints';
  return {
    others: (tree) => (first(tree, kind).spec.selector = { matchLabels: { 'app.kubernetes.io/instance': 'other' } }),
    'all of them': (tree) => (first(tree, kind).spec.selector = {}),
    'another port': (tree) => (first(tree, kind).spec[field] = [{ port: 'other' }]),
    'no port': (tree) => delete first(tree, kind).spec[field],
  };
}

function backend(tree: Tree, service: Backend): void {
  Object.assign(first(tree, 'Ingress').spec.rules?.[0]?.http.paths[0] ?? {}, { backend: { service } });
}

function annotate({ metadata }: KubeObject, annotation: string): void {
  metadata.annotations = { ...metadata.annotations, [annotation]: 'x' };
}
