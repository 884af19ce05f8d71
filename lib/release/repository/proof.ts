import { refuse } from '../../errors';
import { FILE, type TreeEntry } from '../../git';
import { checkFile } from '../bundle/check-file';
import { compose, type Composition, ownerOf } from '../compose';
import { positionOf } from '../position';
import type { ReleaseTrees } from '../release-facts';
import type { Position, State } from '../state';
import { materialize } from './materialize';
import type { Store } from './store';

/** A state, with the folder that it should compose to. */
export interface Claim {
  readonly place: string;
  readonly state: State;
  readonly entry: TreeEntry | undefined;
  readonly releases: ReleaseTrees;
}

/** What a claim is worth. */
export interface Proof {
  readonly composition: Composition;
  /** Id of the tree that the state composes to. */
  readonly tree: string;
  /** Files that are not as they should be, sorted; none if all are. */
  readonly drifted: readonly string[];
}

/** Composes states again and compares. */
export async function prove(store: Store, claims: readonly Claim[]): Promise<Proof[]> {
  const compositions = claims.map(({ state, releases }) => compose(positionOf(state), releases));
  const trees = await materialize(store, compositions);
  const proofs: Proof[] = [];
  for (const [index, { entry }] of claims.entries()) {
    const tree = trees[index] as string;
    const drifted = entry?.id === tree ? [] : await differing(store, tree, entry);
    proofs.push({ composition: compositions[index] as Composition, tree, drifted });
  }
  return proofs;
}

async function differing(store: Store, tree: string, entry: TreeEntry | undefined): Promise<string[]> {
  const isFolder = entry?.mode === '040000';
  const files = await store.files([tree, ...(isFolder ? [entry.id] : [])]);
  const [should, is] = [
    files.get(tree) as Files,
    isFolder ? (files.get(entry.id) as Files) : new Map<string, TreeEntry>(),
  ];
  const paths = [...new Set([...should.keys(), ...is.keys()])].sort();
  return paths.filter(
    (path) => should.get(path)?.id !== is.get(path)?.id || should.get(path)?.mode !== is.get(path)?.mode,
  );
}

type Files = ReadonlyMap<string, TreeEntry>;

/**
 * What has to be adopted so that a state composes to the folder as it is.
 *
 * @throws TwelveFactorError TF2114 or TF2118 if that is not possible, TF2018 to TF2025 for what may not be in a release
 */
export async function adoptedFiles(
  store: Store,
  { place, state, entry, releases }: Claim,
  { composition, drifted }: Proof,
): Promise<NonNullable<Position['adopted']>> {
  const remedy = 'take it back with --restore';
  if (entry?.mode !== '040000') {
    return refuse('TF2114', place, '--adopt', 'the whole folder is gone', remedy);
  }
  const is = (await store.files([entry.id])).get(entry.id) as Files;
  const adopted: NonNullable<Position['adopted']> = {};
  for (const path of drifted) {
    const file = is.get(path);
    if (file && file.mode !== FILE) {
      refuse('TF2114', place, path, 'it is no plain file', remedy);
    }
    adopted[path] = { blob: file?.id ?? null, of: composition.get(path)?.version ?? ownerOf(path, state) };
  }
  const texts = await store.texts(Object.values(adopted).flatMap(({ blob }) => blob ?? []));
  for (const [path, { blob }] of Object.entries(adopted)) {
    if (blob !== null) {
      checkFile(texts.get(blob) as string, { place, subject: path });
    }
  }
  const position = { ...positionOf(state), adopted: { ...state.adopted, ...adopted } };
  const [tree] = await materialize(store, [compose(position, releases)]);
  if (tree !== entry.id) {
    refuse(
      'TF2114',
      place,
      drifted.join(', '),
      'the edit is in what the traffic decides',
      `${remedy}, and use \`twelve switch\` or \`twelve shift\``,
    );
  }
  return adopted;
}
