import type { Place } from '../errors';
import { isDnsLabel, isDnsName } from '../manifest';
import type { GatewayReference } from '../manifest/platform-defaults';
import { any, checkedProps, type Shape } from '../props';

const GATEWAY: Shape<GatewayReference> = { name: { ...any, example: "'public'" }, namespace: any, sectionName: any };

/** Checks the Gateway of a route: its own, or the platform's. */
export function checkGateway(
  place: Place,
  where: string,
  gateway: GatewayReference | undefined,
): GatewayReference | undefined {
  if (gateway === undefined) {
    place.problem(
      'TF1531',
      'routes',
      `${where} has no Gateway, and the platform has none either`,
      'give `gateway`, or `ingress.gateway` in the defaults of the platform',
    );
    return undefined;
  }
  const { name, namespace, sectionName } = checkedProps(place, 'routes.gateway', gateway, GATEWAY);
  const isGood =
    isName(name) &&
    (namespace === undefined || isNamespace(namespace)) &&
    (sectionName === undefined || isName(sectionName));
  if (!isGood) {
    place.problem(
      'TF1531',
      'routes',
      `Gateway ${JSON.stringify(shownGateway(gateway))} is no name`,
      'give the names of a Gateway, its namespace and its listener as they are in the cluster',
    );
    return undefined;
  }
  // In one order, since they are compared as text.
  return { name, namespace, sectionName };
}

/** A Gateway as people write it: `infra/public#https`. */
export function shownGateway({ name, namespace, sectionName }: GatewayReference): string {
  return `${namespace === undefined ? '' : `${namespace}/`}${name}${sectionName === undefined ? '' : `#${sectionName}`}`;
}

function isName(name: unknown): boolean {
  return typeof name === 'string' && isDnsName(name);
}

function isNamespace(name: unknown): boolean {
  return typeof name === 'string' && isDnsLabel(name);
}
