/** A JSON object as somebody may have given it. */
export type Json = Readonly<Record<string, unknown>>;

const NOTHING: readonly Json[] = [];

/** The objects of a list; none of what is no list. */
export function listAt(json: Json, key: string): readonly Json[] {
  const list = json[key];
  if (!Array.isArray(list)) return NOTHING;
  // By index, because `every` passes over the holes of a list.
  for (let index = 0; index < list.length; index++) {
    if (!isJson(list[index])) return list.filter(isJson);
  }
  return list as readonly Json[];
}

/** Whether something is an object, or a list. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
