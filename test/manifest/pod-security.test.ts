import { podSecurityLevel } from '../../lib/manifest';

// What each level of Pod Security admits, as its specification lists it.

const CONTAINER = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const POD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** A pod that every level admits, but for what is given. */
const spec = ({ pod = {}, podContext = {}, container = {}, context = {} }: Record<string, object>) => ({
  securityContext: { ...POD, ...podContext },
  containers: [{ name: 'api', securityContext: { ...CONTAINER, ...context }, ...container }],
  volumes: [{ name: 'tmp', emptyDir: {} }],
  ...pod,
});

test('a pod that gives up all that it can is restricted', () => {
  expect(podSecurityLevel(spec({}))).toBe('restricted');
  expect(podSecurityLevel(spec({ context: { runAsUser: undefined, privileged: undefined } }))).toBe('restricted');
  expect(podSecurityLevel(spec({ podContext: { runAsNonRoot: false }, context: { runAsNonRoot: true } }))).toBe(
    'restricted',
  );
  expect(podSecurityLevel(spec({ context: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } }))).toBe(
    'restricted',
  );
});

test.each<[string, Record<string, object>]>([
  ['may gain privileges', { context: { allowPrivilegeEscalation: undefined } }],
  ['may be root', { podContext: { runAsNonRoot: undefined } }],
  ['is root', { context: { runAsUser: 0 } }],
  ['has no filter of system calls', { podContext: { seccompProfile: undefined } }],
  ['keeps capabilities', { context: { capabilities: { drop: ['NET_RAW'] } } }],
  ['adds a harmless capability', { context: { capabilities: { drop: ['ALL'], add: ['CHOWN'] } } }],
  ['has a volume of the network', { pod: { volumes: [{ name: 'data', nfs: {} }] } }],
  ['has such a container that starts first', { pod: { initContainers: [{ name: 'first' }] } }],
])('one that %s is baseline', (_, given) => {
  expect(podSecurityLevel(spec(given))).toBe('baseline');
});

test.each<[string, Record<string, object>]>([
  ['has the network of its node', { pod: { hostNetwork: true } }],
  ['has the processes of its node', { pod: { hostPID: true } }],
  ['has the memory of its node', { pod: { hostIPC: true } }],
  ['has files of its node', { pod: { volumes: [{ name: 'data', hostPath: { path: '/' } }] } }],
  ['has a port of its node', { container: { ports: [{ containerPort: 80, hostPort: 80 }] } }],
  ['is privileged', { context: { privileged: true } }],
  ['sees all of /proc', { context: { procMount: 'Unmasked' } }],
  ['sets kernel parameters', { podContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }],
  ['is of Windows, with options', { podContext: { windowsOptions: { hostProcess: true } } }],
  ['has SELinux options', { context: { seLinuxOptions: { user: 'system_u' } } }],
  ['filters no system call', { context: { seccompProfile: { type: 'Unconfined' } } }],
  ['adds a strong capability', { context: { capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } } }],
])('one that %s is privileged', (_, given) => {
  expect(podSecurityLevel(spec(given))).toBe('privileged');
});

test('what is not said of the node is not shared with it', () => {
  expect(podSecurityLevel(spec({ pod: { hostNetwork: false, hostPID: undefined } }))).toBe('restricted');
});
