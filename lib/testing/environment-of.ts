import { expand } from './expand';
import { configMapSource, type KeySource, secretSource } from './key-sources';
import type { Container, KubeObject } from './kube-object';

/** Names that every supported Kubernetes takes from `envFrom`: others it leaves out, or takes them since 1.34. */
const VARIABLE = /^(?!\.\.?$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** Tells a reference that lets no pod start. */
export type Refuse = (variable: string, source: KeySource, key: string) => never;

interface Variable {
  readonly value: string;
  /** Whether it says where the value is, instead of what it is. */
  readonly isReference?: boolean;
}

type Reference = { readonly name?: string; readonly key?: string; readonly optional?: boolean };

/**
 * The variables that manifests give to a process, by name: in the order of Kubernetes, where the last one wins, first the
 * sources of `envFrom`, then `env`.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kubelet_pods.go makeEnvironmentVariables
 */
export function environmentOf(
  container: Container,
  namespace: string | undefined,
  objects: readonly KubeObject[],
  refuse: Refuse,
): Record<string, string> {
  const variables = new Map<string, Variable>();
  const unknown = new Map<string, string>();

  for (const { configMapRef, secretRef, prefix = '' } of container.envFrom ?? []) {
    const { name = '', optional } = configMapRef ?? secretRef ?? {};
    const source = (configMapRef ? configMapSource : secretSource)(objects, namespace, name);
    if (!source.keys) {
      const names = `${prefix}*${optional ? ' (optional)' : ''}`;
      unknown.set(source.name, [unknown.get(source.name), names].filter(Boolean).join(', '));
    }
    for (const [key, value] of source.keys ?? []) {
      if (VARIABLE.test(prefix + key)) {
        variables.set(prefix + key, { value, isReference: secretRef !== undefined });
      }
    }
  }

  const expanded = (name: string) => {
    const found = variables.get(name);
    return found?.isReference ? `$(${found.value})` : found?.value;
  };
  for (const { name, value = '', valueFrom } of container.env ?? []) {
    const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
    const keyRef: Reference | undefined = configMapKeyRef ?? secretKeyRef;
    if (value !== '' || !valueFrom) {
      variables.set(name, { value: expand(value, expanded) });
    } else if (keyRef) {
      const source = (configMapKeyRef ? configMapSource : secretSource)(objects, namespace, keyRef.name ?? '');
      const found = fromKey(name, source, keyRef, refuse);
      // What is not there and optional leaves the variable as `envFrom` has it.
      if (found !== undefined) {
        variables.set(name, { value: found, isReference: !(configMapKeyRef && source.keys) });
      }
    } else {
      variables.set(name, { value: fromPod(valueFrom), isReference: true });
    }
  }
  return sorted([...[...variables].map(([name, { value }]) => [name, value] as const), ...unknown]);
}

function fromKey(variable: string, source: KeySource, { key = '', optional }: Reference, refuse: Refuse) {
  if (!source.keys) {
    return `${source.name}#${key}${optional ? ' (optional)' : ''}`;
  }
  return source.keys.get(key) ?? (optional ? undefined : refuse(variable, source, key));
}

/** `fieldRef/metadata.name`, `resourceFieldRef/limits.memory`. */
function fromPod(valueFrom: object): string {
  const [[kind = '', field = {}] = []] = Object.entries(valueFrom as Record<string, Record<string, string>>);
  const { fieldPath, resource, containerName, divisor } = field;
  const path = fieldPath ?? [containerName, resource].filter(Boolean).join('#');
  return `${kind}/${path}${divisor && divisor !== '0' ? ` in ${divisor}` : ''}`;
}

function sorted(entries: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
