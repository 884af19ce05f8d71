import { checkLiterals, literalVariables } from '../config';
import type { Place } from '../errors';
import {
  ANNOTATION_PREFIX,
  isDnsLabel,
  type k8s,
  type RenderContext,
  resolveImage,
  type Spelled,
  withBuild,
} from '../manifest';
import { checkedProps } from '../props';
import type { BoundHealth } from './health';
import { type ContainerPort } from './port';
import { Resources } from './resources';
import { type ScratchFolder, scratchFolders } from './scratch';
import { type BoundSecurity, Security } from './security';
import type { BoundShutdown } from './shutdown';
import { SIDECAR, type Sidecar } from './sidecar';

/** A container in Kubernetes' spelling, and what it needs of its pod. */
export interface BoundContainer {
  /** Where its problems are told. */
  readonly place: Place;
  readonly json: Spelled<k8s.Container>;
  readonly scratch: readonly ScratchFolder[];
  readonly ports: readonly ContainerPort[];
  /** Annotations that tell why something is relaxed or left out. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** What a container is made of. */
export interface ContainerParts {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly Spelled<k8s.EnvVar>[];
  readonly envFrom?: readonly Spelled<k8s.EnvFromSource>[];
  readonly ports?: readonly ContainerPort[];
  readonly health?: BoundHealth;
  readonly preStop?: BoundShutdown['preStop'];
  readonly resources?: Resources;
  readonly security: BoundSecurity;
  readonly writable?: readonly string[];
  readonly mounts?: readonly Spelled<k8s.VolumeMount>[];
  /** Whether the container belongs to somebody else than the pod's process, and names its volumes by itself. */
  readonly isSidecar?: boolean;
}

const USUAL_RESOURCES = Resources.of({});

/** Renders a container. */
export function bindContainer(context: RenderContext, place: Place, parts: ContainerParts): BoundContainer {
  const requirements = (parts.resources ?? USUAL_RESOURCES).bind(place, context.defaults.cpuLimits ?? true);
  const isReadOnly = parts.security.container.readOnlyRootFilesystem === true;
  const { name, writable, mounts, isSidecar } = parts;
  const scratch = scratchFolders(place, { name, isReadOnly, writable, mounts, isSidecar });
  const scratchMounts = scratch.map(({ volume, path }) => ({ name: volume, mountPath: path }));
  const json: Omit<Spelled<k8s.Container>, 'lifecycle'> & { readonly lifecycle?: unknown } = {
    name: parts.name,
    image: parts.image,
    imagePullPolicy: context.defaults.imagePullPolicy ?? 'Always',
    command: parts.command && [...parts.command],
    args: parts.args && [...parts.args],
    env: listOrNone(parts.env),
    envFrom: listOrNone(parts.envFrom),
    ports: listOrNone(parts.ports)?.map(({ name, port }) => ({ name, containerPort: port, protocol: 'TCP' })),
    livenessProbe: parts.health?.livenessProbe,
    readinessProbe: parts.health?.readinessProbe,
    startupProbe: parts.health?.startupProbe,
    resources: requirements,
    securityContext: parts.security.container,
    volumeMounts: listOrNone([...scratchMounts, ...(parts.mounts ?? [])]),
    // Newer Kubernetes has a kind of preStop that the types do not know.
    lifecycle: parts.preStop && { preStop: parts.preStop },
  };
  return {
    place,
    json: json as Spelled<k8s.Container>,
    scratch,
    ports: parts.ports ?? [],
    reasons: reasonsOf(parts),
  };
}

/** A sidecar's reasons carry its name, beside those of the process. */
function reasonsOf({ name, isSidecar, security, health }: ContainerParts): Record<string, string> {
  const reasons: Record<string, string> = { ...security.annotations };
  if (health?.reasonForNone !== undefined) reasons[`${ANNOTATION_PREFIX}no-probes`] = health.reasonForNone;
  if (!isSidecar) return reasons;
  const own = ([key, reason]: [string, string]) => [
    key.replace(ANNOTATION_PREFIX, `${ANNOTATION_PREFIX}${name}-`),
    reason,
  ];
  return Object.fromEntries(Object.entries(reasons).map(own)) as Record<string, string>;
}

/**
 * Renders a sidecar, with checks of its own: it shares nothing with the process but the pod.
 *
 * @param others names of the pod's other containers
 */
export function bindSidecar(
  context: RenderContext,
  pod: Place,
  given: Sidecar,
  others: readonly string[],
): BoundContainer {
  const place = pod.within(given.name);
  const sidecar = checkedProps(place, '', given, SIDECAR);
  if (!isDnsLabel(sidecar.name)) {
    place.problem(
      'TF1001',
      'sidecar',
      `${JSON.stringify(sidecar.name)} is not a DNS label`,
      'use lower-case letters, digits and hyphens',
    );
  }
  if (others.includes(sidecar.name)) {
    place.problem(
      'TF1005',
      'sidecar',
      `${JSON.stringify(sidecar.name)} is taken by another container of the pod`,
      'give each container a name of its own',
    );
  }
  checkLiterals(place, sidecar.env ?? {});
  const own = (sidecar.security ?? Security.restricted()).bind(place);
  const identity = sidecar.security && {
    runAsUser: own.pod.runAsUser,
    runAsGroup: own.pod.runAsGroup,
    runAsNonRoot: own.pod.runAsNonRoot,
  };
  // Its own filter of system calls, whatever the process that the pod belongs to has.
  const { seccompProfile } = own.pod;
  return bindContainer(context, place, {
    name: sidecar.name,
    image: sidecarImage(context, place, sidecar.image),
    command: sidecar.command,
    args: sidecar.args,
    env: literalVariables(sidecar.env),
    ports: sidecar.ports,
    health: sidecar.health.bind(place, sidecar.ports?.[0]?.port),
    resources: sidecar.resources,
    security: { ...own, container: { ...own.container, ...identity, seccompProfile } },
    writable: sidecar.writable,
    isSidecar: true,
  });
}

function sidecarImage(context: RenderContext, place: Place, image: string): string {
  if (withBuild(image, '') === image) {
    return resolveImage(place, 'image', image, { protected: context.protected });
  }
  place.problem(
    'TF1004',
    'image',
    `${JSON.stringify(image)} has no tag`,
    "give the sidecar's own tag or digest: it does not take the application's build",
  );
  return image;
}

/** Empty lists are left out: they say nothing. */
function listOrNone<T>(list: readonly T[] | undefined): T[] | undefined {
  return list?.length ? [...list] : undefined;
}
