import { shown } from '../../errors';
import { setRule } from '../define-rule';
import type { Rule } from '../rule';
import { word } from '../words';

const DNS_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const DNS_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const PATH_SEGMENT = /^(?!\.{1,2}$)[^/%]+$/;

const AS_LABEL = { pattern: DNS_LABEL, what: 'a DNS label that begins with a letter', longest: 63 };
const AS_NAME = { pattern: DNS_NAME, what: 'a DNS name', longest: 253 };
const AS_SEGMENT = { pattern: PATH_SEGMENT, what: 'a part of a path', longest: 253 };

/**
 * What API servers take as names. A CronJob leaves room for what its Jobs add; a Job's name is a label of its pods.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
const GRAMMARS: ReadonlyMap<string, typeof AS_NAME> = new Map([
  ['Service', AS_LABEL],
  ['Namespace', { pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, what: 'a DNS label', longest: 63 }],
  ['batch/CronJob', { ...AS_NAME, longest: 52 }],
  ['batch/Job', { ...AS_NAME, longest: 63 }],
  ['apps/StatefulSet', { ...AS_NAME, longest: 63 }],
  ['certificates.k8s.io/ClusterTrustBundle', { ...AS_NAME, pattern: /^[a-z0-9]([-a-z0-9.:]*[a-z0-9])?$/ }],
  ['rbac.authorization.k8s.io/Role', AS_SEGMENT],
  ['rbac.authorization.k8s.io/RoleBinding', AS_SEGMENT],
  ['rbac.authorization.k8s.io/ClusterRole', AS_SEGMENT],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', AS_SEGMENT],
]);

/** What objects are called. */
export const names: readonly Rule[] = [
  setRule(
    {
      code: 'TF3027',
      severity: 'error',
      remedy: 'give one of them another name: whichever is applied last replaces the other',
    },
    (manifests, tell) => {
      for (const manifest of manifests.all) {
        if (manifest.name === '') continue;
        const other = manifests.find(manifest.type, manifest.namespace, manifest.name);
        if (other !== undefined && other !== manifest)
          tell(manifest.at('metadata', 'name'), `${word(other.origin.source)} has an object of this name`);
      }
    },
  ),
  setRule(
    {
      code: 'TF3206',
      severity: 'error',
      remedy: 'use lower-case letters, digits and hyphens, beginning and ending with a letter or digit',
    },
    ({ all }, tell) => {
      for (const { type, kind, name, root } of all) {
        if (kind === '') continue;
        const { pattern, what, longest } = GRAMMARS.get(type) ?? AS_NAME;
        if (name === '') {
          const { value } = root.at('metadata', 'name');
          const isNothing = value === undefined || value === null || value === '';
          if (isNothing && !root.at('metadata', 'generateName').isGiven)
            tell(root.at('metadata', 'name'), 'it has no name', 'give it one');
        } else if (name.length > longest) {
          const most = `give it at most ${longest}`;
          tell(root.at('metadata', 'name'), `${shown(name)} has ${name.length} characters`, most);
        } else if (!pattern.test(name)) {
          tell(root.at('metadata', 'name'), `${shown(name)} is not ${what}`);
        }
      }
    },
  ),
];
