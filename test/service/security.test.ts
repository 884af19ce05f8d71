import { Security, type RelaxedProps } from '../../lib';
import { at, renderWeb } from './support';

const relaxed = (props: RelaxedProps) => renderWeb({ security: Security.relaxed(props) });
const annotations = (props: RelaxedProps) => relaxed(props).find('Deployment').metadata.annotations;
const level = (props: RelaxedProps) => relaxed(props).find('Namespace').metadata.labels as Record<string, string>;

describe('by default', () => {
  const objects = renderWeb();

  test('a process is not root, has no capability, and its system calls are filtered', () => {
    expect(objects.pod('Deployment').securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      fsGroup: 10001,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(objects.container('Deployment').securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  test('a process can write to /tmp alone, which is empty at every start', () => {
    expect(at(objects.container('Deployment'), 'volumeMounts')).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
    expect(at(objects.pod('Deployment'), 'volumes')).toEqual([{ name: 'tmp', emptyDir: {} }]);
  });

  test('its namespace admits nothing else', () => {
    expect(level({})).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });
});

test('a process runs as the user that its image was made for', () => {
  const context = (security: Security) => renderWeb({ security }).pod('Deployment').securityContext;
  expect(context(Security.restricted({ user: 999 }))).toMatchObject({ runAsUser: 999, runAsGroup: 999, fsGroup: 999 });
  expect(context(Security.restricted({ user: 999, group: 7 }))).toMatchObject({
    runAsUser: 999,
    runAsGroup: 7,
    fsGroup: 7,
  });
});

test('a process writes to the folders that it names', () => {
  const objects = renderWeb({ writable: ['/var/cache/nginx', '/data'] });
  expect(at(objects.container('Deployment'), 'volumeMounts')).toEqual([
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'var-cache-nginx', mountPath: '/var/cache/nginx' },
    { name: 'data', mountPath: '/data' },
  ]);
  expect(at(objects.pod('Deployment'), 'volumes')).toHaveLength(3);
});

describe('relaxed', () => {
  test('root is said and explained', () => {
    const objects = relaxed({ root: 'binds the time server' });
    expect(objects.pod('Deployment').securityContext).toMatchObject({
      runAsNonRoot: false,
      runAsUser: 0,
      runAsGroup: 0,
    });
    expect(objects.pod('Deployment').securityContext).not.toHaveProperty('fsGroup');
    expect(annotations({ root: 'binds the time server' })).toEqual({
      'twelve-factor/relaxed-root': 'binds the time server',
    });
  });

  test('root may bind the ports that are root’s', () => {
    const objects = renderWeb({ port: 123, security: Security.relaxed({ root: 'binds the time server' }) });
    expect(at(objects.container('Deployment'), 'ports.0.containerPort')).toBe(123);
  });

  test('a capability to bind them does as well', () => {
    const security = Security.relaxed({ capabilities: { NET_BIND_SERVICE: 'serves port 80' } });
    expect(at(renderWeb({ port: 80, security }).container('Deployment'), 'ports.0.containerPort')).toBe(80);
  });

  test('a writable root file system needs no folder for /tmp', () => {
    const objects = relaxed({ writableRoot: 'writes beside its program' });
    expect(objects.container('Deployment')).toMatchObject({ securityContext: { readOnlyRootFilesystem: false } });
    expect(objects.container('Deployment')).not.toHaveProperty('volumeMounts');
    expect(objects.pod('Deployment')).not.toHaveProperty('volumes');
  });

  test('capabilities are added in order, each with its reason', () => {
    const capabilities = { SYS_TIME: 'sets the clock', NET_BIND_SERVICE: 'serves port 80' };
    expect(relaxed({ capabilities }).container('Deployment')).toMatchObject({
      securityContext: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE', 'SYS_TIME'] } },
    });
    expect(annotations({ capabilities })).toEqual({
      'twelve-factor/relaxed-capability-SYS_TIME': 'sets the clock',
      'twelve-factor/relaxed-capability-NET_BIND_SERVICE': 'serves port 80',
    });
  });

  test('escalation and unfiltered system calls are explained too', () => {
    const props = { privilegeEscalation: 'sudo', unconfinedSystemCalls: 'ptrace' };
    expect(relaxed(props).container('Deployment')).toMatchObject({
      securityContext: { allowPrivilegeEscalation: true },
    });
    expect(relaxed(props).pod('Deployment').securityContext?.seccompProfile).toEqual({ type: 'Unconfined' });
    expect(annotations(props)).toEqual({
      'twelve-factor/relaxed-privilege-escalation': 'sudo',
      'twelve-factor/relaxed-unconfined-system-calls': 'ptrace',
    });
  });

  test.each<[RelaxedProps, string]>([
    [{ writableRoot: 'x' }, 'restricted'],
    [{ capabilities: { NET_BIND_SERVICE: 'x' } }, 'restricted'],
    [{ capabilities: { CHOWN: 'x' } }, 'baseline'],
    [{ root: 'x' }, 'baseline'],
    [{ privilegeEscalation: 'x' }, 'baseline'],
    [{ capabilities: { SYS_ADMIN: 'x' } }, 'privileged'],
    [{ unconfinedSystemCalls: 'x' }, 'privileged'],
  ])('by %j, the namespace admits as much as that takes: %s', (props, expected) => {
    expect(level(props)['pod-security.kubernetes.io/enforce']).toBe(expected);
    expect(level(props)['pod-security.kubernetes.io/warn']).toBe('restricted');
  });
});
