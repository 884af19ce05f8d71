/**
 * The type of what a generated type is written as: classes for quantities and ports are their text or number, fields are
 * spelt as Kubernetes spells them, and nothing can be written to.
 */
export type AsJson<T> = 0 extends 1 & T
  ? unknown
  : T extends string
    ? `${T}`
    : T extends number | boolean | null | undefined
      ? T
      : T extends Date
        ? string
        : T extends readonly (infer Item)[]
          ? readonly AsJson<Item>[]
          : [keyof T] extends ['value']
            ? T['value' & keyof T]
            : { readonly [Key in keyof T as Spelt<Key>]: AsJson<T[Key]> };

/** A field as Kubernetes spells it. */
type Spelt<Key> = Key extends keyof Spelling ? Spelling[Key] : Key;

/** The fields that the generated types spell otherwise. */
interface Spelling {
  readonly clusterIp: 'clusterIP';
  readonly datasetUuid: 'datasetUUID';
  readonly disableTls: 'disableTLS';
  readonly diskUri: 'diskURI';
  readonly hostIp: 'hostIP';
  readonly hostIpc: 'hostIPC';
  readonly hostPid: 'hostPID';
  readonly loadBalancerIp: 'loadBalancerIP';
  readonly pdId: 'pdID';
  readonly setHostnameAsFqdn: 'setHostnameAsFQDN';
  readonly storagePolicyId: 'storagePolicyID';
  readonly targetWwNs: 'targetWWNs';
  readonly volumeId: 'volumeID';
}
