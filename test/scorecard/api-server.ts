import type { PodSpec } from './model';
import { containers, type Rule, treeRule } from './rule';
import { all, first, nameOf, type PodView, pods, type Tree } from './tree';

const LABEL = /^(?=.{1,63}$)[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
const UNITS: Readonly<Record<string, number>> = { m: 1e-3, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };
const RELAXED = { on: 'golden/relaxed/production' };

/** What an API server refuses although schemas let it pass. These rules are ours; no checker looks. */
export const apiServer: readonly Rule[] = [
  treeRule(
    'A1',
    'objects have names that their kinds take',
    (tree) => tree.objects.map((object) => !isName(object.kind, object.metadata.name) && nameOf(object)),
    {
      'a Service with a digit first': (tree) => (first(tree, 'Service').metadata.name = '1-api'),
      'a CronJob of 53 characters': (tree) => (first(tree, 'CronJob').metadata.name = 'a'.repeat(53)),
      'a Job of 64 characters': (tree) => (first(tree, 'Job').metadata.name = 'a'.repeat(64)),
      'a capital letter': (tree) => (first(tree, 'Deployment').metadata.name = 'Api'),
    },
  ),
  treeRule(
    'A2',
    'no object is there twice',
    (tree) => doubles(tree.objects.map((object) => `${object.apiVersion} ${nameOf(object)}`)),
    {
      twice: (tree) => tree.objects.push(first(tree, 'Service')),
    },
  ),
  treeRule(
    'A6',
    'the quota holds every pod at full scale, while a release rolls',
    (tree) =>
      all(tree, 'ResourceQuota').flatMap(({ spec }) =>
        Object.entries(spec.hard).map(
          ([name, amount]) => !(valueOf(amount) >= needOf(tree, name) * 0.999999) && `${name} ${amount}`,
        ),
      ),
    {
      ...Object.fromEntries(
        ['requests.cpu', 'limits.cpu', 'requests.memory', 'limits.memory'].map((name) => [
          `less ${name}`,
          (tree: Tree) => Object.assign(first(tree, 'ResourceQuota').spec.hard, { [name]: '1' }),
        ]),
      ),
      'more pods': (tree) => (first(tree, 'HorizontalPodAutoscaler').spec.maxReplicas *= 2),
    },
  ),
  treeRule(
    'A7',
    'the namespace admits its pods, and is no more open than they need',
    (tree) =>
      tree.objects.map(
        (object) =>
          object.kind === 'Namespace' &&
          object.metadata.labels?.['pod-security.kubernetes.io/enforce'] !== levelOf(tree) &&
          nameOf(object),
      ),
    {
      'too strict': (tree) => setLevel(tree, 'restricted'),
      'not strict enough': (tree) =>
        delete pods(tree).find(({ where }) => where === 'Deployment/relaxed-raw')?.template.spec.securityContext
          ?.seccompProfile,
    },
    RELAXED,
  ),
  treeRule(
    'A8',
    'addresses outside are ones that an EndpointSlice takes',
    (tree) =>
      addresses(tree).map(
        (address) => /^(127\.|169\.254\.|22[4-9]\.|23\d\.|0\.0\.0\.0$|::1?$|fe80:|ff)/i.test(address) && address,
      ),
    {
      'the node itself': (tree) => addSlice(tree, '127.0.0.1'),
      'link-local': (tree) => addSlice(tree, '169.254.1.1'),
    },
  ),
];

function doubles(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) < index);
}

function isName(kind: string, name: string): boolean {
  const longest: Record<string, number> = { CronJob: 52, Job: 63, Deployment: 63, Service: 63, Namespace: 63 };
  return (kind === 'Service' ? LABEL : SUBDOMAIN).test(name) && name.length <= (longest[kind] ?? 253);
}

function valueOf(amount = '0'): number {
  const unit = amount.replace(/^[\d.]+/, '');
  return Number.parseFloat(amount) * (unit === '' ? 1 : (UNITS[unit] ?? NaN));
}

/** What all pods ask for: at the largest scale, and those beyond while a Deployment rolls. */
function needOf(tree: Tree, name: string): number {
  const [side = '', resource = ''] = name.split('.');
  const perPod = ({ containers: own }: PodSpec) =>
    own.reduce((sum, { resources }) => sum + valueOf(resources?.[side as 'requests' | 'limits']?.[resource]), 0);
  return pods(tree).reduce((sum, pod) => sum + countOf(tree, pod) * perPod(pod.template.spec), 0);
}

function countOf(tree: Tree, { workload }: PodView): number {
  const deployment = all(tree, 'Deployment').find((object) => object === workload);
  if (!deployment) {
    return 1;
  }
  const scaler = all(tree, 'HorizontalPodAutoscaler').find(
    ({ spec }) => spec.scaleTargetRef.name === workload.metadata.name,
  );
  const replicas = scaler?.spec.maxReplicas ?? deployment.spec.replicas ?? 1;
  // A release rolls one slot at a time.
  const isSecondSlot = ['green', 'canary'].includes(workload.metadata.labels?.['twelve-factor/slot'] ?? '');
  const surge = isSecondSlot ? 0 : (deployment.spec.strategy?.rollingUpdate?.maxSurge ?? 0);
  return replicas + (typeof surge === 'number' ? surge : Math.ceil((replicas * Number.parseInt(surge)) / 100));
}

/** By what the pods have, where they differ from "restricted". */
function levelOf(tree: Tree): string {
  const levels = pods(tree).flatMap((pod) => {
    const contexts = [
      pod.template.spec.securityContext ?? {},
      ...containers(pod).map(({ securityContext = {} }) => securityContext),
    ];
    const isPrivileged = contexts.some(({ seccompProfile }) => seccompProfile?.type === 'Unconfined');
    const isRoot = contexts.some(({ runAsUser, runAsNonRoot }) => runAsUser === 0 || runAsNonRoot === false);
    const isBaseline =
      isRoot || containers(pod).some(({ securityContext }) => securityContext?.allowPrivilegeEscalation);
    return isPrivileged ? 'privileged' : isBaseline ? 'baseline' : 'restricted';
  });
  return (['privileged', 'baseline'] as const).find((level) => levels.includes(level)) ?? 'restricted';
}

function setLevel(tree: Tree, level: string): void {
  const namespace = tree.objects.find(({ kind }) => kind === 'Namespace');
  Object.assign(namespace?.metadata.labels ?? {}, { 'pod-security.kubernetes.io/enforce': level });
}

function addresses(tree: Tree): string[] {
  return all(tree, 'EndpointSlice').flatMap(({ endpoints = [] }) => endpoints.flatMap(({ addresses: own }) => own));
}

function addSlice(tree: Tree, address: string): void {
  first(tree, 'EndpointSlice').endpoints?.push({ addresses: [address] });
}
