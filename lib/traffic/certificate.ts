import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import { checkNameLength, kubeObject } from '../manifest';
import { type BoundRoute, hostsOf } from './bound-route';
import type { RouteTarget } from './route-target';

/** What is issued for a service: one certificate for the hosts of all its routes, of whatever kind. */
export interface IssuedHosts {
  readonly issuer: string;
  readonly hosts: string[];
}

/** The hosts that a service needs a certificate issued for. Two issuers cannot write the one Secret. */
export function issuedHosts(place: Place, routes: readonly BoundRoute[]): IssuedHosts | undefined {
  const issued = routes.filter((route) => issuerOf(route) !== undefined);
  const [issuer, other] = new Set(issued.map(issuerOf));
  if (issuer === undefined) {
    return undefined;
  }
  if (other !== undefined) {
    place.problem(
      'TF1506',
      'routes',
      `two issuers, ${JSON.stringify(issuer)} and ${JSON.stringify(other)}, for one certificate`,
      'use one issuer for all routes of a service',
    );
  }
  return { issuer, hosts: hostsOf(issued) };
}

function issuerOf(route: BoundRoute): string | undefined {
  return 'tls' in route ? route.tls.issuer : undefined;
}

/** Asks cert-manager for a certificate. An Ingress asks by an annotation; other kinds mean nothing to cert-manager. */
export function renderCertificate(
  scope: Construct,
  place: Place,
  target: RouteTarget,
  { issuer, hosts }: IssuedHosts,
): ApiObject {
  const name = `${target.instance}-tls`;
  checkNameLength(place, 'routes', name);
  return kubeObject(scope, 'Certificate', 'Certificate', {
    metadata: { name, labels: target.labels },
    spec: {
      secretName: name,
      dnsNames: hosts,
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: issuer },
    },
  });
}
