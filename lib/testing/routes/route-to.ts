import type { KubeObject } from '../kube-object';
import type { ObjectKinds } from '../object-kinds';
import { glooTargets } from './gloo';
import { httpRouteTargets } from './http-route';
import { ingressTargets } from './ingress';
import { ingressRouteTargets } from './ingress-route';
import type { Refuse, Request, RouteTarget } from './request';

/** Where a request leads by the routes among objects: by the rules of each controller by itself. */
export function routeTo(objects: readonly KubeObject[], request: Request, refuse: Refuse): RouteTarget[] {
  const ofKind = <Kind extends keyof ObjectKinds>(kind: Kind) =>
    objects.filter((object) => object.kind === kind) as unknown as readonly ObjectKinds[Kind][];
  return [
    ...ingressTargets(ofKind('Ingress'), request, refuse),
    ...ingressRouteTargets(objects, request, refuse),
    ...httpRouteTargets(ofKind('HTTPRoute'), request, refuse),
    ...glooTargets(objects, request, refuse),
  ];
}
