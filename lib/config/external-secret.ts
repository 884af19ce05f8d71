import type { ApiObject, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import { checkName, checkNameLength, kubeObject } from '../manifest';
import { any, duration, type Shape } from '../props';
import { OVERRIDES } from './config-source';
import type { SecretBindingProps } from './secret-binding';
import { checkSecretName } from './secret-name';
import type { SecretOptions } from './secrets';

/** A Secret that External Secrets makes of what a store holds. */
export interface ExternalSecretProps extends SecretOptions {
  /** Name of the store, which the platform sets up. */
  readonly store: string;

  /** Where the store keeps the secret: a path in Vault, a name in a cloud's secret manager. */
  readonly path: string;

  /**
   * Keys of the Secret: names that are the same in the store, or each name with the store's (`{ DATABASE_PASSWORD:
   * 'password' }`). They satisfy `required` of the config.
   *
   * @default - not declared: all keys that the store has at the path
   */
  readonly keys?: readonly string[] | Readonly<Record<string, string>>;

  /**
   * Whether the store serves all namespaces or this one.
   *
   * @default 'ClusterSecretStore'
   */
  readonly storeKind?: 'ClusterSecretStore' | 'SecretStore';

  /**
   * How often the store is asked for changes; zero for never again.
   *
   * @default - the operator's, one hour
   */
  readonly refreshInterval?: Duration;

  /**
   * Last part of the Secret's name, `<application>-<service>-<name>`; of a release task
   * `<application>-<service>-<version>-<name>`. Give one where a service has several, so that their order does not matter.
   *
   * @default - 'secret', with the position in `secrets` from the second on: 'secret-2'
   */
  readonly name?: string;
}

export const EXTERNAL_SECRET: Shape<ExternalSecretProps> = {
  store: { ...any, example: "'vault'" },
  path: any,
  keys: { is: (value) => typeof value === 'object' && value !== null, example: "['DATABASE_PASSWORD']" },
  storeKind: any,
  refreshInterval: duration('Duration.hours(1)'),
  name: any,
  overrides: OVERRIDES,
};

/** Name of the Secret and of the object that fetches it. */
export function externalName(place: Place, { name }: ExternalSecretProps, instance: string, index: number): string {
  if (name !== undefined) checkName(place, 'secrets name', name);
  const full = `${instance}-${name ?? (index === 0 ? 'secret' : `secret-${index + 1}`)}`;
  checkNameLength(place, 'secrets', full);
  return full;
}

/** The keys of the Secret, each with its name in the store; `undefined` where none are declared. */
export function externalKeys({
  keys,
}: ExternalSecretProps): readonly (readonly [key: string, property: string])[] | undefined {
  if (keys === undefined) return undefined;
  return Array.isArray(keys)
    ? keys.map((key: string) => [key, key] as const)
    : Object.entries(keys as Record<string, string>);
}

/** Adds the ExternalSecret to the tree. */
export function externalSecret(
  scope: Construct,
  id: string,
  place: Place,
  { labels }: SecretBindingProps,
  name: string,
  props: ExternalSecretProps,
): ApiObject {
  const { path, store, storeKind = 'ClusterSecretStore' } = props;
  checkFetch(place, name, props);
  const keys = externalKeys(props);
  const fetched = keys
    ? { data: keys.map(([secretKey, property]) => ({ secretKey, remoteRef: { key: path, property } })) }
    : { dataFrom: [{ extract: { key: path } }] };
  return kubeObject(scope, id, 'ExternalSecret', {
    metadata: { name, labels: { ...labels } },
    spec: {
      refreshInterval: intervalOf(place, name, props.refreshInterval),
      secretStoreRef: { name: store, kind: storeKind === 'SecretStore' ? 'SecretStore' : 'ClusterSecretStore' },
      // The Secret goes when the ExternalSecret goes.
      target: { name, creationPolicy: 'Owner' },
      ...fetched,
    },
  });
}

function checkFetch(place: Place, name: string, { store, path, storeKind, keys }: ExternalSecretProps): void {
  const subject = `secrets ${name}`;
  checkSecretName(place, `${subject} store`, store);
  if (typeof path !== 'string' || path.trim() === '' || /[\x00-\x1f\x7f]/.test(path)) {
    place.problem(
      'TF1119',
      `${subject} path`,
      `${JSON.stringify(path)} is no path`,
      'give the path or name under which the store keeps the secret',
    );
  }
  if (storeKind !== undefined && storeKind !== 'ClusterSecretStore' && storeKind !== 'SecretStore') {
    place.problem(
      'TF1119',
      `${subject} storeKind`,
      `${JSON.stringify(storeKind)} is unknown`,
      'use ClusterSecretStore or SecretStore',
    );
  }
  const declared = externalKeys({ store, path, keys });
  if (declared?.length === 0)
    place.problem('TF1117', `${subject} keys`, 'no key is declared', 'declare one, or leave keys out to take all');
  const nameless = declared?.find(([, property]) => typeof property !== 'string' || property === '');
  if (nameless)
    place.problem(
      'TF1117',
      `${subject} keys`,
      `${nameless[0]} has no name in the store`,
      "give it: { KEY: 'property' }",
    );
}

/** A duration as Go writes it: the operator would write another form anew, and that would be drift. */
function intervalOf(place: Place, name: string, interval: Duration | undefined): string | undefined {
  if (interval === undefined) return undefined;
  const milliseconds = interval.toMilliseconds({ integral: false });
  if (!(milliseconds >= 0)) {
    place.problem('TF1119', `secrets ${name} refreshInterval`, 'is negative', 'give a duration from zero');
    return undefined;
  }
  // Up, because zero means never.
  const seconds = Math.ceil(milliseconds / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return `${hours ? `${hours}h` : ''}${hours || minutes ? `${minutes}m` : ''}${seconds % 60}s`;
}
