import type { Place } from '../errors';
import { ANNOTATION_PREFIX, type k8s, type Spelled } from '../manifest';
import { any, checkedProps, record, type Shape } from '../props';

/** Who a process runs as. */
export interface IdentityProps {
  /**
   * User id, such as the one that an image's files belong to.
   *
   * @default 10001
   */
  readonly user?: number;
  /**
   * Group id, of the process and of its volumes.
   *
   * @default - the user id
   */
  readonly group?: number;
}

/** What is relaxed, each with its reason: it is rendered as an annotation, so that a reviewer reads it. */
export interface RelaxedProps extends IdentityProps {
  /**
   * Reason why the root file system has to be writable. First see whether `writable` folders do.
   *
   * @default - it is read-only, with an empty /tmp
   */
  readonly writableRoot?: string;
  /**
   * Reason why the process has to run as root.
   *
   * @default - it doesn't
   */
  readonly root?: string;
  /**
   * Reason why the process may gain privileges, as by sudo.
   *
   * @default - it may not
   */
  readonly privilegeEscalation?: string;
  /**
   * Reason for each capability that is added, such as `{ NET_BIND_SERVICE: 'serves port 80' }`.
   *
   * @default - all are dropped
   */
  readonly capabilities?: Readonly<Record<string, string>>;
  /**
   * Reason why system calls are not filtered.
   *
   * @default - the container runtime's filter
   */
  readonly unconfinedSystemCalls?: string;
}

const DEFAULT_USER = 10001;

const IDENTITY: Shape<IdentityProps> = { user: { ...any, example: '10001' }, group: any };
const RELAXED: Shape<RelaxedProps> = {
  ...IDENTITY,
  writableRoot: any,
  root: any,
  privilegeEscalation: any,
  capabilities: record("{ NET_BIND_SERVICE: 'serves port 80' }"),
  unconfinedSystemCalls: any,
};

/**
 * What a process may do on its node. The default is fit for Pod Security "restricted".
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export class Security {
  /** Pod Security "restricted": not root, nothing writable but /tmp, no capability, system calls filtered. */
  static restricted(props: IdentityProps = {}): Security {
    return new Security(props, IDENTITY);
  }

  /** Restricted but for what is named, each with its reason. */
  static relaxed(props: RelaxedProps): Security {
    return new Security(props, RELAXED);
  }

  private bound?: BoundSecurity;

  private constructor(
    private readonly props: RelaxedProps,
    private readonly shape: Shape<IdentityProps>,
  ) {}

  /** @internal */
  bind(place: Place): BoundSecurity {
    const props: RelaxedProps = checkedProps<IdentityProps>(place, 'security', this.props, this.shape);
    const { root } = props;
    const user = props.user ?? (root === undefined ? DEFAULT_USER : 0);
    const group = props.group ?? user;
    check(place, props, user, group);
    return (this.bound ??= contexts(props, user, group));
  }
}

function contexts(props: RelaxedProps, user: number, group: number): BoundSecurity {
  const { root, writableRoot, privilegeEscalation, unconfinedSystemCalls, capabilities = {} } = props;
  const add = Object.keys(capabilities).sort();
  return {
    pod: {
      runAsNonRoot: root === undefined,
      runAsUser: user,
      runAsGroup: group,
      ...(group > 0 ? { fsGroup: group, fsGroupChangePolicy: 'OnRootMismatch' } : {}),
      seccompProfile: { type: unconfinedSystemCalls === undefined ? 'RuntimeDefault' : 'Unconfined' },
    },
    container: {
      allowPrivilegeEscalation: privilegeEscalation !== undefined,
      readOnlyRootFilesystem: writableRoot === undefined,
      capabilities: { drop: ['ALL'], ...(add.length > 0 ? { add } : {}) },
    },
    bindsLowPorts: root !== undefined || add.includes('NET_BIND_SERVICE'),
    annotations: Object.fromEntries(
      reasonsOf(props).map(([what, reason]) => [`${ANNOTATION_PREFIX}relaxed-${what}`, reason]),
    ),
  };
}

function reasonsOf(props: RelaxedProps): [string, string][] {
  const { root, writableRoot, privilegeEscalation, unconfinedSystemCalls, capabilities = {} } = props;
  const reasons: [string, string | undefined][] = [
    ['root', root],
    ['writable-root', writableRoot],
    ['privilege-escalation', privilegeEscalation],
    ['unconfined-system-calls', unconfinedSystemCalls],
    ...Object.entries(capabilities).map(([name, reason]): [string, string] => [`capability-${name}`, reason]),
  ];
  return reasons.filter((entry): entry is [string, string] => entry[1] !== undefined);
}

function check(place: Place, props: RelaxedProps, user: number, group: number): void {
  for (const [name, id] of [
    ['user', user],
    ['group', group],
  ] as const) {
    if (!Number.isInteger(id) || id < 0 || id > 2 ** 31 - 1) {
      place.problem('TF1701', `security.${name}`, `${id} is no id`, 'give a whole number up to 2147483647');
    } else if (id === 0 && props.root === undefined) {
      place.problem(
        'TF1702',
        `security.${name}`,
        '0 is root',
        "give another id, or say Security.relaxed({ root: 'why' })",
      );
    }
  }
  for (const [what, reason] of reasonsOf(props)) {
    if (typeof reason !== 'string' || reason.trim() === '') {
      place.problem(
        'TF1703',
        `security, relaxed ${what}`,
        'no reason is given',
        'say why, for the reviewer who reads the annotation',
      );
    }
  }
  for (const name of Object.keys(props.capabilities ?? {})) {
    if (!/^(?!CAP_)[A-Z][A-Z_]*$/.test(name) || name === 'ALL') {
      place.problem(
        'TF1704',
        'security.capabilities',
        `${JSON.stringify(name)} is no capability`,
        'name one as in NET_BIND_SERVICE',
      );
    }
  }
}

/** Security contexts, and what was relaxed. */
export interface BoundSecurity {
  readonly pod: Spelled<k8s.PodSecurityContext>;
  readonly container: Spelled<k8s.SecurityContext>;
  /** Whether the process may bind ports below 1024. */
  readonly bindsLowPorts: boolean;
  readonly annotations: Readonly<Record<string, string>>;
}
