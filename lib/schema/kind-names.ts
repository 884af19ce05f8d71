import { isDnsLabel } from '../manifest/names';
import { FORMATS } from './formats';

/** What objects of a kind may be called. */
interface NameRule {
  readonly test: (name: string) => boolean;
  readonly remedy: string;
}

const LABEL = FORMATS['dnsLabel'] as NameRule;
const NAME = FORMATS['dnsName'] as NameRule;

/** Part of a URL: what rights are called. */
const SEGMENT: NameRule = {
  test: (name) => name !== '.' && name !== '..' && !/[/%]/.test(name),
  remedy: 'leave out / and %',
};

/** Kinds that are called otherwise than most, by `<group>/<kind>`. */
const RULES: Readonly<Record<string, NameRule>> = {
  '/Service': {
    test: isDnsLabel,
    remedy: 'use lower-case letters, digits and hyphens, beginning with a letter, at most 63',
  },
  '/Namespace': LABEL,
  // Its Jobs have eleven characters more.
  'batch/CronJob': {
    test: (name) => NAME.test(name) && name.length <= 52,
    remedy: `${NAME.remedy.replace('253', '52')}`,
  },
  'rbac.authorization.k8s.io/Role': SEGMENT,
  'rbac.authorization.k8s.io/RoleBinding': SEGMENT,
  'rbac.authorization.k8s.io/ClusterRole': SEGMENT,
  'rbac.authorization.k8s.io/ClusterRoleBinding': SEGMENT,
  'certificates.k8s.io/ClusterTrustBundle': { test: (name) => name.split(':').every(NAME.test), remedy: NAME.remedy },
};

/**
 * The rule for names of a kind: a DNS subdomain where nothing else is known.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function nameRuleOf(group: string, kind: string): NameRule {
  return RULES[`${group}/${kind}`] ?? NAME;
}
