import { toYaml } from '../../lib/manifest';
import { diffTrees, formatDiff } from '../../lib/diff';

/** What is said of one object. */
export function told(kind: string, before: object, after: object): string {
  const file = (fields: object) =>
    toYaml({ kind, metadata: { name: 'lulu-api', labels: { 'app.kubernetes.io/name': 'api' } }, ...fields });
  return formatDiff(diffTrees(new Map([['a.yaml', file(before)]]), new Map([['a.yaml', file(after)]])));
}

/** The same without its name. */
export const said = (kind: string, before: object, after: object) =>
  told(kind, before, after).replace(`${kind} lulu-api: `, '');

/** A Deployment with a pod of these containers; the first is the service's own. */
export function deployment(...containers: readonly object[]): object {
  const named = containers.map((container, index) => ({ name: ['api', 'proxy'][index], ...container }));
  return { spec: { template: { spec: { containers: named } } } };
}
