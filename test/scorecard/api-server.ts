import type { Container, Labels } from './model';
import { containers, podRule, type Rule } from './rule';
import { all, type PodView, type Tree } from './tree';

const LABEL = /^(?=.{1,63}$)[a-z]([-a-z0-9]*[a-z0-9])?$/;
const UNITS: Readonly<Record<string, number>> = { m: 1e-3, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

/** What an API server refuses of pods although schemas let it pass. These rules are ours; no checker looks. */
export const apiServer: readonly Rule[] = [
  podRule(
    'A3',
    'containers, volumes and mounts fit together',
    ({ template: { spec } }) => {
      const volumes = (spec.volumes ?? []).map(({ name }) => name);
      const mounts = spec.containers.map(({ volumeMounts = [] }) => volumeMounts);
      const lost = mounts.flat().find(({ name }) => !volumes.includes(name));
      const twice = [
        volumes,
        spec.containers.map(({ name }) => name),
        ...mounts.map((own) => own.map(({ mountPath }) => mountPath)),
      ].flatMap(doubles);
      return (
        lost?.name ??
        twice[0] ??
        [...volumes, ...spec.containers.map(({ name }) => name)].find((name) => !LABEL.test(name))
      );
    },
    {
      'a volume twice': ({ template }) => template.spec.volumes?.push({ name: 'tmp', emptyDir: {} }),
      'a mount of no volume': (pod) => main(pod).volumeMounts?.push({ name: 'other', mountPath: '/other' }),
      'a folder twice': (pod) => main(pod).volumeMounts?.push({ name: 'tmp', mountPath: '/tmp' }),
      'a container twice': (pod) => pod.template.spec.containers.push(main(pod)),
      'a volume with a hyphen last': ({ template }) => template.spec.volumes?.push({ name: 'data-', emptyDir: {} }),
    },
  ),
  podRule(
    'A4',
    'no container requests more than its limit, also with what the LimitRange adds',
    (pod, tree) => containers(pod).find((container) => !isWithinLimits(tree, container))?.name,
    {
      'more memory': (pod) => Object.assign(main(pod).resources?.requests ?? {}, { memory: '64Gi' }),
      'more CPU': (pod) => Object.assign(main(pod).resources?.requests ?? {}, { cpu: '64' }),
      'more CPU than the LimitRange’s default': (pod) => (main(pod).resources = { requests: { cpu: '1' }, limits: {} }),
    },
  ),
  podRule(
    'A5',
    'a LimitRange adds no CPU limit to what was given none',
    (pod, tree) =>
      containers(pod).some(({ resources }) => !resources?.limits?.['cpu']) &&
      defaultsOf(tree, 'default')['cpu'] !== undefined &&
      'gets a CPU limit',
    { 'no limit of its own': (pod) => delete main(pod).resources?.limits?.['cpu'] },
  ),
];

function main({ template }: PodView): Container {
  return template.spec.containers[0] as Container;
}

function doubles(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) < index);
}

function valueOf(amount = '0'): number {
  const unit = amount.replace(/^[\d.]+/, '');
  return Number.parseFloat(amount) * (unit === '' ? 1 : (UNITS[unit] ?? NaN));
}

function defaultsOf(tree: Tree, side: 'default' | 'defaultRequest'): Labels {
  return Object.assign(
    {},
    ...all(tree, 'LimitRange').flatMap(({ spec }) => spec.limits.map((limit) => limit[side] ?? {})),
  ) as Labels;
}

function isWithinLimits(tree: Tree, { resources }: Container): boolean {
  const limits = { ...defaultsOf(tree, 'default'), ...resources?.limits };
  const requests = { ...defaultsOf(tree, 'defaultRequest'), ...resources?.requests };
  return Object.entries(limits).every(([name, limit]) => valueOf(requests[name]) <= valueOf(limit));
}
