import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import type { k8s, Spelled } from '../manifest';
import type { SecretParty } from './contract';
import { checkedProps } from '../props';
import { EXTERNAL_SECRET, externalKeys, externalName, externalSecret } from './external-secret';
import { readSealedFile } from './sealed-file';
import { sealedSecret } from './sealed-secret';
import { checkMountPath, checkSecretKeys, checkSecretName } from './secret-name';
import { EXISTING_SECRET, SECRET, type Secrets } from './secrets';

/** Readable for owner and group (0440). The owner is root, so a process that is not root reads as member of `fsGroup`. */
const FILE_MODE = 0o440;

/** What the objects are named after and labelled with. */
export interface SecretBindingProps {
  /** Name of the workload: `<application>-<service>`, of a release task with the version. */
  readonly instance: string;
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Namespace of the chart.
   *
   * @default - not known
   */
  readonly namespace?: string;
}

/** What a secret adds to a workload. */
export interface BoundSecret extends SecretParty {
  /** Name of the Secret. */
  readonly name: string;
  /** What makes the Secret. Nothing for one that exists, or that another service of the chart has added. */
  readonly objects: readonly ApiObject[];
  readonly envFrom: readonly Spelled<k8s.EnvFromSource>[];
  /** Volumes of the pod, which needs an `fsGroup` to read them as a user that is not root. */
  readonly volumes: readonly Spelled<k8s.Volume>[];
  readonly volumeMounts: readonly Spelled<k8s.VolumeMount>[];
  /** Path that it is mounted at, with its keys as files. */
  readonly mountPath?: string;
}

/** Binds all secrets of a service, and checks them against each other. */
export function bindSecrets(
  scope: Construct,
  place: Place,
  props: SecretBindingProps,
  secrets: readonly Secrets[],
): readonly BoundSecret[] {
  if (secrets.length === 0) return [];
  const bound = secrets.map((secret, index) => bindSecret(scope, place, props, secret, index));
  bound.forEach((secret, index) => {
    for (const other of bound.slice(0, index)) checkPair(place, other, secret);
  });
  return bound;
}

/** Binds one secret: as environment, or as files where it says so. */
export function bindSecret(
  scope: Construct,
  place: Place,
  props: SecretBindingProps,
  secret: Secrets,
  index: number,
): BoundSecret {
  const { mountPath, overrides } = secret;
  const { name, objects, keys, isUnreadable } = secretOf(scope, place, props, secret, index);
  const isEnvironment = mountPath === undefined;
  checkSecretKeys(place, name, keys ?? [], isEnvironment);
  const shared = { name, objects, keys, overrides, isEnvironment, isUnreadable };
  if (isEnvironment)
    return { ...shared, envFrom: [{ secretRef: { name, optional: false } }], volumes: [], volumeMounts: [] };
  checkMountPath(place, name, mountPath);
  const volume = `secret-${index}`;
  return {
    ...shared,
    mountPath,
    envFrom: [],
    volumes: [{ name: volume, secret: { secretName: name, defaultMode: FILE_MODE, optional: false } }],
    volumeMounts: [{ name: volume, mountPath, readOnly: true }],
  };
}

interface FoundSecret {
  readonly name: string;
  readonly objects: readonly ApiObject[];
  readonly keys?: readonly string[];
  readonly isUnreadable?: boolean;
}

function secretOf(
  scope: Construct,
  place: Place,
  props: SecretBindingProps,
  { source }: Secrets,
  index: number,
): FoundSecret {
  const id = `Secret${index}`;
  switch (source.kind) {
    case 'existing': {
      checkSecretName(place, 'secrets', source.name);
      const { keys } = checkedProps(place, `secrets ${String(source.name)}`, source.options, EXISTING_SECRET);
      return { name: String(source.name), objects: [], keys };
    }
    case 'external': {
      const given = checkedProps(place, 'secrets', source.props, EXTERNAL_SECRET);
      const name = externalName(place, given, props.instance, index);
      const object = externalSecret(scope, id, place, props, name, given);
      return { name, objects: [object], keys: externalKeys(given)?.map(([key]) => key) };
    }
    case 'sealed': {
      checkedProps(place, 'secrets', source.options, SECRET);
      const sealed = readSealedFile(place, source.file);
      // Told already; the rest of the service is checked with a Secret that never gets rendered.
      if (!sealed) return { name: `${props.instance}-sealed-${index}`, objects: [], isUnreadable: true };
      const object = sealedSecret(scope, id, place, props, sealed);
      const keys = new Set([...Object.keys(sealed.encryptedData), ...Object.keys(sealed.template.data)]);
      return { name: sealed.name, objects: object ? [object] : [], keys: [...keys] };
    }
  }
}

function checkPair(place: Place, first: BoundSecret, second: BoundSecret): void {
  const [a, b] = [first.mountPath, second.mountPath];
  if (a !== undefined && b !== undefined && (`${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`))) {
    place.problem(
      'TF1118',
      `secrets ${second.name}`,
      `"${b}" meets "${a}" of secret "${first.name}"`,
      'mount each secret at a path of its own',
    );
  }
  const sameUse = a === undefined && b === undefined;
  const sameObject = first.objects.length > 0 && second.objects.length > 0;
  if (first.name === second.name && (sameUse || sameObject)) {
    place.problem(
      'TF1123',
      `secrets ${second.name}`,
      'is given twice',
      'remove one of them, or give an external secret another name',
    );
  }
}
