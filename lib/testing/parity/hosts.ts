import { isList, ownAt } from '../../diff/json';
import type { Json, JsonMap } from '../../diff';
import { rewrite } from './rewrite';
import type { Translation } from './translation';

/** Where objects have hosts. */
const HOSTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  Canary: [['spec', 'service', 'hosts']],
  Certificate: [['spec', 'dnsNames']],
  HTTPRoute: [['spec', 'hostnames']],
  VirtualService: [['spec', 'virtualHost', 'domains']],
};

/** Fields that hold hosts, or rules with hosts. */
const NAMING: ReadonlySet<string> = new Set([
  'dnsNames',
  'domains',
  'host',
  'hostnames',
  'hosts',
  'match',
  'sniDomains',
]);

/** Kinds whose hosts name what is in their lists. */
const ROUTES: ReadonlySet<string> = new Set([...Object.keys(HOSTS), 'Ingress', 'IngressRoute']);

/**
 * Says hosts as the other environment does: those of objects that have as many of them in both, and what is below the
 * same domains.
 */
export function hostTranslation(objects: readonly JsonMap[], others: readonly JsonMap[]): Translation {
  const counterparts = new Map(others.map((object) => [identityOf(object), object]));
  const names = new Map<string, string>();
  for (const object of objects) {
    const here = hostsOf(object);
    const there = hostsOf(counterparts.get(identityOf(object)) ?? {});
    if (here.length === there.length) {
      here.forEach((host, index) => names.set(host, there[index] as string));
    }
  }
  const domains = domainsOf(names);
  return {
    object: (object) => {
      // What the other environment says in the same object is no host of this one alone.
      const there = new Map(hostsOf(counterparts.get(identityOf(object)) ?? {}).map((host) => [host, host]));
      const known = new Map([...names, ...there]);
      const change = (text: string, path: readonly string[]) =>
        NAMING.has(path.at(-1) ?? '') ? replaceHosts(text, known, domains) : text;
      return ROUTES.has(object['kind'] as string) ? (rewrite(object, change) as JsonMap) : object;
    },
    text: (text) => replaceHosts(text, names, domains),
  };
}

function identityOf(object: JsonMap): string {
  return `${ownAt(object, 'kind') as string}/${ownAt(object, 'metadata', 'name') as string}`;
}

function hostsOf(object: JsonMap): string[] {
  const kind = object['kind'] as string;
  const texts = (value: Json | undefined) => (isList(value) ? value.filter((one) => typeof one === 'string') : []);
  const fields = (HOSTS[kind] ?? []).flatMap((path) => texts(ownAt(object, ...path)));
  const items = (key: string, field: string) => {
    const list = ownAt(object, 'spec', key);
    return isList(list) ? texts(list.map((item) => ownAt(item, field) ?? null)) : [];
  };
  const rules = kind === 'Ingress' ? items('rules', 'host') : [];
  const matches = kind === 'IngressRoute' ? items('routes', 'match').flatMap((match) => hostsIn(match)) : [];
  return [...new Set([...fields, ...rules, ...matches])];
}

/** Hosts of a rule of Traefik, in the order of the rule. */
function hostsIn(match: string): string[] {
  return [...match.matchAll(/\bHost\(`([^`]+)`\)/g)].map(([, host = '']) => host);
}

/** What the environments' domains are: what is left of two hosts without the labels that they begin with alike. */
function domainsOf(names: ReadonlyMap<string, string>): Map<string, string> {
  const domains = [...names].map(([own, other]): readonly [string, string] => {
    const [a, b] = [own.split('.'), other.split('.')];
    let same = 0;
    while (same < Math.min(a.length, b.length) - 2 && a[same] === b[same]) {
      same++;
    }
    return [a.slice(same).join('.'), b.slice(same).join('.')];
  });
  return new Map(domains.filter(([own, other]) => own !== other));
}

/** A text with every host in it replaced: one that is known, else one below a domain that is known. */
function replaceHosts(text: string, names: ReadonlyMap<string, string>, domains: ReadonlyMap<string, string>): string {
  return text.replace(/(?:\*\.)?(?:[a-z0-9-]+\\?\.)+[a-z0-9-]+/g, (written) => {
    // In an expression of Traefik, dots are escaped.
    const isEscaped = written.includes('\\.');
    const host = written.replaceAll('\\.', '.');
    const domain = [...domains].find(([own]) => host === own || host.endsWith(`.${own}`));
    const found = names.get(host) ?? (domain && host.slice(0, host.length - domain[0].length) + domain[1]);
    return found === undefined ? written : isEscaped ? found.replaceAll('.', '\\.') : found;
  });
}
