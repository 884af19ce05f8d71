import { RESTRICTED_VOLUMES } from '../../manifest/pod-security';
import { containerRule, podRule } from '../define-rule';
import { volumeSources } from '../pod';
import type { Rule } from '../rule';

const NAMESPACES: Readonly<Record<string, string>> = {
  hostNetwork: 'it hears what its node hears, and no network policy holds for it',
  hostPID: 'it sees the processes of its node, and what they keep in their environment',
  hostIPC: 'it shares memory with the processes of its node',
};

/** Kernel parameters that belong to a pod alone. @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
const SAFE_SYSCTLS: ReadonlySet<unknown> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
]);

/** What a pod shares with its node: nothing. */
export const host: readonly Rule[] = [
  podRule(
    {
      code: 'TF3150',
      severity: 'warning',
      remedy: 'leave it out',
      asked: `Pod Security baseline, kube-linter host-network, kube-linter host-pid, kube-linter host-ipc, Polaris hostNetworkSet,
        Polaris hostPIDSet, Polaris hostIPCSet, kubesec HostNetwork, kubesec HostPID, kubesec HostIPC, Trivy KSV-0008, Trivy KSV-0009,
        Trivy KSV-0010, Checkov CKV_K8S_17, Checkov CKV_K8S_18, Checkov CKV_K8S_19, Kubescape C-0038, Kubescape C-0041`,
    },
    ({ spec }, tell) => {
      for (const name in NAMESPACES) {
        if (spec.valueAt(name) === true) tell(spec.at(name), NAMESPACES[name] ?? '');
      }
    },
  ),
  podRule(
    {
      code: 'TF3151',
      severity: 'warning',
      remedy: 'leave it out, and let a Service or an Ingress lead to it',
      asked:
        'Pod Security baseline, Polaris hostPortSet, Trivy KSV-0024, Checkov CKV_K8S_26, Kubescape C-0044, Datree CONTAINERS_INCORRECT_KEY_HOSTPORT',
    },
    ({ spec, ports }, tell) => {
      // In the network of the node every port is one of the node's.
      if (spec.valueAt('hostNetwork') === true) return;
      for (const port of ports) {
        const given = port.at('hostPort');
        if (given.isGiven && given.value !== 0)
          tell(given, 'it takes a port of its node, and one pod to a node can have it');
      }
    },
  ),
  podRule(
    {
      code: 'TF3152',
      severity: 'warning',
      remedy: 'use a volume of the cluster, or an emptyDir',
      asked: `Pod Security baseline, kube-linter docker-sock, kube-linter sensitive-host-mounts, kube-linter writable-host-mount,
        Polaris hostPathSet, kubesec DockerSock, Trivy KSV-0006, Trivy KSV-0023, Trivy KSV-0121, Checkov CKV_K8S_27, Kubescape C-0045,
        Kubescape C-0048, Kubescape C-0074, Datree CONTAINERS_INCORRECT_KEY_HOSTPATH, Datree CONTAINERS_INCORRECT_PATH_VALUE_DOCKERSOCKET`,
    },
    ({ volumes }, tell) => {
      for (const volume of volumes) {
        const folder = volume.at('hostPath');
        if (!folder.isGiven) continue;
        const isSocket = /\.sock$/.test(folder.at('path').text ?? '');
        tell(
          folder,
          isSocket ? 'whoever has this socket is root on its node' : 'a folder of its node, which other pods may share',
        );
      }
    },
  ),
  podRule(
    {
      code: 'TF3153',
      severity: 'warning',
      remedy: `use one of ${RESTRICTED_VOLUMES.join(', ')}`,
      asked: 'Pod Security restricted, Trivy KSV-0028',
    },
    ({ volumes }, tell) => {
      for (const volume of volumes) {
        for (const source of volumeSources(volume)) {
          if (source.name !== 'hostPath' && !RESTRICTED_VOLUMES.includes(String(source.name))) {
            tell(source, `${String(source.name)} is a type that Pod Security "restricted" does not admit`);
          }
        }
      }
    },
  ),
  podRule(
    {
      code: 'TF3154',
      severity: 'warning',
      remedy: 'leave it out',
      asked: `Pod Security baseline, kube-linter unsafe-proc-mount, kube-linter unsafe-sysctls, Polaris procMount, Polaris hostProcess,
        Trivy KSV-0026, Trivy KSV-0027, Trivy KSV-0103, Kubescape C-0211`,
    },
    (pod, tell) => {
      for (const context of pod.securityContexts) {
        if (context.has('procMount') && context.valueAt('procMount') !== 'Default')
          tell(context.at('procMount'), 'it sees of /proc what containers do not');
        const windows = context.at('windowsOptions', 'hostProcess');
        if (windows.isTrue) tell(windows, 'it is a process of its node');
      }
      for (const parameter of pod.securityContext.at('sysctls').items) {
        const name = parameter.at('name');
        if (!SAFE_SYSCTLS.has(name.value)) tell(name, `${name.text ?? 'it'} is a kernel parameter of the whole node`);
      }
    },
  ),
  podRule(
    {
      code: 'TF3155',
      severity: 'note',
      remedy: 'let DNS know the name',
      asked: 'kubesec HostAliases, Trivy KSV-0007, Kubescape C-0211',
    },
    ({ spec }, tell) => {
      const aliases = spec.at('hostAliases');
      if (aliases.items.length > 0) tell(aliases, 'names that hold in this pod alone, whatever DNS says');
    },
  ),
  containerRule(
    {
      code: 'TF3156',
      severity: 'warning',
      remedy: 'leave the host out, so that it asks its own pod',
      asked: 'Pod Security baseline',
    },
    (container, tell) => {
      const lifecycle = container.at('lifecycle');
      for (const handler of [...container.probes, lifecycle.at('preStop'), lifecycle.at('postStart')]) {
        for (const kind of ['httpGet', 'tcpSocket']) {
          if (!handler.has(kind)) continue;
          const other = handler.at(kind, 'host');
          if (other.isGiven && other.value !== '')
            tell(other, 'the node asks another host, which whoever writes this may choose');
        }
      }
    },
  ),
];
