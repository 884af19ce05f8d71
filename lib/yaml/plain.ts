/** Data as JSON has it: what a manifest says. */
export type Plain = null | boolean | number | string | readonly Plain[] | PlainObject;

/** An object of a manifest. */
export interface PlainObject {
  readonly [key: string]: Plain;
}

/** Whether it is an object, and not a list. */
export function isPlainObject(value: Plain | undefined): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
