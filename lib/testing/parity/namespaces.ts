import { own } from '../../diff/json';
import type { JsonMap } from '../../diff';
import type { Translation } from './translation';

/** Keys whose values are namespaces. */
const KEYS: ReadonlySet<string> = new Set(['kubernetes.io/metadata.name', 'namespace', 'serviceNamespace']);

/** The namespace of a Service in a DNS name: `web.shop-production.svc`. */
const IN_DNS = /(?<=[a-z0-9]\.)[a-z0-9-]+(?=\.svc(?:[.:/]|$))/g;

/** Says the names of namespaces, and the environment's label, as the other environment does. */
export function namespaceTranslation(objects: readonly JsonMap[], others: readonly JsonMap[]): Translation {
  const here = namesOf(objects);
  const there = namesOf(others);
  const namespace = (text: string) =>
    text === here.namespace && there.namespace !== undefined
      ? there.namespace
      : inEnvironment(text, here.env, there.env);
  return {
    object: (object) => {
      const metadata = own(object, 'metadata') as { readonly name: string };
      const isNamespace = object['kind'] === 'Namespace';
      return isNamespace ? { ...object, metadata: { ...metadata, name: namespace(metadata.name) } } : object;
    },
    text: (text, _, path) => {
      const key = String(path.at(-1));
      if (KEYS.has(key)) {
        return namespace(text);
      }
      if (key === 'env' && path.at(-2) === 'labels') {
        return text === here.env ? (there.env ?? text) : text;
      }
      if (key.endsWith('router.middlewares')) {
        // `<namespace>-<name>@kubernetescrd`, separated by commas.
        const isHere = (name: string) => here.namespace !== undefined && name.startsWith(`${here.namespace}-`);
        const names = text.split(',');
        return names
          .map((name) => (isHere(name) ? `${there.namespace}${name.slice(here.namespace?.length)}` : name))
          .join(',');
      }
      return text.replace(IN_DNS, namespace);
    },
  };
}

/** `shop-staging` as `shop-production`: other applications are called by the same rule. */
function inEnvironment(text: string, here: string | undefined, there: string | undefined): string {
  const words = text.split('-');
  return here !== undefined && there !== undefined && words.includes(here)
    ? words.map((word) => (word === here ? there : word)).join('-')
    : text;
}

function namesOf(objects: readonly JsonMap[]): { readonly namespace?: string; readonly env?: string } {
  const metadata = objects.map(
    (object) => object['metadata'] as { readonly namespace?: string; readonly labels?: { readonly env?: string } },
  );
  return {
    namespace: onlyOne(metadata.map((one) => one.namespace)),
    env: onlyOne(metadata.map((one) => one.labels?.env)),
  };
}

function onlyOne(texts: readonly (string | undefined)[]): string | undefined {
  const different = new Set(texts.filter((text) => text !== undefined));
  return different.size === 1 ? [...different][0] : undefined;
}
