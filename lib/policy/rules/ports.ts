import type { PodContainer } from '../pod-container';
import { containerRule, podRule } from '../define-rule';
import type { Field } from '../field';
import type { Pod } from '../pod';
import { isRelaxed } from '../relaxation';
import type { Rule } from '../rule';
import { tellTwice } from '../twice';

/** @see https://kubernetes.io/docs/reference/networking/service-protocols/ and RFC 6335 */
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** What containers listen on. */
export const ports: readonly Rule[] = [
  containerRule(
    {
      code: 'TF3161',
      severity: 'error',
      remedy: 'give a whole number from 1 to 65535 and a name of at most 15 lower-case letters, digits and hyphens',
      asked: 'kube-linter invalid-target-ports, kube-score container-ports-check',
    },
    (container, tell) => {
      for (const port of container.ports) {
        const number = port.at('containerPort');
        const name = port.at('name');
        if (!isPort(number.value)) tell(number, number.isGiven ? 'no port that there is' : 'it has no number');
        if (name.text !== undefined && !PORT_NAME.test(name.text)) tell(name, 'no name of a port');
      }
    },
  ),
  podRule(
    {
      code: 'TF3162',
      severity: 'error',
      remedy: 'give each a number and a name of its own',
      asked: 'kube-score container-ports-check',
    },
    (pod, tell) => {
      for (const container of pod.allContainers) {
        tellTwice(
          container.ports,
          (port) => port.textAt('name'),
          (port, name) => {
            tell(port.at('name'), `${name} is the name of another port of the container`);
          },
        );
      }
      // Containers share the addresses of their pod.
      tellShared(pod, numberKey, (port, _, owner) => {
        tell(
          port.at('containerPort'),
          `${owner.at('name').text ?? 'another container'} of the pod listens there already`,
        );
      });
    },
  ),
  podRule(
    {
      code: 'TF3163',
      severity: 'warning',
      remedy: 'declare each port once, by a name of its own',
      asked: 'kube-score container-ports-check',
    },
    (pod, tell) => {
      for (const container of pod.allContainers) {
        tellTwice(container.ports, numberKey, (port, key) => {
          tell(port.at('containerPort'), `${key} is declared already, and tools that merge lists keep one of them`);
        });
      }
      tellShared(
        pod,
        (port) => port.textAt('name'),
        (port, name) =>
          tell(port.at('name'), `${name} is a port of another container too, and a Service takes the first`),
      );
    },
  ),
  containerRule(
    {
      code: 'TF3164',
      severity: 'note',
      remedy: 'name it by what it speaks, as in http, grpc or metrics',
      asked: 'kube-score container-ports-check',
    },
    (container, tell) => {
      for (const port of container.ports) {
        if (!port.at('name').isGiven && isPort(port.at('containerPort').value)) {
          tell(port, 'it has no name, so Services and policies have to know its number');
        }
      }
    },
  ),
  containerRule(
    {
      code: 'TF3165',
      severity: 'note',
      relaxedBy: 'relaxed-root',
      remedy: 'listen on a port from 1024',
      asked: 'kube-linter privileged-ports, Trivy KSV-0117',
    },
    (container, tell, pod) => {
      for (const port of container.ports) {
        const { number } = port.at('containerPort');
        const isLow = number !== undefined && number > 0 && number < 1024 && number !== 22;
        if (isLow && !isRelaxed(pod, 'relaxed-capability-NET_BIND_SERVICE', container)) {
          tell(port.at('containerPort'), `${number} needs root, or a runtime that lets everybody have it`);
        }
      }
    },
  ),
  containerRule(
    {
      code: 'TF3166',
      severity: 'warning',
      remedy: 'look inside by kubectl exec or kubectl debug',
      asked: 'kube-linter ssh-port, Kubescape C-0042',
    },
    (container, tell) => {
      for (const port of container.ports) {
        const number = port.at('containerPort');
        if (number.value === 22) tell(number, 'a way in by SSH, past the access control of the cluster');
      }
    },
  ),
];

function isPort(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65536;
}

/** `8080/TCP`. */
function numberKey(port: Field): string | undefined {
  const { number } = port.at('containerPort');
  return number === undefined ? undefined : `${number}/${port.at('protocol').text ?? 'TCP'}`;
}

/** Tells ports whose key another container has that runs at the same time. */
function tellShared(
  { running }: Pod,
  keyOf: (port: Field) => string | undefined,
  tell: (port: Field, key: string, owner: PodContainer) => void,
): void {
  if (running.length < 2) return;
  const owners = new Map<string, PodContainer>();
  for (const container of running) {
    for (const port of container.ports) {
      const key = keyOf(port);
      if (key === undefined) continue;
      const owner = owners.get(key);
      if (!owner) owners.set(key, container);
      else if (owner.at('name').value !== container.at('name').value) tell(port, key, owner);
    }
  }
}
