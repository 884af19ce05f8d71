import { type Application, type Bundle, type Tree } from 'cdk8s-twelve-factor';
import { full } from './full';
import { renderMinimal } from './minimal';
import { delegated, progressive } from './progressive';
import { relaxed } from './relaxed';
import { blueGreen, canaryByGatewayApi, canaryByReplicas, canaryByTraefik } from './slots';

/** The trees in test/golden by name, each rendered on demand: the text of every file by its path. */
export const goldenTrees: ReadonlyMap<string, () => Map<string, string>> = new Map([
  ['minimal', renderMinimal],
  ...[full, relaxed, blueGreen, canaryByReplicas, canaryByTraefik, canaryByGatewayApi, progressive, delegated].map(
    (application): [string, () => Map<string, string>] => [application.name, () => renderApplication(application)],
  ),
]);

/** Every file, and beside the trees of an environment with slots what `dist/<application>.json` says of these. */
function renderApplication(application: Pick<Application, 'render'>): Map<string, string> {
  const { environments }: Bundle = application.render();
  const files = [...environments].flatMap(([environment, tree]) => [
    ...tree.files.map(({ path, content }): [string, string] => [`${environment}/${path}`, content]),
    ...slotsOf(environment, tree),
  ]);
  return new Map(files);
}

function slotsOf(environment: string, { slots }: Tree): [string, string][] {
  return slots ? [[`${environment}.slots.json`, `${JSON.stringify(slots, undefined, 2)}\n`]] : [];
}
