import { anyQuantity } from '../../manifest/quantity';
import { remembering } from '../../manifest/remember';
import type { PodContainer } from '../pod-container';
import { type ContainerDefaults, defaultsOf } from '../container-defaults';
import { containerRule } from '../define-rule';
import type { Field } from '../field';
import type { Pod } from '../pod';
import type { Rule } from '../rule';

/** What a container reserves of its node, and what it may use at most. */
export const resources: readonly Rule[] = [
  containerRule(
    {
      code: 'TF3110',
      only: saysItself,
      severity: 'warning',
      remedy: 'give requests for cpu and memory, and a limit for memory',
      asked: `kube-score container-resources, kube-linter unset-cpu-requirements, kube-linter unset-memory-requirements,
        Polaris cpuRequestsMissing, Polaris memoryRequestsMissing, Polaris memoryLimitsMissing`,
    },
    (container, tell) => {
      if (saysNothing(container))
        tell(container.at('resources'), 'not said, so its node may be full before it is busy');
    },
  ),
  missing(
    'TF3111',
    'requests',
    ['cpu', 'memory'],
    'so the scheduler reserves nothing for it',
    `kube-score container-resources, kube-linter unset-cpu-requirements, kube-linter unset-memory-requirements,
      Polaris cpuRequestsMissing, Polaris memoryRequestsMissing, kubesec RequestsCPU, kubesec RequestsMemory, Trivy KSV-0015,
      Trivy KSV-0016, Checkov CKV_K8S_10, Checkov CKV_K8S_12, Kubescape C-0004, Kubescape C-0050, Kubescape C-0268, Kubescape C-0269,
      Datree CONTAINERS_MISSING_CPU_REQUEST_KEY, Datree CONTAINERS_MISSING_MEMORY_REQUEST_KEY`,
  ),
  missing(
    'TF3112',
    'limits',
    ['memory'],
    'so a leak takes the memory of its neighbours',
    `kube-score container-resources, kube-linter unset-memory-requirements, Polaris memoryLimitsMissing, kubesec LimitsMemory,
      Trivy KSV-0018, Checkov CKV_K8S_13, Kubescape C-0004, Kubescape C-0009, Kubescape C-0271,
      Datree CONTAINERS_MISSING_MEMORY_LIMIT_KEY`,
  ),
  containerRule(
    {
      code: 'TF3113',
      only: saysItself,
      severity: 'note',
      remedy: 'give limits.cpu, or leave it to use what its node has left',
      asked: `kube-score container-resources, Polaris cpuLimitsMissing, kubesec LimitsCPU, Trivy KSV-0011, Checkov CKV_K8S_11,
        Kubescape C-0009, Kubescape C-0270, Datree CONTAINERS_MISSING_CPU_LIMIT_KEY`,
    },
    (container, tell, pod, manifests) => {
      const limit = container.limits.at('cpu');
      if (limit.isGiven || saysNothing(container) || defaultsOf(manifests, pod.namespace).limits.has('cpu')) return;
      tell(limit, 'not said, so it may use all that its node has left');
    },
  ),
  containerRule(
    {
      code: 'TF3114',
      only: saysItself,
      severity: 'warning',
      remedy: 'give requests and limits for ephemeral-storage',
      asked: 'kube-score container-ephemeral-storage-request-and-limit',
    },
    (container, tell) => {
      if (saysNothing(container)) return;
      for (const side of ['requests', 'limits'] as const) {
        const amount = container[side].at('ephemeral-storage');
        if (!amount.isGiven) return tell(amount, 'not said, so its logs and files may fill the disk of its node');
      }
    },
  ),
  containerRule(
    {
      code: 'TF3115',
      severity: 'note',
      remedy: 'give the limit as request, so that it is never evicted for what it did not reserve',
      asked: `kube-score container-memory-requests-equal-limits, kube-score container-ephemeral-storage-request-equals-limit,
        Datree EKS_INVALID_MEMORY_REQUEST`,
    },
    (container, tell) => {
      for (const name of ['memory', 'ephemeral-storage']) {
        const request = container.requests.at(name);
        const limit = container.limits.at(name);
        if (amountOf(request) < amountOf(limit)) {
          tell(request, `${String(request.value)}, and up to ${String(limit.value)} that nobody reserved`);
        }
      }
    },
  ),
  containerRule(
    { code: 'TF3116', severity: 'error', remedy: 'give request <= limit' },
    (container, tell, pod, manifests) => {
      const defaults = defaultsOf(manifests, pod.namespace);
      const { requests, limits } = container;
      const names = defaults.limits.size === 0 ? limits.keys : new Set([...limits.keys, ...defaults.limits.keys()]);
      for (const name of names) {
        const excess = excessOf(name, requests.at(name), limits.at(name), defaults);
        if (excess !== undefined) tell(requests.at(name), excess);
      }
    },
  ),
  containerRule(
    {
      code: 'TF3117',
      severity: 'error',
      remedy: 'give a number with a unit of Kubernetes, as in 250m, 512Mi or 2Gi',
    },
    (container, tell) => {
      for (const side of [container.requests, container.limits]) {
        for (const name of side.keys) {
          const amount = side.at(name);
          if (amount.isGiven && Number.isNaN(amountOf(amount))) tell(amount, 'no amount that Kubernetes can read');
        }
      }
    },
  ),
  containerRule(
    { code: 'TF3118', severity: 'warning', remedy: 'take the default out of the LimitRange, or give limits.cpu' },
    (container, tell, pod, manifests) => {
      const defaults = defaultsOf(manifests, pod.namespace);
      const added = defaults.limits.get('cpu');
      if (!added || saysNothing(container)) return;
      const { requests, limits } = container;
      const limit = limits.at('cpu');
      if (limit.isGiven || excessOf('cpu', requests.at('cpu'), limit, defaults) !== undefined) return;
      tell(limit, `not said, so the LimitRange makes it ${String(added.value)}`);
    },
  ),
];

