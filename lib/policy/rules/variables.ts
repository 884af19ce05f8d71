import { credentialHint, credentialValue } from '../../credentials';
import { containerRule } from '../define-rule';
import type { Rule } from '../rule';
import { tellTwice } from '../twice';

const SOURCES = ['configMapKeyRef', 'secretKeyRef', 'fieldRef', 'resourceFieldRef', 'fileKeyRef'];

/** What a process finds in its environment, and on its command line. What is told here never has a value in it. */
export const variables: readonly Rule[] = [
  containerRule(
    {
      code: 'TF3167',
      severity: 'warning',
      remedy: 'take it from a Secret, by valueFrom.secretKeyRef or envFrom.secretRef',
      asked: `kube-linter env-var-secret, Polaris sensitiveContainerEnvVar, Kubescape C-0012`,
    },
    (container, tell) => {
      for (const variable of container.variables) {
        const value = variable.at('value');
        const name = variable.at('name').text;
        if (!value.text || name === undefined) continue;
        const hint = credentialHint(name, value.text);
        if (hint !== undefined) tell(value, `it looks like a credential: ${hint}`);
      }
      for (const list of ['command', 'args']) {
        for (const word of container.at(list).items) {
          const shape = word.text === undefined ? undefined : credentialValue(word.text);
          if (shape !== undefined) tell(word, `it looks like a credential: its shape is that of ${shape}`);
        }
      }
    },
  ),
  containerRule(
    {
      code: 'TF3168',
      severity: 'off',
      remedy: 'mount the Secret as files',
      asked:
        'kube-linter read-secret-from-env-var, kubesec SecretsAsEnvironmentVariables, Checkov CKV_K8S_35, Kubescape C-0207',
    },
    (container, tell) => {
      for (const variable of container.variables) {
        const secret = variable.at('valueFrom', 'secretKeyRef');
        if (secret.isGiven) tell(secret, 'a secret in the environment, which every child process gets');
      }
      for (const source of container.at('envFrom').items) {
        const secret = source.at('secretRef');
        if (secret.isGiven) tell(secret, 'secrets in the environment, which every child process gets');
      }
    },
  ),
  containerRule(
    {
      code: 'TF3169',
      severity: 'warning',
      remedy: 'keep one of them',
      asked: 'kube-score environment-variable-key-duplication, kube-linter duplicate-env-var, Kubescape C-0295',
    },
    (container, tell) => {
      tellTwice(
        container.variables,
        (variable) => variable.textAt('name'),
        (variable, name) => tell(variable.at('name'), `${name} is set before already, and the last one holds`),
      );
    },
  ),
  containerRule(
    {
      code: 'TF3170',
      severity: 'error',
      remedy: 'give a name without "=", and either a value or one source',
    },
    (container, tell) => {
      for (const variable of container.variables) {
        const name = variable.at('name');
        if (!name.text) tell(name, 'a variable without a name');
        else if (name.text.includes('=')) tell(name, '"=" ends the name of a variable');
        const source = variable.at('valueFrom');
        if (!source.isGiven) continue;
        const given = SOURCES.filter((one) => source.at(one).isGiven);
        if (variable.at('value').text) tell(source, 'it has a value as well');
        else if (given.length > 1) tell(source, `it is from ${given.join(' and ')}`);
        else if (!source.hasKeys) tell(source, 'it is from nowhere');
      }
    },
  ),
  containerRule(
    {
      code: 'TF3171',
      severity: 'note',
      remedy: 'leave it out',
      asked: 'Trivy KSV-0102, Checkov CKV_K8S_33, Checkov CKV_K8S_34, Checkov CKV_K8S_159, Kubescape C-0062',
    },
    (container, tell) => {
      for (const list of ['command', 'args']) {
        for (const word of container.at(list).items) {
          if (word.text !== undefined && /(?:^|[\s/])sudo(?:\s|$)/.test(word.text)) {
            tell(word, 'sudo, which a container has no use for');
          }
        }
      }
      const { image } = container;
      const [, name] = /(?:^|\/)(git-sync|tiller)(?:[:@]|$)/.exec(image.text ?? '') ?? [];
      if (name !== undefined) tell(image, `${name}, which keeps rights over more than its pod`);
    },
  ),
];
