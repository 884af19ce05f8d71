import { changeCell } from '../../markdown';
import type { Change, ObjectDiff, TreeDiff } from '../../diff';
import { cut, oneLine } from './one-line';
import { section } from './section';

/** The images that change, each once; empty if none does. */
export function imagesSection({ objects }: TreeDiff): string {
  const rows = objects.flatMap((object) =>
    object.changes
      .filter(isImage)
      .map(({ before, after }) => `| ${nameOf(object)} | ${changeCell(shown(before), shown(after))} |`),
  );
  const head = '| Of | Image |\n|---|---|\n';
  return section({ title: 'Images', head, rows: [...new Set(rows)], nouns: 'images', folds: true });
}

/** `spec.template.spec.containers.api.image`, in pods of any kind. */
function isImage({ path }: Change): boolean {
  return path.at(-1) === 'image' && ['containers', 'initContainers'].includes(String(path.at(-3)));
}

function nameOf({ service, name, path }: ObjectDiff): string {
  return oneLine(service ?? name ?? path);
}

function shown(image: Change['before']): string | undefined {
  return typeof image === 'string' ? cut(image) : undefined;
}
