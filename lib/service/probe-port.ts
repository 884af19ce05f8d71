import type { Place } from '../errors';
import type { ContainerPort } from './port';

type Json = Readonly<Record<string, unknown>>;

const PROBES = Object.entries({ liveness: 'livenessProbe', readiness: 'readinessProbe', startup: 'startupProbe' });

/**
 * Tells probes that ask a port which no container of the pod listens on: the pod would never be ready.
 *
 * @param containers all of the pod; they share its ports
 */
export function checkProbePorts(
  containers: readonly { readonly place: Place; readonly json: object; readonly ports: readonly ContainerPort[] }[],
): void {
  const declared = containers.flatMap(({ ports }) => ports.map(({ port }) => port));
  for (const { place, json } of containers) {
    for (const [purpose, probe] of PROBES) {
      const port = portOf((json as Json)[probe] as Json | undefined);
      // What is no port at all was told by the probe.
      if (port !== undefined && port > 0 && port <= 65535 && !declared.includes(port)) {
        place.problem(
          'TF1310',
          `health.${purpose}.port`,
          `${port} is not declared`,
          `use a declared port (${declared.join(', ') || 'none'}), or declare it in \`ports\` or a sidecar`,
        );
      }
    }
  }
}

function portOf(probe: Json | undefined): number | undefined {
  const question = (probe?.['httpGet'] ?? probe?.['tcpSocket'] ?? probe?.['grpc']) as Json | undefined;
  return question?.['port'] as number | undefined;
}
