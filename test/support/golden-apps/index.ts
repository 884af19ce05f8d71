import type { Application } from 'cdk8s-twelve-factor';
import { full } from './full';
import { renderMinimal } from './minimal';
import { relaxed } from './relaxed';

/** The trees in test/golden by name, each rendered on demand: the text of every file by its path. */
export const goldenTrees: ReadonlyMap<string, () => Map<string, string>> = new Map([
  ['minimal', renderMinimal],
  ['full', () => renderApplication(full)],
  ['relaxed', () => renderApplication(relaxed)],
]);

function renderApplication(application: Pick<Application, 'render'>): Map<string, string> {
  const files = [...application.render().environments].flatMap(([environment, tree]) =>
    tree.files.map(({ path, content }): [string, string] => [`${environment}/${path}`, content]),
  );
  return new Map(files);
}
