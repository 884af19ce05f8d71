import { FILE, SUBMODULE, type TreeEntry } from '../../git';
import { applyEdits } from '../apply-edits';
import type { Composition } from '../compose';
import type { Store } from './store';

/** Makes git trees of compositions, and answers their ids, in order. What no edit touches is the recorded object itself. */
export async function materialize(store: Store, compositions: readonly Composition[]): Promise<string[]> {
  const edited = compositions.flatMap((files) => [...files.values()].filter(({ edits }) => edits.length > 0));
  const texts = await store.texts(edited.map(({ blob }) => blob));
  const results = edited.map(({ blob, edits }) => applyEdits(texts.get(blob) as string, edits));
  const isChanged = results.map((text, index) => text !== texts.get(edited[index]?.blob as string));
  const written = await store.cache.objects.writeBlobs(results.filter((_, index) => isChanged[index]));
  const ids = new Map(edited.map((file, index) => [file, isChanged[index] ? (written.shift() as string) : file.blob]));
  return store.cache.objects.writeFiles(
    compositions.map(
      (files) => new Map([...files].map(([path, file]) => [path, { mode: FILE, id: ids.get(file) ?? file.blob }])),
    ),
  );
}

/** Texts of a git tree's files that are not the same in another one, by path. */
export async function changedTexts(
  store: Store,
  before: string | undefined,
  after: string | undefined,
): Promise<[Map<string, string>, Map<string, string>]> {
  const trees = await store.files([before, after].filter((id) => id !== undefined));
  const filesOf = (id: string | undefined): Files => trees.get(id ?? '') ?? new Map<string, TreeEntry>();
  const [old, fresh] = [filesOf(before), filesOf(after)];
  const pick = async (files: Files, others: Files) => {
    const changed = [...files].filter(([path, { id, mode }]) => mode !== SUBMODULE && others.get(path)?.id !== id);
    const texts = await store.texts(changed.map(([, { id }]) => id));
    return new Map(changed.map(([path, { id }]) => [path, texts.get(id) as string]));
  };
  return [await pick(old, fresh), await pick(fresh, old)];
}

type Files = ReadonlyMap<string, TreeEntry>;
