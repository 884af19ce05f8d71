import type { PlaceStatus } from '../../release/report';

/** The policies that the last operation goes against, or the change that waits: somebody broke the glass, and the record says so. */
export function overriddenIn({ operation, waiting }: PlaceStatus): readonly string[] {
  return [...new Set([...(operation?.breakGlass ?? []), ...(waiting?.breakGlass ?? [])])];
}
