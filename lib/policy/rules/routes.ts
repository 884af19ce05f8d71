import { setRule } from '../define-rule';
import { derived } from '../derived';
import type { Field } from '../field';
import { isMissing, makerOf } from '../flagger';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import { type RouteTarget, ROUTES, routeTargets } from '../route-targets';
import type { Rule, Tell } from '../rule';
import { mayHoldUnseen } from '../unseen';
import { few, hint, noSuch, word } from '../words';

const MIDDLEWARE = 'traefik.io/Middleware';
const MIDDLEWARES = 'traefik.ingress.kubernetes.io/router.middlewares';

/** Where routes lead. */
export const routes: readonly Rule[] = [
  setRule(
    {
      code: 'TF3021',
      severity: 'error',
      asked: ['kube-score ingress-targets-service', 'kube-linter dangling-ingress', 'Kubescape C-0298'],
      remedy: 'lead to one that is there',
    },
    (manifests, tell) => {
      for (const { type, namespace, name } of targets(manifests)) {
        const text = name.text ?? '';
        if (type === 'Service' && mayHoldUnseen(manifests, namespace)) continue;
        if (isMissing(manifests, type, namespace, text)) tell(name, noSuch(manifests, type, namespace, text));
      }
    },
  ),
  setRule(
    {
      code: 'TF3022',
      severity: 'error',
      asked: ['kube-score ingress-targets-service', 'Kubescape C-0298'],
      remedy: 'lead to a port that it has',
    },
    (manifests, tell) => {
      for (const { type, namespace, name, port } of targets(manifests)) {
        const ports = type === 'Service' ? portsOf(manifests, namespace, name.text ?? '') : [];
        const wanted = port?.text ?? port?.number;
        if (!port || wanted === undefined || ports.length === 0) continue;
        if (ports.some((own) => own.name === wanted || own.number === Number(wanted))) continue;
        const known = ports.map((own) =>
          own.name === undefined ? `${own.number}` : `${word(own.name)} (${own.number})`,
        );
        const names = ports.flatMap((own) => own.name ?? []);
        const near = typeof wanted === 'string' ? hint(wanted, names) : '';
        tell(
          port,
          `the Service ${word(name.text ?? '')} has no port ${word(`${wanted}`)}, but ${few(known, String)}${near}`,
        );
      }
    },
  ),
  setRule(
    {
      code: 'TF3023',
      severity: 'warning',
      remedy: 'name one that is there: without it, Traefik does not serve the route',
    },
    (manifests, tell) => {
      for (const route of manifests.of('traefik.io/IngressRoute')) {
        const rules = route.at('spec', 'routes').items;
        rules.flatMap((rule) => rule.at('middlewares').items).forEach((item) => checkMiddleware(item, manifests, tell));
      }
      for (const middleware of manifests.of(MIDDLEWARE)) {
        middleware.at('spec', 'chain', 'middlewares').items.forEach((item) => checkMiddleware(item, manifests, tell));
      }
      for (const ingress of manifests.of('networking.k8s.io/Ingress')) checkAnnotation(ingress, manifests, tell);
    },
  ),
];

/** Everything that routes lead to, found once for both rules. */
const targets = derived(({ all }): readonly RouteTarget[] => {
  const found: RouteTarget[] = [];
  for (const manifest of all) {
    if (ROUTES.has(manifest.type)) for (const target of routeTargets(manifest)) found.push(target);
  }
  return found;
});

interface ServicePort {
  readonly name?: string;
  readonly number?: number;
}

/** The ports of a Service that is here, or that Flagger makes. An alias may have none. */
function portsOf(manifests: ManifestSet, namespace: string, name: string): ServicePort[] {
  const service = manifests.find('Service', namespace, name);
  if (service) {
    return service
      .at('spec', 'ports')
      .items.map((port) => ({ name: port.textAt('name'), number: port.at('port').number }));
  }
  const made = makerOf(manifests, 'Service', namespace, name)?.at('spec', 'service');
  return made ? [{ name: made.at('portName').text ?? 'http', number: made.at('port').number }] : [];
}

function checkMiddleware(reference: Field, manifests: ManifestSet, tell: Tell): void {
  const name = reference.at('name');
  const namespace = reference.at('namespace').text ?? reference.manifest.namespace;
  if (name.text === undefined || name.text.includes('@')) return;
  if (manifests.lacks(MIDDLEWARE, namespace, name.text))
    tell(name, noSuch(manifests, MIDDLEWARE, namespace, name.text));
}

/** `<namespace>-<name>@kubernetescrd`, several with commas between. Only of our own namespace is sure where the name begins. */
function checkAnnotation(ingress: Manifest, manifests: ManifestSet, tell: Tell): void {
  const named = ingress.annotations[MIDDLEWARES];
  if (named === undefined) return;
  const prefix = `${ingress.namespace}-`;
  for (const entry of named.split(',')) {
    const [reference = '', provider] = entry.trim().split('@');
    if (provider !== 'kubernetescrd' || !reference.startsWith(prefix) || isOfAnother(reference, manifests)) continue;
    const name = reference.slice(prefix.length);
    if (manifests.lacks(MIDDLEWARE, ingress.namespace, name)) {
      tell(ingress.at('metadata', 'annotations', MIDDLEWARES), noSuch(manifests, MIDDLEWARE, ingress.namespace, name));
    }
  }
}

/** A namespace may be called as the beginning of another one. */
function isOfAnother(reference: string, manifests: ManifestSet): boolean {
  return reference
    .split('-')
    .some((_, index, parts) =>
      manifests.find(MIDDLEWARE, parts.slice(0, index).join('-'), parts.slice(index).join('-')),
    );
}
