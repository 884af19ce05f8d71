import { Chart } from 'cdk8s';
import type { Bundle, SlotsDescriptor, Tree } from '../manifest';
import type { Application } from '../platform';
import { fail, namesNear } from './failure';
import type { KubeObject } from './kube-object';

/** Manifests as they are, and what is known of them besides. */
export interface Source {
  /** Where they are from, for messages: `lulu/production`. */
  readonly place: string;
  readonly objects: readonly KubeObject[];
  readonly slots?: SlotsDescriptor;
}

/** What is rendered for several environments. */
export type Rendered<E extends string> = Application<E> | Bundle;

/** What has the objects of one environment, or of none. */
export type Unrendered = Tree | Chart | readonly object[];

/** Reads what is rendered for each environment. */
export function readAll(given: Rendered<string>): ReadonlyMap<string, Source> {
  const bundle = 'render' in given ? given.render() : given;
  return new Map(
    [...bundle.environments].map(([name, tree]) => [name, fromTree(tree, `${bundle.application}/${name}`)]),
  );
}

/** Reads what has one set of objects, or what is rendered for an environment. */
export function readOne(given: Rendered<string> | Unrendered, environment: string | undefined): Source {
  if (isRendered(given)) {
    const all = readAll(given);
    const source = all.get(environment ?? '');
    const place = 'name' in given ? given.name : given.application;
    const remedy = `give one of ${namesNear(environment ?? '', [...all.keys()])}`;
    return source ?? fail('TF3501', place, 'environment', `there is no ${environment ?? 'environment given'}`, remedy);
  }
  if (Array.isArray(given)) {
    return { place: 'manifests', objects: given.map(checked) };
  }
  if (Chart.isChart(given)) {
    return { place: given.node.path || given.node.id, objects: given.toJson() as KubeObject[] };
  }
  return isObject(given) && 'files' in given
    ? fromTree(given, 'manifests')
    : fail(
        'TF3501',
        '',
        'Manifests.of',
        `${given === null ? 'null' : typeof given} has no manifests`,
        'give an Application or a Bundle with an environment, a Tree, a Chart, or a list of objects',
      );
}

function checked(given: unknown, index: number): KubeObject {
  const { kind, metadata } = (isObject(given) ? given : {}) as { kind?: unknown; metadata?: { name?: unknown } };
  const isNamed = typeof kind === 'string' && typeof metadata?.name === 'string';
  return isNamed
    ? (given as KubeObject)
    : fail('TF3501', '', `object ${index}`, 'it has no kind or no name', 'give objects of Kubernetes, parsed');
}

function fromTree({ files, slots }: Tree, place: string): Source {
  return { place, slots, objects: files.map(({ object }) => object as unknown as KubeObject) };
}

function isRendered(given: unknown): given is Rendered<string> {
  return isObject(given) && ('render' in given || 'environments' in given);
}

function isObject(given: unknown): given is object {
  return typeof given === 'object' && given !== null;
}
