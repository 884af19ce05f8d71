import { DNS_LABEL, MAX_NAME } from './names';

/** What objects of a kind may be called. */
export interface NameGrammar {
  readonly pattern: RegExp;
  /** What the pattern describes, as in "is not a DNS name". */
  readonly what: string;
  readonly longest: number;
  /** What to write. */
  readonly remedy: string;
}

/** A DNS subdomain of RFC 1123: what most objects may be called. */
export const AS_NAME: NameGrammar = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  what: 'a DNS name',
  longest: 253,
  remedy: 'use lower-case letters and digits, hyphens and dots between them, at most 253',
};

/** A DNS label of RFC 1123, which may begin with a digit. */
export const AS_LABEL: NameGrammar = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  what: 'a DNS label',
  longest: MAX_NAME,
  remedy: 'use lower-case letters, digits and hyphens between them, at most 63',
};

/** Part of a URL: what rights are called. */
const AS_SEGMENT: NameGrammar = {
  pattern: /^(?!\.{1,2}$)[^/%]+$/,
  what: 'a part of a path',
  longest: Infinity,
  remedy: 'leave out / and %',
};

/** Kinds that are called otherwise than most. */
const GRAMMARS: Readonly<Record<string, NameGrammar>> = {
  Service: {
    ...AS_LABEL,
    pattern: DNS_LABEL,
    what: 'a DNS label that begins with a letter',
    remedy: 'use lower-case letters, digits and hyphens, beginning with a letter, at most 63',
  },
  Namespace: AS_LABEL,
  // Its Jobs have eleven characters more.
  'batch/CronJob': { ...AS_NAME, longest: 52, remedy: AS_NAME.remedy.replace('253', '52') },
  'rbac.authorization.k8s.io/Role': AS_SEGMENT,
  'rbac.authorization.k8s.io/RoleBinding': AS_SEGMENT,
  'rbac.authorization.k8s.io/ClusterRole': AS_SEGMENT,
  'rbac.authorization.k8s.io/ClusterRoleBinding': AS_SEGMENT,
  'certificates.k8s.io/ClusterTrustBundle': {
    ...AS_NAME,
    pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.:][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    what: 'DNS names with colons between them',
  },
};

/**
 * What API servers take as names of a type: a DNS name where nothing else is known.
 *
 * @param type group and kind: `apps/Deployment`, `Service`
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function nameGrammarOf(type: string): NameGrammar {
  return (Object.hasOwn(GRAMMARS, type) && GRAMMARS[type]) || AS_NAME;
}

/** Whether a name is one of a grammar. */
export function isNameOf({ pattern, longest }: NameGrammar, name: string): boolean {
  return name.length <= longest && pattern.test(name);
}
