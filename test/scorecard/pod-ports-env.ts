import type { Container, EnvFrom } from './model';
import { containerRule, containers, isRelaxed, podRule, type Rule, waived } from './rule';
import { all, has, type PodView, type Tree } from './tree';

/** What looks like a secret to any of the checkers. */
const SECRET_NAME =
  /secret|password|passwd|pwd|token|bearer|credential|jwt|private_?key|access_?key|api_?key|^AZURE_.+KEY$/i;

const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

export const podPortsEnv: readonly Rule[] = [
  containerRule(
    'P42',
    'no privileged port, but for root or with the capability for it',
    (container, pod) =>
      container.ports?.some(({ containerPort }) => containerPort < 1024) &&
      !isRelaxed(pod, 'relaxed-capability-NET_BIND_SERVICE', container) &&
      'a port below 1024',
    {
      'port 80': (container) => (container.ports = [{ name: 'http', containerPort: 80 }]),
    },
    { relaxedBy: 'relaxed-root' },
  ),
  podRule(
    'P43',
    'ports have names of their own',
    ({ template }) => {
      const ports = template.spec.containers.flatMap(({ ports: own = [] }) => own);
      const bad = ports.find(({ name = '', containerPort }) => !PORT_NAME.test(name) || !(containerPort > 0));
      const isDouble =
        new Set(ports.map(({ name }) => name)).size < ports.length ||
        new Set(ports.map(({ containerPort }) => containerPort)).size < ports.length;
      return bad ? `port ${bad.name}` : isDouble && 'a port twice';
    },
    {
      'no name': addPort({ containerPort: 1234 }),
      'a name of 16 letters': addPort({ name: 'aaaaaaaaaaaaaaaa', containerPort: 1234 }),
      'a name without a letter': addPort({ name: '1234', containerPort: 1234 }),
      'two hyphens': addPort({ name: 'a--b', containerPort: 1234 }),
      'a name twice': (pod) => [1234, 1235].forEach((containerPort) => addPort({ name: 'twice', containerPort })(pod)),
      'a number twice': (pod) => ['one', 'two'].forEach((name) => addPort({ name, containerPort: 1234 })(pod)),
    },
  ),
  containerRule(
    'P44',
    'no secret is a literal',
    ({ env = [] }) => env.find(({ name, value }) => value !== undefined && SECRET_NAME.test(name))?.name,
    {
      'a password': (container) => (container.env = [{ name: 'DATABASE_PASSWORD', value: 'x' }]),
      'a cloud key': (container) => (container.env = [{ name: 'AWS_SECRET_ACCESS_KEY', value: 'x' }]),
    },
  ),
  waived('P45', 'secrets are files', 'W1: twelve-factor has them in the environment; `asFiles` mounts them'),
  containerRule(
    'P46',
    'no variable twice',
    ({ env = [] }) => new Set(env.map(({ name }) => name)).size < env.length && 'a variable twice',
    {
      twice: (container) => (container.env = ['a', 'b'].map((value) => ({ name: 'TZ', value }))),
    },
  ),
  podRule(
    'P47',
    'config and secrets that it refers to are there',
    (pod, tree) => refsOf(pod).find((ref) => !isThere(tree, ref)),
    {
      'another ConfigMap': addSource({ configMapRef: { name: 'full-apy' } }),
      'another Secret': addSource({ secretRef: { name: 'full-apy' } }),
      'another volume': ({ template }) =>
        (template.spec.volumes ??= []).push({ name: 'broken', secret: { secretName: 'full-apy' } }),
      'other credentials of the registry': ({ template }) => (template.spec.imagePullSecrets = [{ name: 'full-apy' }]),
    },
  ),
  containerRule(
    'P51',
    'no sudo, no git-sync, no Tiller',
    ({ image, command = [], args = [] }) =>
      /\bsudo\b|git-sync|tiller/.test([image, ...command, ...args].join(' ')) && 'sudo, git-sync or tiller',
    {
      sudo: (container) => (container.command = ['sudo', 'serve']),
      'git-sync': (container) => (container.image = 'registry.k8s.io/git-sync/git-sync:v4.2.3'),
    },
  ),
  containerRule(
    'P52',
    'no subPath',
    ({ volumeMounts = [] }) => volumeMounts.some(({ subPath }) => subPath) && 'subPath',
    {
      given: (container) => (container.volumeMounts = [{ name: 'tmp', mountPath: '/tmp', subPath: 'a' }]),
    },
  ),
];

function addPort(port: NonNullable<Container['ports']>[number]): (pod: PodView) => void {
  return ({ template }) => ((template.spec.containers[0] as Container).ports ??= []).push(port);
}

function addSource(source: EnvFrom): (pod: PodView) => void {
  return ({ template }) => ((template.spec.containers[0] as Container).envFrom ??= []).push(source);
}

function refsOf(pod: PodView): string[] {
  const sources = containers(pod).flatMap(({ envFrom = [] }) => envFrom);
  const { volumes = [], imagePullSecrets = [] } = pod.template.spec;
  return [
    ...sources.flatMap(({ configMapRef }) => (configMapRef ? [`ConfigMap/${configMapRef.name}`] : [])),
    ...sources.flatMap(({ secretRef }) => (secretRef ? [`Secret/${secretRef.name}`] : [])),
    ...volumes.flatMap(({ secret }) => (secret ? [`Secret/${secret.secretName}`] : [])),
    ...imagePullSecrets.map(({ name }) => `Secret/${name}`),
  ];
}

function isThere(tree: Tree, ref: string): boolean {
  const [kind = '', name = ''] = ref.split('/');
  const isFetched = all(tree, 'ExternalSecret').some(({ spec }) => spec.target?.name === name);
  return has(tree, kind, name) || (kind === 'Secret' && (isFetched || has(tree, 'SealedSecret', name)));
}
