/** A step from an object to a field: a key, or an index of a list. */
export type Step = string | number;

/** What an object has itself: `constructor` is no label of anybody. */
export function ownValue(object: unknown, step: Step): unknown {
  if (typeof object !== 'object' || object === null) return undefined;
  const value = (object as Record<Step, unknown>)[step];
  // Plain data inherits functions and its prototype alone, so that the rest need not be asked whose it is.
  const isSuspect = typeof value === 'function' || step === '__proto__';
  return isSuspect && !Object.hasOwn(object, step) ? undefined : value;
}

/** What stands some steps deeper, if anything. */
export function valueAt(object: unknown, steps: readonly Step[]): unknown {
  let value = object;
  // Counted, as rules ask this most of all, and `for of` is slow in code that V8 has not optimized yet.
  for (let index = 0; index < steps.length; index++) value = ownValue(value, steps[index] as Step);
  return value;
}

/** Whether something is an object, and no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Labels, or whatever else maps names to texts; entries that are no texts are left out. */
export function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return NO_TEXTS;
  for (const key in value) {
    if (typeof value[key] !== 'string') return onlyTexts(value);
  }
  return value as Readonly<Record<string, string>>;
}

const NO_TEXTS: Readonly<Record<string, string>> = Object.freeze({});

function onlyTexts(value: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
