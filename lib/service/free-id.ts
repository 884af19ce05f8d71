import type { Construct } from 'constructs';
import { isReserved, RenderContext } from '../manifest';

/** Tells an id that is taken: two services of one name would be one. Synthesis goes on under another id, to tell the rest. */
export function freeId(scope: Construct, id: string): string {
  if (id === '' || isReserved(id)) {
    // Told as a bad name; constructs would refuse it without saying where.
    return `unnamed-${scope.node.children.length}`;
  }
  if (!scope.node.tryFindChild(id)) {
    return id;
  }
  RenderContext.of(scope)
    .place.within(id)
    .problem(
      'TF1005',
      'name',
      `${JSON.stringify(id)} is taken in this application`,
      'give each service a name of its own',
    );
  return `${id}-${scope.node.children.length}`;
}
