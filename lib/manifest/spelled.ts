/** Fields that `cdk8s import` spells otherwise than Kubernetes; those of schemas for custom resources are left out. */
export interface Respelled {
  clientIp: 'clientIP';
  clusterIp: 'clusterIP';
  consecutive5Xx: 'consecutive5xx';
  datasetUuid: 'datasetUUID';
  disableTls: 'disableTLS';
  diskUri: 'diskURI';
  downwardApi: 'downwardAPI';
  externalId: 'externalID';
  hostIp: 'hostIP';
  hostIpc: 'hostIPC';
  hostPid: 'hostPID';
  insecureSkipTlsVerify: 'insecureSkipTLSVerify';
  loadBalancerIp: 'loadBalancerIP';
  nodeId: 'nodeID';
  nonResourceUrLs: 'nonResourceURLs';
  pdId: 'pdID';
  podCidRs: 'podCIDRs';
  podCidr: 'podCIDR';
  providerId: 'providerID';
  scaleIo: 'scaleIO';
  setHostnameAsFqdn: 'setHostnameAsFQDN';
  storagePolicyId: 'storagePolicyID';
  targetCpuUtilizationPercentage: 'targetCPUUtilizationPercentage';
  targetWwNs: 'targetWWNs';
  volumeId: 'volumeID';
}

/**
 * What a type that `cdk8s import` generates looks like in a manifest: in Kubernetes' own spelling, an enumeration as its strings,
 * a wrapper such as `IntOrString` as what it wraps.
 *
 * So the compiler checks manifests against the generated types, and what it has checked needs no conversion.
 */
export type Spelled<T> = T extends string
  ? `${T}`
  : T extends Date
    ? string
    : T extends readonly (infer Item)[]
      ? readonly Spelled<Item>[]
      : T extends object
        ? [keyof T] extends ['value']
          ? number | string
          : { readonly [Key in keyof T as Key extends keyof Respelled ? Respelled[Key] : Key]: Spelled<T[Key]> }
        : T;
