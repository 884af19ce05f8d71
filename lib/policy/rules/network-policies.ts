import { ANNOTATION_PREFIX } from '../../manifest/labels';
import { manifestRule, podRule, setRule } from '../define-rule';
import type { Field } from '../field';
import { admitsPort, deadRules, DIRECTIONS, policiesOf, rulesOf } from '../isolation';
import type { ManifestSet } from '../manifest-set';
import type { Pod } from '../pod';
import type { Rule, Tell } from '../rule';
import { isAstray, isForPassing, isWide, podsOf } from '../selection';
import { isMixed } from '../slots';
import { mayHoldUnseen } from '../unseen';
import { labelsText, titleOf, word } from '../words';

const POLICY = 'networking.k8s.io/NetworkPolicy';

/** Who may reach whom. */
export const networkPolicies: readonly Rule[] = [
  podRule(
    {
      code: 'TF3032',
      severity: 'warning',
      asked: [
        'kube-score pod-networkpolicy',
        'kube-linter non-isolated-pod',
        'Polaris missingNetworkPolicy',
        'Checkov CKV2_K8S_6',
        'Kubescape C-0030',
        'Kubescape C-0260',
      ],
      remedy: 'give it a network policy that says both',
    },
    (pod, tell, manifests) => {
      const open = DIRECTIONS.filter((direction) => policiesOf(manifests, pod, direction)?.length === 0);
      if (open.length === 0) return;
      const what = open.map((direction) => (direction === 'Ingress' ? 'comes in' : 'goes out')).join(' or ');
      tell(pod.workload.at('metadata', 'name'), `no network policy says what ${what}`);
    },
  ),
  manifestRule(
    {
      code: 'TF3033',
      severity: 'warning',
      asked: ['kube-score networkpolicy-targets-pod', 'kube-linter dangling-networkpolicy', 'Kubescape C-0299'],
      remedy: 'give it the labels of the pods that it is for',
    },
    [POLICY],
    (policy, tell, manifests) => {
      const selector = policy.at('spec', 'podSelector');
      if (!selector.hasKeys || isForPassing(selector) || podsOf(policy, manifests).length > 0) return;
      if (mayHoldUnseen(manifests, policy.namespace)) return;
      const labels = labelsText(selector.at('matchLabels').texts);
      tell(selector, labels ? `no pod here has ${labels}` : 'it selects no pod');
    },
  ),
  podRule(
    {
      code: 'TF3034',
      severity: 'warning',
      remedy: 'allow port 53 by UDP and TCP to kube-system',
    },
    (pod, tell, manifests) => {
      const policies = policiesOf(manifests, pod, 'Egress') ?? [];
      if (policies.length === 0 || rulesOf(policies, 'Egress').some(allowsDns)) return;
      const [last] = [...policies].reverse();
      tell(
        last?.at('spec', 'egress') ?? pod.spec,
        `it lets the pods of ${titleOf(pod.workload)} ask for no name: not even its own Services are found`,
      );
    },
  ),
  setRule(
    {
      code: 'TF3035',
      severity: 'warning',
      remedy: 'allow the port in its network policy',
    },
    (manifests, tell) => {
      for (const service of manifests.of('Service')) {
        if (isAstray(service, manifests) || isMixed(service, manifests)) continue;
        for (const port of service.at('spec', 'ports').items) {
          const target = port.at(port.has('targetPort') ? 'targetPort' : 'port');
          const protocol = port.textAt('protocol') ?? 'TCP';
          checkReached(target, protocol, podsOf(service, manifests), manifests, tell);
        }
      }
      for (const monitor of manifests.of('monitoring.coreos.com/PodMonitor')) {
        if (isAstray(monitor, manifests) || isWide(podsOf(monitor, manifests))) continue;
        for (const endpoint of monitor.at('spec', 'podMetricsEndpoints').items) {
          checkReached(endpoint.at('port'), 'TCP', podsOf(monitor, manifests), manifests, tell);
        }
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3220',
      severity: 'error',
      asked: ['kube-score pod-networkpolicy'],
      remedy: 'add the direction to policyTypes, or leave the rules out',
    },
    [POLICY],
    (policy, tell) => {
      for (const rules of deadRules(policy)) {
        tell(rules, 'it has rules, and policyTypes does not have the direction, so that they count for nothing');
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3221',
      severity: 'note',
      asked: ['Trivy KSV-0038'],
      remedy: 'say who, or why it is open to all',
    },
    [POLICY],
    (policy, tell) => {
      if (policy.annotations[`${ANNOTATION_PREFIX}open-network`]?.trim()) return;
      for (const rule of policy.at('spec', 'ingress').items) {
        const everybody = rule
          .at('from')
          .items.find((peer) => ['0.0.0.0/0', '::/0'].includes(peer.at('ipBlock', 'cidr').text ?? ''));
        if (everybody) tell(everybody, 'it lets in whoever has an address');
        else if (rule.at('from').items.length === 0) tell(rule, 'it lets everybody in');
      }
    },
  ),
];

/** To whom is not judged, but that it is somebody beyond the namespace: DNS is seldom in one's own. */
function allowsDns(rule: Field): boolean {
  const peers = rule.at('to').items;
  const isBeyond = peers.length === 0 || peers.some((peer) => peer.has('namespaceSelector') || peer.has('ipBlock'));
  return isBeyond && admitsPort(rule, 53, undefined, 'UDP');
}

/** Tells a port that somebody is sent to, and that no policy of the pods lets anybody reach. */
function checkReached(target: Field, protocol: string, pods: readonly Pod[], manifests: ManifestSet, tell: Tell): void {
  for (const pod of pods) {
    const policies = policiesOf(manifests, pod, 'Ingress') ?? [];
    const declared = pod.ports.find(
      (port) => port.textAt('name') === target.value || port.valueAt('containerPort') === target.value,
    );
    const port = target.number ?? declared?.at('containerPort').number;
    // A number that is not declared is told as such.
    if (policies.length === 0 || port === undefined || (!declared && pod.ports.length > 0)) continue;
    const name = declared?.textAt('name');
    if (rulesOf(policies, 'Ingress').some((rule) => admitsPort(rule, port, name, protocol))) continue;
    const whose = policies.map(({ name: policy }) => word(policy)).join(', ');
    tell(target, `no network policy of ${titleOf(pod.workload)} (${whose}) lets anybody in on port ${port}`);
    return;
  }
}
