import { refuse } from '../errors';
import { branchRef, type Cache, FILE, FOLDER, type TreeEntry } from '../git';
import { bringTips } from './history';
import { LostRace } from './race';
import { type PullRecord, tryParseRecord } from './record';
import { PULLS } from './refs';

/** Pull requests that are no longer open are in folders of so many. */
const FOLDER_SIZE = 100;

/** What the platform repository holds of pull requests, at a moment. */
export interface Ledger {
  /** Tips of all branches. */
  readonly tips: ReadonlyMap<string, string>;
  /** The commit of the pull requests, and its tree; none before the first. */
  readonly tip: string | undefined;
  readonly tree: string | undefined;
  /** Those that their records call open, newest first. */
  readonly open: readonly PullRecord[];
  /** Files of those that are merged or closed, by number. Their contents may be elsewhere alone. */
  readonly done: ReadonlyMap<number, string>;
}

/** Where the record of a pull request is. Those that are open are in a folder of their own, so that the others need not be read. */
export function pathOf({ number, state }: Pick<PullRecord, 'number' | 'state'>): string {
  return state === 'open' ? `open/${number}.json` : `done/${Math.floor(number / FOLDER_SIZE)}/${number}.json`;
}

/** The number of the next pull request. */
export function nextNumber({ open, done }: Ledger): number {
  return [...open.map(({ number }) => number), ...done.keys()].reduce((a, b) => Math.max(a, b), 0) + 1;
}

/**
 * Reads what is open.
 *
 * @throws TwelveFactorError TF2409 if a record can't be read
 * @throws LostRace if it changed while it was being read
 */
export async function readLedger(cache: Cache): Promise<Ledger> {
  const { remote } = cache;
  const tips = await remote.tips([PULLS, branchRef('*')]);
  const tip = tips.get(PULLS);
  if (tip === undefined) {
    return { tips, tip, tree: undefined, open: [], done: new Map() };
  }
  if ((await bringTips(cache, [PULLS], tips)).get(PULLS) !== tip) {
    throw new LostRace();
  }
  const tree = /^tree ([0-9a-f]+)/.exec((await cache.objects.read([tip])).get(tip)?.toString('latin1') ?? '')?.[1];
  const files = tree === undefined ? [] : await listFiles(cache, tree);
  const records = await readRecords(
    cache,
    files.filter(({ isOpen }) => isOpen),
  );
  const done = new Map(files.filter(({ isOpen }) => !isOpen).map(({ number, id }) => [number, id]));
  const ledger = { tips, tip, tree, open: records.sort((a, b) => b.number - a.number), done };
  await confirmGone(cache, ledger);
  return ledger;
}

/** Reads those that are merged or closed: all of them, or some. */
export async function readDone(cache: Cache, { done }: Ledger, numbers = [...done.keys()]): Promise<PullRecord[]> {
  const files = numbers.flatMap((number): RecordFile[] => {
    const id = done.get(number);
    return id === undefined ? [] : [{ number, id, isOpen: false }];
  });
  return readRecords(cache, files);
}

interface RecordFile {
  readonly number: number;
  readonly id: string;
  readonly isOpen: boolean;
}

/** The tree's files that are records. They came with the commit, without their contents. */
async function listFiles({ objects }: Cache, tree: string): Promise<RecordFile[]> {
  const root = (await objects.readTrees([tree])).get(tree) as TreeEntry[];
  const folders = root.filter(({ mode, name }) => mode === FOLDER && (name === 'open' || name === 'done'));
  const inside = await objects.readTrees(folders.map(({ id }) => id));
  const find = (name: string) => inside.get(folders.find((folder) => folder.name === name)?.id ?? '') ?? [];
  const parts = find('done').filter(({ mode, name }) => mode === FOLDER && /^\d+$/.test(name));
  const done = [...(await objects.readTrees(parts.map(({ id }) => id))).values()].flat();
  const pick = (entries: readonly TreeEntry[], isOpen: boolean) =>
    entries.flatMap(({ mode, name, id }): RecordFile[] => {
      const number = /^([1-9]\d{0,9})\.json$/.exec(name)?.[1];
      return mode === FILE && number !== undefined ? [{ number: Number(number), id, isOpen }] : [];
    });
  return [...pick(find('open'), true), ...pick(done, false)];
}

async function readRecords(cache: Cache, files: readonly RecordFile[]): Promise<PullRecord[]> {
  const contents = await cache.objects.read(files.map(({ id }) => id));
  return files.map(({ number, id, isOpen }) => {
    const record = tryParseRecord((contents.get(id) as Buffer).toString('utf8'));
    if (record instanceof Error || record.number !== number || (record.state === 'open') !== isOpen) {
      const path = pathOf({ number, state: isOpen ? 'open' : 'closed' });
      const given =
        record instanceof Error ? record.message.split('\n')[0] : `it is #${record.number}, ${record.state}`;
      return refuse(
        'TF2409',
        `#${number}`,
        `${path} of ${PULLS}`,
        given as string,
        'put back the file of an earlier commit',
      );
    }
    return record;
  });
}

/**
 * A list of refs is no picture of one moment: a branch that is missing in it may have come with the pull request that is. If a second
 * list finds the same pull requests and still no branch, the branch is gone.
 */
async function confirmGone({ remote }: Cache, { tips, tip, open }: Ledger): Promise<void> {
  const gone = [...new Set(open.map(({ head }) => branchRef(head)).filter((ref) => !tips.has(ref)))];
  if (gone.length > 0) {
    const again = await remote.tips([PULLS, branchRef('*')]);
    if (again.get(PULLS) !== tip || gone.some((ref) => again.has(ref))) {
      throw new LostRace();
    }
  }
}
