import { printable } from '../errors';
import { shorten } from './display';
import type { Path } from './tree-diff';

/**
 * A path as text: `spec.rules[api.example.com].http.paths[0]`. In brackets is what is no word: the names of items, keys with
 * dots; in quotes too where it could be taken for an index, or has brackets of its own.
 */
export function formatPath(path: Path): string {
  const text = path.map((step) => {
    if (typeof step === 'number') {
      return `[${step}]`;
    }
    const shown = shorten(printable(step));
    if (/^[A-Za-z_$][-\w$]*$/.test(shown)) {
      return `.${shown}`;
    }
    return /^[^[\]"\s]*[^[\]"\s\d][^[\]"\s]*$/.test(shown) ? `[${shown}]` : `[${JSON.stringify(shown)}]`;
  });
  return text.join('').replace(/^\./, '') || 'the whole file';
}

const POD_SPECS: readonly Path[] = [
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ['spec', 'template', 'spec'],
];

/** What a path leads to: a field of the object, or of its pod's spec, or of a container there. */
export interface Location {
  /** Kind of the object. */
  readonly kind: string | undefined;
  /** The path from the object's root. */
  readonly path: Path;
  /** Where the field is. */
  readonly where: 'object' | 'pod' | 'container' | 'initContainer';
  /** The container, where it is one's. */
  readonly container?: string;
  /** The path from there. */
  readonly rest: Path;
}

/** Finds what a path leads to. */
export function locate(path: Path, kind: string | undefined): Location {
  const podSpec = POD_SPECS.find((prefix) => prefix.every((step, index) => path[index] === step));
  if (!podSpec || path.length === podSpec.length) {
    return { kind, path, where: 'object', rest: path };
  }
  const inPod = path.slice(podSpec.length);
  const [list, container, ...rest] = inPod;
  // A container as a whole is a field of the pod.
  if ((list === 'containers' || list === 'initContainers') && typeof container === 'string' && rest.length > 0) {
    return { kind, path, where: list === 'containers' ? 'container' : 'initContainer', container, rest };
  }
  return { kind, path, where: 'pod', rest: inPod };
}
