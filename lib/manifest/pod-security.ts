type Json = Readonly<Record<string, unknown>>;

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
  const containers = ['initContainers', 'containers'].flatMap((list) => listAt(spec, list));
  const contexts = containers.map((container) => objectAt(container, 'securityContext'));
  const volumes = listAt(spec, 'volumes');
  if (!isBaseline(spec, [pod, ...contexts], containers, volumes)) {
    return 'privileged';
  }
  const admitted =
    contexts.every((context) => isRestricted(context, pod)) &&
    volumes.every((volume) => fieldsOf(volume).every((key) => key === 'name' || RESTRICTED_VOLUMES.includes(key)));
  return admitted ? 'restricted' : 'baseline';
}

function isBaseline(spec: Json, contexts: Json[], containers: Json[], volumes: Json[]): boolean {
  return (
    !['hostNetwork', 'hostPID', 'hostIPC'].some((field) => spec[field] === true) &&
    !volumes.some((volume) => has(volume, 'hostPath')) &&
    !containers.some((container) => listAt(container, 'ports').some((port) => has(port, 'hostPort'))) &&
    contexts.every(
      (context) =>
        context['privileged'] !== true &&
        !['procMount', 'sysctls', 'windowsOptions', 'seLinuxOptions'].some((field) => has(context, field)) &&
        objectAt(context, 'seccompProfile')['type'] !== 'Unconfined' &&
        addedCapabilities(context).every((name) => BASELINE_CAPABILITIES.includes(name)),
    )
  );
}

function isRestricted(container: Json, pod: Json): boolean {
  const effective = (field: string) => container[field] ?? pod[field];
  const dropped = objectAt(container, 'capabilities')['drop'];
  return (
    container['allowPrivilegeEscalation'] === false &&
    effective('runAsNonRoot') === true &&
    effective('runAsUser') !== 0 &&
    has(asObject(effective('seccompProfile')), 'type') &&
    Array.isArray(dropped) &&
    dropped.includes('ALL') &&
    addedCapabilities(container).every((name) => name === 'NET_BIND_SERVICE')
  );
}

/** A field that is `undefined` is none: it is not rendered. */
function has(json: Json, field: string): boolean {
  return json[field] !== undefined;
}

function fieldsOf(json: Json): string[] {
  return Object.keys(json).filter((field) => has(json, field));
}

function addedCapabilities(context: Json): string[] {
  const added = objectAt(context, 'capabilities')['add'];
  return Array.isArray(added) ? added.map(String) : [];
}

function objectAt(json: Json, key: string): Json {
  return asObject(json[key]);
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function listAt(json: Json, key: string): Json[] {
  const list = json[key];
  return Array.isArray(list) ? list.filter((item): item is Json => typeof item === 'object' && item !== null) : [];
}
