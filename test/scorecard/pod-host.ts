import { containerRule, containers, podRule, type Rule } from './rule';
import type { PodView } from './tree';

const VOLUMES = [
  'configMap',
  'secret',
  'emptyDir',
  'projected',
  'downwardAPI',
  'csi',
  'persistentVolumeClaim',
  'ephemeral',
  'image',
];

/** What a pod shares with its node: nothing. */
export const podHost: readonly Rule[] = [
  podRule(
    'P32',
    'no namespaces of the host',
    ({ template: { spec } }) => (spec.hostNetwork || spec.hostPID || spec.hostIPC) && 'a namespace of the host',
    {
      network: ({ template }) => (template.spec.hostNetwork = true),
      processes: ({ template }) => (template.spec.hostPID = true),
      IPC: ({ template }) => (template.spec.hostIPC = true),
    },
  ),
  containerRule(
    'P33',
    'no ports of the host',
    ({ ports = [] }) => ports.some(({ hostPort }) => hostPort !== undefined) && 'hostPort',
    {
      given: (container) => (container.ports = [{ containerPort: 8080, hostPort: 8080 }]),
    },
  ),
  podRule(
    'P34',
    'no folders of the host',
    ({ template }) => template.spec.volumes?.find(({ hostPath }) => hostPath)?.name,
    {
      'the socket of Docker': (pod) => addVolume(pod, 'hostPath', { path: '/var/run/docker.sock' }),
    },
  ),
  podRule(
    'P35',
    'volumes of the kinds that Pod Security admits',
    ({ template }) =>
      template.spec.volumes
        ?.flatMap((volume) => Object.keys(volume))
        .find((field) => field !== 'name' && !VOLUMES.includes(field)),
    { another: (pod) => addVolume(pod, 'nfs', { server: 'nfs.example.com', path: '/' }) },
  ),
  podRule(
    'P36',
    'no process mount, kernel parameter, host alias or Windows host process',
    (pod) => {
      const { hostAliases, securityContext } = pod.template.spec;
      const inContainer = containers(pod).some(({ securityContext: own }) => own?.procMount ?? own?.windowsOptions);
      return (hostAliases ?? securityContext?.sysctls ?? securityContext?.windowsOptions ?? inContainer)
        ? 'reaches the host'
        : false;
    },
    {
      procMount: ({ template }) =>
        Object.assign(template.spec.containers[0]?.securityContext ?? {}, { procMount: 'Unmasked' }),
      sysctls: ({ template }) =>
        Object.assign(template.spec.securityContext ?? {}, { sysctls: [{ name: 'kernel.msgmax', value: '1' }] }),
      hostAliases: ({ template }) => (template.spec.hostAliases = [{ ip: '10.0.0.1', hostnames: ['a'] }]),
      windows: ({ template }) =>
        Object.assign(template.spec.securityContext ?? {}, { windowsOptions: { hostProcess: true } }),
    },
  ),
  podRule(
    'P37',
    'probes ask the pod itself',
    ({ template }) =>
      template.spec.containers
        .flatMap(({ livenessProbe, readinessProbe, startupProbe }) => [livenessProbe, readinessProbe, startupProbe])
        .some((probe) => probe?.httpGet?.host ?? probe?.tcpSocket?.host) && 'asks another host',
    {
      'another host': ({ template }) =>
        Object.assign(template.spec.containers[0] ?? {}, { livenessProbe: { httpGet: { host: 'a', port: 1 } } }),
      'another host, by TCP': ({ template }) =>
        Object.assign(template.spec.containers[0] ?? {}, { startupProbe: { tcpSocket: { host: 'a', port: 1 } } }),
    },
  ),
];

function addVolume({ template }: PodView, type: string, source: object): void {
  (template.spec.volumes ??= []).push({ name: 'broken', [type]: source });
}
