import { ANNOTATION_PREFIX, SLOT_LABEL } from '../../manifest';
import type { JsonMap } from '../../diff';
import type { KubeObject } from '../kube-object';
import type { ObjectKinds } from '../object-kinds';
import type { Source } from '../sources';
import { rewrite } from './rewrite';

/** What follows from other differences, and what a slot alone has. */
const DERIVED: ReadonlySet<string> = new Set([SLOT_LABEL, `${ANNOTATION_PREFIX}config-checksum`]);

/**
 * The objects as if the application had no slots: those of the slot that serves, without its name and label, so that a
 * rolling update in one environment compares with blue/green in the other. Names that end in a checksum lose it.
 */
export function fold({ objects, slots }: Source): JsonMap[] {
  const live = slots?.live;
  const kept = objects.filter(({ metadata }) => {
    const slot = metadata.labels?.[SLOT_LABEL];
    return slot === undefined || live === undefined || slot === live;
  });
  const names = new Map(kept.map((object) => [object.metadata.name, foldedName(object, live)]));
  return kept.map(
    (object) =>
      rewrite(
        object as unknown as JsonMap,
        (text, path) => (isData(object, path) ? text : (names.get(text) ?? text)),
        (key) => !DERIVED.has(key),
      ) as JsonMap,
  );
}

function foldedName(object: KubeObject, live: string | undefined): string {
  const { name, labels } = object.metadata;
  const isImmutable = object.kind === 'ConfigMap' && (object as ObjectKinds['ConfigMap']).immutable === true;
  const stable = isImmutable ? name.replace(/-[0-9a-f]{10}$/, '') : name;
  const suffix = `-${live}`;
  return labels?.[SLOT_LABEL] === live && stable.endsWith(suffix) ? stable.slice(0, -suffix.length) : stable;
}

/** What a process reads is nobody's name. */
function isData({ kind }: KubeObject, path: readonly string[]): boolean {
  return kind === 'ConfigMap' && path[0] === 'data';
}
