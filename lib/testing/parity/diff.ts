import { Place } from '../../errors';
import { toYaml } from '../../manifest';
import { checkedProps, listOf, type Shape } from '../../props';
import { type Change, diffTrees, type JsonMap } from '../../diff';
import type { Manifests } from '../manifests';
import type { Source } from '../sources';
import { differencesIn } from './difference';
import { Differences } from './differences';
import { type Both, type ExpectedDifference, LEFT_OUT, rolloutObjects, TRANSLATIONS } from './expected';
import { fold } from './fold';
import { inTurn, type Translation } from './translation';

/** How environments are compared. */
export interface DiffOptions {
  /**
   * What they may differ in.
   *
   * @default - nothing: every difference is told
   */
  readonly ignore?: readonly ExpectedDifference[];
}

const NAMES: readonly string[] = Object.keys({ ...TRANSLATIONS, ...LEFT_OUT });
const DIFF: Shape<DiffOptions> = {
  ignore: listOf({
    is: (value) => NAMES.includes(value as string),
    example: NAMES.map((name) => `'${name}'`).join(', '),
  }),
};

/**
 * What differs between two environments, object by object (factor X: dev/prod parity).
 *
 * Slots are folded: of blue/green or a canary, what serves is compared, without its slot's name. The checksum of the
 * config is left out, because the config itself is compared. Values of Secrets are hidden.
 *
 * @throws TwelveFactorError TF1017 or TF1020 for what can't be ignored
 * @example
 * `diff(staging, production, { ignore: ['namespaces', 'hosts'] }).expectOnly(['ConfigMap/lulu-api data.LOG_LEVEL'])`
 */
export function diff(first: Manifests, second: Manifests, options: DiffOptions = {}): Differences {
  const { ignore = [] } = checkedProps(new Place(''), 'diff', options, DIFF);
  const [a, b] = [first.source, second.source];
  const [ofA, ofB] = ignore.includes('rollout') ? [withoutRolloutObjects(a, b), withoutRolloutObjects(b, a)] : [a, b];
  const left = ignore.reduce<Both>((both, one) => LEFT_OUT[one]?.(both) ?? both, [fold(ofA), fold(ofB)]);
  // In their own order, so that the order given says nothing.
  const names = (Object.keys(TRANSLATIONS) as ExpectedDifference[]).filter((one) => ignore.includes(one));
  const translation = inTurn(names.flatMap((one) => TRANSLATIONS[one]?.(...left) ?? []));
  const objects = diffTrees(filesOf(left[0].map(translation.object)), filesOf(left[1])).objects.map((object) => ({
    ...object,
    changes: object.changes.filter((change) => !isTranslated(change, object.kind ?? '', translation)),
  }));
  return new Differences(differencesIn(objects, namesOf(a.place, b.place)), `${a.place} → ${b.place}`);
}

/** Whether both environments say the same, each in its own words. What is hidden is never the same. */
function isTranslated({ path, before, after }: Change, kind: string, translation: Translation): boolean {
  return typeof before === 'string' && before !== after && translation.text(before, kind, path) === after;
}

function withoutRolloutObjects(source: Source, other: Source): Source {
  const dropped = rolloutObjects(source.objects, other.objects);
  return { ...source, objects: source.objects.filter((object) => !dropped.has(object)) };
}

/** Environments, where the places are those of one application; where they are alike, first and second. */
function namesOf(first: string, second: string): readonly [string, string] {
  const [a, b] = [first, second].map((place) => place.split('/').at(-1) ?? place);
  return a === undefined || b === undefined || a === b ? ['the first', 'the second'] : [a, b];
}

/** As files, named so that an object of one environment meets that of the other. */
function filesOf(objects: readonly JsonMap[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const object of objects) {
    const { name, namespace } = object['metadata'] as { readonly name: string; readonly namespace?: string };
    const path = `${object['kind'] as string}/${name}`;
    files.set(files.has(path) ? `${path} in ${namespace}` : path, toYaml(object));
  }
  return files;
}
