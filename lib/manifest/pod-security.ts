import { isJson, type Json, listAt } from './json';

const LEVELS = ['restricted', 'baseline', 'privileged'] as const;

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurityLevel = (typeof LEVELS)[number];

/** The laxer one of two levels: the one that admits what either admits. */
export function laxer(a: PodSecurityLevel, b: PodSecurityLevel): PodSecurityLevel {
  return LEVELS.indexOf(a) > LEVELS.indexOf(b) ? a : b;
}

/** What Pod Security "baseline" lets a container add. */
export const BASELINE_CAPABILITIES: readonly string[] =
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  );

/** Types of volumes that Pod Security "restricted" admits. */
export const RESTRICTED_VOLUMES: readonly string[] =
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' ');

/**
 * The strictest level that admits a pod, read off its spec, so that what an override changes counts too.
 *
 * @param spec pod spec as JSON in Kubernetes' spelling
 */
export function podSecurityLevel(spec: Json): PodSecurityLevel {
  const pod = objectAt(spec, 'securityContext');
  const containers = [...listAt(spec, 'initContainers'), ...listAt(spec, 'containers')];
  const volumes = listAt(spec, 'volumes');
  const isBaseline =
    !has(spec, HOST_NAMESPACES, true) &&
    !volumes.some((volume) => has(volume, ['hostPath'])) &&
    isBaselineContext(pod) &&
    containers.every(isBaselineContainer);
  if (!isBaseline) {
    return 'privileged';
  }
  const isRestricted =
    containers.every((container) => isRestrictedContext(objectAt(container, 'securityContext'), pod)) &&
    volumes.every(isRestrictedVolume);
  return isRestricted ? 'restricted' : 'baseline';
}

const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'];
const NODE_FIELDS = ['procMount', 'sysctls', 'windowsOptions', 'seLinuxOptions'];

function isBaselineContainer(container: Json): boolean {
  return (
    isBaselineContext(objectAt(container, 'securityContext')) &&
    !listAt(container, 'ports').some((port) => has(port, ['hostPort']))
  );
}

function isBaselineContext(context: Json): boolean {
  return (
    context['privileged'] !== true &&
    !has(context, NODE_FIELDS) &&
    objectAt(context, 'seccompProfile')['type'] !== 'Unconfined' &&
    addedCapabilities(context).every((name) => BASELINE_CAPABILITIES.includes(name))
  );
}

function isRestrictedVolume(volume: Json): boolean {
  return Object.keys(volume).every(
    (key) => key === 'name' || RESTRICTED_VOLUMES.includes(key) || volume[key] === undefined,
  );
}

function isRestrictedContext(container: Json, pod: Json): boolean {
  const effective = (field: string) => container[field] ?? pod[field];
  const dropped = objectAt(container, 'capabilities')['drop'];
  return (
    container['allowPrivilegeEscalation'] === false &&
    effective('runAsNonRoot') === true &&
    effective('runAsUser') !== 0 &&
    has(asObject(effective('seccompProfile')), ['type']) &&
    Array.isArray(dropped) &&
    dropped.includes('ALL') &&
    addedCapabilities(container).every((name) => name === 'NET_BIND_SERVICE')
  );
}

/** Whether any of these fields is there, with a given value or with any. One that is `undefined` is none: it is not rendered. */
function has(json: Json, fields: readonly string[], value?: unknown): boolean {
  return fields.some((field) => json[field] !== undefined && (value === undefined || json[field] === value));
}

function addedCapabilities(context: Json): string[] {
  const added = objectAt(context, 'capabilities')['add'];
  return Array.isArray(added) ? added.map(String) : [];
}

function objectAt(json: Json, key: string): Json {
  return asObject(json[key]);
}

function asObject(value: unknown): Json {
  return isJson(value) ? value : {};
}
