import { manifestRule } from '../define-rule';
import type { Field } from '../field';
import type { Rule } from '../rule';
import { few, word } from '../words';

const RBAC = 'rbac.authorization.k8s.io';
const ROLES = [`${RBAC}/Role`, `${RBAC}/ClusterRole`];
const BINDINGS = [`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`];

const READING = ['get', 'list', 'watch'];
/** Verbs by which one gives oneself what one does not have. */
const ESCALATING = ['escalate', 'bind', 'impersonate'];
/** Ways into what runs already: with them, one has whatever that has. */
const ENTRANCES = [
  'pods/exec',
  'pods/attach',
  'pods/portforward',
  'pods/ephemeralcontainers',
  'nodes/proxy',
  'serviceaccounts/token',
];
/** Groups that are nobody in particular. */
const ANYBODY = ['system:anonymous', 'system:unauthenticated', 'system:authenticated', 'system:serviceaccounts'];

/** What rights are given, and to whom. */
export const roles: readonly Rule[] = [
  manifestRule(
    {
      code: 'TF3260',
      severity: 'warning',
      asked: [
        'kube-linter wildcard-in-rules',
        'Trivy KSV-0044',
        'Trivy KSV-0045',
        'Trivy KSV-0046',
        'Checkov CKV_K8S_49',
        'Kubescape C-0187',
      ],
      remedy: 'name what it needs',
    },
    ROLES,
    (role, tell) => {
      for (const rule of role.at('rules').items) {
        for (const part of ['apiGroups', 'resources', 'verbs']) {
          if (has(rule, part, ['*']).length > 0)
            tell(rule.at(part), 'a wildcard takes in what nobody has thought of yet');
        }
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3261',
      severity: 'warning',
      asked: [
        'kube-linter access-to-secrets',
        'Trivy KSV-0041',
        'Trivy KSV-0113',
        'Kubescape C-0015',
        'Kubescape C-0186',
      ],
      remedy: 'mount what it needs, or name it by resourceNames and verb get',
    },
    ROLES,
    (role, tell) => {
      for (const rule of role.at('rules').items) {
        const verbs = has(rule, 'verbs', READING);
        const isNamed = rule.at('resourceNames').items.length > 0 && verbs.every((verb) => verb === 'get');
        if (has(rule, 'resources', ['secrets']).length > 0 && verbs.length > 0 && !isNamed) {
          tell(rule.at('resources'), `it may ${verbs.join(', ')} every Secret`);
        }
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3262',
      severity: 'warning',
      asked: [
        'kube-linter access-to-create-pods',
        'Polaris rolePodExecAttach',
        'Trivy KSV-0053',
        'Trivy KSV-0056',
        'Checkov CKV_K8S_155',
        'Checkov CKV_K8S_158',
        'Kubescape C-0002',
        'Kubescape C-0065',
        'Kubescape C-0191',
      ],
      remedy: 'leave it to people, and for a while',
    },
    ROLES,
    (role, tell) => {
      for (const rule of role.at('rules').items) {
        const verbs = has(rule, 'verbs', ESCALATING);
        const entrances = has(rule, 'resources', ENTRANCES);
        if (verbs.length > 0) tell(rule.at('verbs'), `by ${few(verbs, word)}, it may give itself more`);
        if (entrances.length > 0) tell(rule.at('resources'), `by ${few(entrances, word)}, it has what those have`);
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3263',
      severity: 'warning',
      asked: [
        'kube-linter cluster-admin-role-binding',
        'Polaris clusterrolebindingClusterAdmin',
        'Trivy KSV-0111',
        'Checkov CKV_K8S_42',
        'Kubescape C-0035',
        'Kubescape C-0185',
      ],
      remedy: 'bind a role with what it needs',
    },
    BINDINGS,
    (binding, tell) => {
      const name = binding.at('roleRef', 'name');
      if (name.text === 'cluster-admin') tell(name, 'it may do everything');
    },
  ),
  manifestRule(
    {
      code: 'TF3264',
      severity: 'warning',
      asked: ['Checkov CKV_K8S_42', 'Kubescape C-0189', 'Kubescape C-0262'],
      remedy: 'bind an account of its own',
    },
    BINDINGS,
    (binding, tell) => {
      for (const subject of binding.at('subjects').items) {
        const name = subject.at('name');
        const isDefault = subject.at('kind').text === 'ServiceAccount' && name.text === 'default';
        if (isDefault) tell(name, 'every pod without an account of its own has these rights');
        else if (ANYBODY.includes(name.text ?? '')) tell(name, `${word(name.text ?? '')} is nobody in particular`);
      }
    },
  ),
];

/** Which of some words a list of a rule has. */
function has(rule: Field, part: string, words: readonly string[]): string[] {
  return rule.at(part).items.flatMap(({ text }) => (text !== undefined && words.includes(text) ? text : []));
}
