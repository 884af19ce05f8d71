import { ANNOTATION_PREFIX, SLOT_LABEL } from '../manifest/labels';
import type { Location } from './paths';
import type { Path } from './tree-diff';

/** What a field is called, and how its values are shown. */
export interface Word {
  /** Its name; `$1`, `$2` stand for the steps that the `*` and `@` of the pattern matched. */
  readonly say: string;
  /** `image`: only what differs of two images of one repository. `percent`: with the sign. `opaque`: that it changed, not how. */
  readonly show?: 'image' | 'percent' | 'opaque';
  /** Field of a list's item that says all of it: the `value` of a variable. */
  readonly field?: string;
  /** Kind of object that it is about, where others have something else there. */
  readonly of?: string;
  /** Left out where the tag of an image says it. */
  readonly isTag?: true;
}

interface Entry extends Word {
  readonly pattern: readonly string[];
}

/** A pattern of steps: `*` is any, `@` an item that was matched by name, `**` any beginning. */
const word = (pattern: string, say: string, more: Omit<Word, 'say'> = {}): Entry => ({
  pattern: pattern.split(' '),
  say,
  ...more,
});

/** Fields of containers; in the order in which a line tells them. */
const CONTAINER: readonly Entry[] = [
  word('image', 'image', { show: 'image' }),
  word('env @ value', '$1'),
  word('env @', '$1', { field: 'value' }),
  word('envFrom @', 'environment of $1'),
  word('resources requests *', '$1 request'),
  word('resources limits *', '$1 limit'),
  word('command *', 'command'),
  word('args *', 'argument'),
  word('ports @ containerPort', 'port $1'),
  word('ports @', 'port $1', { field: 'containerPort' }),
  word('volumeMounts @', 'mount $1', { field: 'name' }),
];

/** Fields of a pod's spec. */
const POD: readonly Entry[] = [
  word('containers @', 'container $1', { field: 'image' }),
  word('initContainers @', 'init container $1', { field: 'image' }),
  word('volumes @', 'volume $1'),
];

/** Fields of objects. */
const OBJECT: readonly Entry[] = [
  word('spec replicas', 'replicas'),
  word('spec minReplicas', 'minReplicas'),
  word('spec maxReplicas', 'maxReplicas'),
  word('spec selector *', 'selector $1'),
  word(`spec selector ${SLOT_LABEL}`, 'slot'),
  word('spec weighted services @ weight', '$1 weight'),
  word('spec rules * backendRefs @ weight', '$2 weight'),
  word('spec schedule', 'schedule'),
  word('data *', '$1'),
  word('stringData *', '$1'),
  word('binaryData *', '$1', { show: 'opaque' }),
  word('spec data @', '$1'),
  word('spec encryptedData *', '$1', { show: 'opaque' }),
  word('spec metrics @ resource target averageUtilization', '$1 target', { show: 'percent' }),
  word('spec hard *', '$1'),
  word('spec hostnames *', 'host'),
  word('spec dnsNames *', 'host'),
  word('spec virtualHost domains *', 'host'),
  word('spec rules @', 'host $1', { of: 'Ingress' }),
  word('spec rules @ http paths @', 'path $2', { of: 'Ingress' }),
  word('spec routes @', 'route $1'),
  word('spec tls * hosts *', 'TLS host'),
  word('spec ports @ port', 'port $1'),
  word('spec ports @', 'port $1', { field: 'port' }),
];

/** Told behind everything else: who selects by labels has said so before, and the last two follow from other changes. */
const META: readonly Entry[] = [
  word('metadata namespace', 'namespace'),
  word('** labels *', 'label $1'),
  word('** annotations *', 'annotation $1'),
  word('** labels app.kubernetes.io/version', 'version', { isTag: true }),
  word(`** annotations ${ANNOTATION_PREFIX}config-checksum`, 'config', { show: 'opaque' }),
];

/** A word with its `$1` filled in. */
export interface FoundWord extends Word {
  /** Its place in a line. */
  readonly rank: number;
  /** Whether many fields are called so, because it says nothing of the item that it is about: `host`. */
  readonly isShared: boolean;
}

/** The rank of what has no word. */
export const NO_WORD = 1000;

/** The word for a field. */
export function findWord(location: Location): FoundWord | undefined {
  for (const { entries, steps, rank } of tablesFor(location)) {
    // The last that fits: the more special ones stand behind.
    const index = entries.findLastIndex(
      ({ pattern, of = location.kind }) => of === location.kind && matches(pattern, steps),
    );
    const entry = entries[index];
    if (entry) {
      const { pattern, ...found } = entry;
      const stars = capture(pattern, steps);
      // By a function, because a name may be `$&`.
      const say = entry.say.replace(/\$(\d)/g, (_, number: string) => stars[Number(number) - 1] ?? '');
      const isShared = pattern.at(-1) === '*' && !entry.say.includes(`$${stars.length}`);
      return { ...found, say, rank: rank + index, isShared };
    }
  }
  return undefined;
}

/** Whether what is inside of a map or list has words, so that it says more than the whole. An item is told as a whole. */
export function hasWordsInside(location: Location): boolean {
  const isOuter = (pattern: readonly string[], steps: Path) =>
    pattern.some((_, end) => !isStar(pattern[end - 1]) && matches(pattern.slice(0, end), steps));
  return tablesFor(location).some(({ entries, steps }) => entries.some(({ pattern }) => isOuter(pattern, steps)));
}

interface Table {
  readonly entries: readonly Entry[];
  /** The path as the patterns have it. */
  readonly steps: Path;
  /** The rank of the first entry. */
  readonly rank: number;
}

function tablesFor({ where, path, rest }: Location): Table[] {
  switch (where) {
    case 'container':
    case 'initContainer':
      return [{ entries: CONTAINER, steps: rest, rank: 0 }];
    case 'pod':
      return [{ entries: POD, steps: rest, rank: 100 }];
    case 'object':
      return [
        { entries: OBJECT, steps: path, rank: 200 },
        { entries: META, steps: path, rank: NO_WORD + 1 },
      ];
  }
}

function matches(pattern: readonly string[], steps: Path): boolean {
  const own = withoutPrefix(pattern);
  const offset = steps.length - own.length;
  const fits = own === pattern ? offset === 0 : offset >= 0;
  return own.length > 0 && fits && own.every((expected, index) => isStep(expected, steps[offset + index]));
}

function isStep(expected: string, step: string | number | undefined): boolean {
  return expected === '@' ? typeof step === 'string' : expected === '*' || expected === step;
}

function isStar(expected: string | undefined): boolean {
  return expected === '*' || expected === '@';
}

function capture(pattern: readonly string[], steps: Path): string[] {
  const own = withoutPrefix(pattern);
  const offset = steps.length - own.length;
  return own.flatMap((expected, index) => (isStar(expected) ? [String(steps[offset + index])] : []));
}

function withoutPrefix(pattern: readonly string[]): readonly string[] {
  return pattern[0] === '**' ? pattern.slice(1) : pattern;
}
