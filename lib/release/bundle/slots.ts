import { pathName, type Place, shown } from '../../errors';
import type { SlotsDescriptor, TrafficEdit } from '../../manifest/slots';
import { checkBundleName } from './names';
import type { Plain } from '../../yaml/plain';

type Path = TrafficEdit['path'];

const AGAIN = 'run npx cdk8s synth again';

/** Tells what is wrong with the slots of an environment by themselves, whatever its files are. */
export function checkSlots(place: Place, slots: SlotsDescriptor): void {
  const { names, live, traffic, shares = [] } = slots;
  const allowed = names.map(shown).join(' and ');
  names.forEach((name) => checkBundleName(place, 'slots.names', name));
  if (names[0] === names[1]) {
    place.problem('TF2008', 'slots.names', `both are ${shown(names[0])}`, 'give two different names');
  }
  if (!names.includes(live)) {
    place.problem('TF2008', 'slots.live', `${shown(live)} is no slot`, `the slots are ${allowed}`);
  }
  for (const name of new Set(names)) {
    if (!Object.hasOwn(traffic, name)) {
      place.problem('TF2008', 'slots.traffic', `there are no edits for ${shown(name)}`, AGAIN);
    }
  }
  for (const name of Object.keys(traffic).filter((key) => !names.includes(key))) {
    place.problem('TF2008', 'slots.traffic', `${shown(name)} is no slot`, `the slots are ${allowed}`);
  }
  const steps = shares.map(({ share }) => share);
  if (steps.some((share, index) => (index === 0 ? share !== 0 : share <= (steps[index - 1] as number)))) {
    const given = shown(steps.join(', '));
    place.problem('TF2008', 'slots.shares', `${given} does not rise from 0`, 'give each once, sorted, from 0 on');
  }
  for (const edit of differentEdits(slots)) {
    if (isForbidden(edit.path)) {
      tell(place, edit, 'no edit may change that', 'let the traffic differ in plain values alone');
    }
  }
}

/**
 * Tells the edits that find no value in the place that they change.
 *
 * @param objects what the files of the environment say, by path
 */
export function checkEdits(place: Place, slots: SlotsDescriptor, objects: ReadonlyMap<string, Plain>): void {
  for (const edit of differentEdits(slots)) {
    const object = objects.get(edit.file);
    if (object === undefined) {
      tell(place, edit, 'there is no such file', AGAIN);
    } else if (!leadsToValue(object, edit.path)) {
      tell(place, edit, 'there is no value in this place', AGAIN);
    }
  }
}

function tell(place: Place, { file, path }: TrafficEdit, given: string, remedy: string): void {
  place.problem('TF2009', `edit of ${file} at ${pathName(path)}`, given, remedy);
}

/** One edit of each place: the states of the traffic put different values in the same ones. */
function differentEdits({ traffic, shares = [] }: SlotsDescriptor): Iterable<TrafficEdit> {
  const edits = [...Object.values(traffic), ...shares.map((share) => share.edits)].flat();
  return new Map(edits.map((edit) => [JSON.stringify([edit.file, edit.path]), edit])).values();
}

/**
 * What an object is stays as it was checked, whatever the traffic; else an edit could make a Secret of something harmless.
 * And nothing leads to what JavaScript objects inherit: an edit there would be one of every object.
 */
function isForbidden(path: Path): boolean {
  const last = path[path.length - 1];
  const isName = path.length === 2 && path[0] === 'metadata' && (last === 'name' || last === 'namespace');
  const isInherited = ['__proto__', 'constructor', 'prototype'].some((key) => path.includes(key));
  return isName || isInherited || last === 'apiVersion' || last === 'kind';
}

/** Whether text, a number, a boolean or null is there, by keys of mappings and indices of lists alone. */
function leadsToValue(object: Plain, path: Path): boolean {
  let node: unknown = object;
  for (const step of path) {
    const isStep = Array.isArray(node) ? typeof step === 'number' : typeof step === 'string';
    if (typeof node !== 'object' || node === null || !isStep || !Object.hasOwn(node, step)) {
      return false;
    }
    node = (node as Record<string | number, unknown>)[step];
  }
  return typeof node !== 'object' || node === null;
}
