import { ANNOTATION_PREFIX } from '../manifest/labels';
import type { Field } from './field';
import type { Pod } from './pod';

/** Whether an annotation of the workload says why something is relaxed: of the process, or of a container beside it. */
export function isRelaxed({ workload, containers }: Pod, what: string, container?: Field): boolean {
  const name = container?.at('name').text;
  const isBeside = container !== undefined && name !== containers[0]?.at('name').text;
  return Boolean(workload.annotations[`${ANNOTATION_PREFIX}${isBeside ? `${name}-${what}` : what}`]?.trim());
}
