import type { Path } from './fault';

/** An object as an API server reads it, and which of its fields were null. */
export interface WithoutNulls {
  readonly object: unknown;
  readonly nulls: readonly Path[];
}

/** What Kubernetes' own tools write as null, because they cannot leave it out. */
const TOLERATED = 'creationTimestamp';

/** Takes away fields that are null, which an API server reads as left out. In a list it reads nothing for null, so that there it stays. */
export function withoutNulls(object: unknown): WithoutNulls {
  const nulls: Path[] = [];
  return { object: copy(object, [], nulls), nulls };
}

function copy(value: unknown, path: Path, nulls: Path[]): unknown {
  if (Array.isArray(value)) return value.map((item, index) => copy(item, [...path, index], nulls));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([key, field]) => {
    if (field === null && key !== TOLERATED) nulls.push([...path, key]);
    return field !== null;
  });
  return Object.fromEntries(fields.map(([key, field]) => [key, copy(field, [...path, key], nulls)]));
}
