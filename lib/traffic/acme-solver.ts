import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { bytesOf, coresOf, kubeObject, type RenderContext } from '../manifest';
import { trafficDefaults } from './ingress-defaults';
import { policyPort } from './peer';
import { namespaceSelector } from './peer-selectors';

/** The label of cert-manager's solvers, and the port that they listen on. */
const SOLVER = { labels: { 'acme.cert-manager.io/http01-solver': 'true' }, port: 8089 };

/** What a solver asks for, unless cert-manager is told otherwise. @see https://cert-manager.io/docs/cli/controller/ */
const DEMAND = {
  requests: { cpu: coresOf('10m'), memory: bytesOf('64Mi') },
  limits: { cpu: coresOf('100m'), memory: bytesOf('64Mi') },
};

/**
 * Lets issuers that prove by HTTP whose a host is (ACME's HTTP-01) do so in a namespace where everything is denied: for each
 * host cert-manager starts a pod there, which the ingress controller has to reach, and which the quota has to hold.
 *
 * Which way an issuer goes is known in the cluster alone: for another one the policy selects nothing. A wildcard is never
 * proved by HTTP.
 */
export function bindAcmeSolver(
  scope: Construct,
  context: RenderContext,
  labels: Readonly<Record<string, string>>,
): ApiObject | undefined {
  const pods = [...context.issuedHosts].filter((host) => !host.startsWith('*.')).length;
  if (pods === 0) {
    return undefined;
  }
  context.demands.push({ service: 'acme-http01-solver', pods, extra: 0, perPod: DEMAND });
  return kubeObject(scope, 'NetworkPolicy-acme-http01-solver', 'NetworkPolicy', {
    metadata: { name: 'acme-http01-solver', labels },
    spec: {
      podSelector: { matchLabels: SOLVER.labels },
      policyTypes: ['Ingress'],
      ingress: [
        { from: [namespaceSelector(trafficDefaults(context).ingressNamespace)], ports: [policyPort(SOLVER.port)] },
      ],
    },
  });
}
