type Json = Record<string, unknown>;

/**
 * Lays JSON over JSON: objects are merged, lists whose items have names are merged by name, everything else is replaced,
 * `null` removes.
 */
export function mergeJson(base: unknown, over: unknown): unknown {
  if (isObject(base) && isObject(over)) {
    const merged: Json = { ...base };
    for (const [key, value] of Object.entries(over)) {
      if (value === null) {
        delete merged[key];
      } else {
        merged[key] = mergeJson(merged[key], value);
      }
    }
    return merged;
  }
  if (isNamedList(base) && isNamedList(over)) {
    const names = new Set(over.map((item) => item['name']));
    return [
      ...base.map((item) =>
        names.has(item['name'])
          ? mergeJson(
              item,
              over.find((o) => o['name'] === item['name']),
            )
          : item,
      ),
      ...over.filter((item) => !base.some((b) => b['name'] === item['name'])),
    ];
  }
  return over;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNamedList(value: unknown): value is Json[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => isObject(item) && typeof item['name'] === 'string')
  );
}