/** A rule about amounts that have to be given, and be more than nothing. */
function missing(
  code: 'TF3111' | 'TF3112',
  side: 'requests' | 'limits',
  names: readonly string[],
  because: string,
  asked: string,
): Rule {
  const remedy = `give ${names.map((name) => `${side}.${name}`).join(' and ')}`;
  const traits = { code, severity: 'warning', only: saysItself, asked, remedy } as const;
  return containerRule(traits, (container, tell, pod, manifests) => {
    if (saysNothing(container)) return;
    const defaults = defaultsOf(manifests, pod.namespace);
    const bad = names
      .map((name) => container[side].at(name))
      .filter((amount) => !amount.isGiven || amountOf(amount) === 0)
      // What cannot be applied is told as that.
      .filter(
        ({ name = '' }) => !excessOf(String(name), container.requests.at(name), container.limits.at(name), defaults),
      );
    const [first] = bad;
    if (!first) return;
    const all = bad.map(({ name, isGiven }) => `${name} ${isGiven ? 'is 0' : 'not said'}`).join(', ');
    tell(bad.length > 1 ? container[side] : first, `${all}, ${because}`);
  });
}

/** How a request exceeds its limit, which may be the namespace's, as may be the request. */
function excessOf(name: string, request: Field, limit: Field, defaults: ContainerDefaults): string | undefined {
  const most = limit.isGiven ? limit : defaults.limits.get(name);
  // What is limited and requests nothing requests its limit.
  const least = request.isGiven ? request : limit.isGiven ? undefined : defaults.requests.get(name);
  if (!most || !least || !(amountOf(least) > amountOf(most))) return undefined;
  const whose = limit.isGiven ? 'its limit' : "the LimitRange's default limit";
  return `${String(least.value)} exceeds ${whose} of ${String(most.value)}`;
}

/** Whether the containers of a pod have amounts of their own: newer clusters know some for the pod as a whole. */
function saysItself({ spec }: Pod): boolean {
  return !spec.at('resources').isGiven;
}

function saysNothing({ requests, limits }: PodContainer): boolean {
  return !requests.hasKeys && !limits.hasKeys;
}

/** A quantity as a number; NaN for what is none, which is neither more nor less than anything. */
function amountOf({ value }: Field): number {
  if (typeof value === 'number') return value >= 0 ? value : NaN;
  return typeof value === 'string' ? quantity(value) : NaN;
}

// The same few stand in thousands of containers.
const quantity = remembering(anyQuantity);
