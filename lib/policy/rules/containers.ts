import { containerRule, podRule, setRule } from '../define-rule';
import type { Field } from '../field';
import { volumeSources, WORKLOADS } from '../pod';
import type { Rule } from '../rule';
import { tellTwice } from '../twice';

/** A DNS label (RFC 1123). */
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** How containers, volumes and mounts fit together: what an API server refuses, although a schema lets it pass. */
export const containers: readonly Rule[] = [
  setRule({ code: 'TF3176', severity: 'error', remedy: 'give one', types: WORKLOADS }, ({ pods }, tell) => {
    for (const { containers: all, spec } of pods) {
      if (all.length === 0) tell(spec.at('containers'), 'there is none');
    }
  }),
  podRule(
    {
      code: 'TF3177',
      severity: 'error',
      remedy: 'give each a name of its own: at most 63 lower-case letters, digits and hyphens, no hyphen first or last',
    },
    (pod, tell) => {
      for (const items of [pod.allContainers, pod.volumes]) {
        for (const item of items) {
          const name = item.at('name');
          if (!name.isGiven) tell(name, 'it has no name');
          else if (name.text !== undefined && !LABEL.test(name.text)) tell(name, 'no name that Kubernetes takes');
        }
        tellTwice(items, nameOf, (item, name) => tell(item.at('name'), `${name} is the name of another one`));
      }
    },
  ),
  podRule({ code: 'TF3178', severity: 'error', remedy: 'add the volume, or take the mount out' }, (pod, tell) => {
    const names = new Set(pod.volumes.map(nameOf));
    // A StatefulSet makes volumes of its claims.
    for (const claim of pod.workload.at('spec', 'volumeClaimTemplates').items) {
      names.add(claim.at('metadata', 'name').text);
    }
    for (const container of pod.allContainers) {
      for (const mount of [...container.mounts, ...container.at('volumeDevices').items]) {
        const name = mount.at('name');
        if (!name.isGiven) tell(name, 'it names no volume');
        else if (name.text !== undefined && !names.has(name.text)) tell(name, `the pod has no volume ${name.text}`);
      }
    }
  }),
  containerRule(
    { code: 'TF3179', severity: 'error', remedy: 'mount each at a folder of its own' },
    (container, tell) => {
      const { mounts } = container;
      for (const mount of mounts) {
        const path = mount.at('mountPath');
        if (!path.isGiven || path.value === '') tell(path, 'it names no folder');
        else if (path.text?.includes(':')) tell(path, 'a folder whose name has a colon');
      }
      tellTwice(
        mounts,
        (mount) => mount.textAt('mountPath'),
        (mount, path) => tell(mount.at('mountPath'), `another volume is mounted at ${path} already`),
      );
    },
  ),
  podRule({ code: 'TF3180', severity: 'error', remedy: 'give one source, as in emptyDir: {}' }, ({ volumes }, tell) => {
    for (const volume of volumes) {
      const sources = volumeSources(volume);
      // What says only its name is an emptyDir for Kubernetes.
      if (sources.length > 1) tell(volume, `it is of ${sources.map(({ name }) => String(name)).join(' and ')}`);
    }
  }),
  podRule(
    {
      code: 'TF3181',
      severity: 'error',
      remedy: 'give Always in what runs on, and OnFailure or Never in Jobs',
      asked:
        'kube-score cronjob-restartpolicy, kube-linter restart-policy, Datree WORKLOAD_INCORRECT_RESTARTPOLICY_VALUE_ALWAYS',
    },
    (pod, tell) => {
      if (pod.workload.type === 'Pod') return;
      const policy = pod.spec.at('restartPolicy');
      if (pod.isLongRunning) {
        if (policy.value === 'OnFailure' || policy.value === 'Never')
          tell(policy, 'what is to run on has to be started again always');
      } else if (!policy.isGiven || policy.value === 'Always') {
        tell(policy, `${policy.isGiven ? '' : 'not said, and '}Always is not for what ends`);
      }
    },
  ),
  containerRule(
    {
      code: 'TF3182',
      severity: 'note',
      remedy: 'mount the volume as a whole, at a folder of its own',
      asked: 'Kubescape C-0058, Datree CONTAINER_CVE2021_25741_INCORRECT_SUBPATH_KEY',
    },
    (container, tell) => {
      for (const mount of container.mounts) {
        const path = mount.at('subPath');
        if (path.text) tell(path, 'a part of a volume, which does not follow changes of its ConfigMap or Secret');
      }
    },
  ),
];

function nameOf(item: Field): string | undefined {
  return item.textAt('name');
}
