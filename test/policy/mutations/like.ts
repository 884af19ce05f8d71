import type { Mutation } from '../mutation';

type Objects = ReadonlyMap<string, unknown>;
type Json = Record<string, unknown>;

export const FULL = 'golden/full/production';
export const RELAXED = 'golden/relaxed/production';
export const PROGRESSIVE = 'golden/progressive/production';
export const INSTANCE = 'app.kubernetes.io/instance';

/** An object of another type, with the labels and the namespace of one that is there. */
export function like(file: string, name: string, object: Json): (objects: Objects) => unknown {
  return (objects) => {
    const { metadata } = structuredClone(objects.get(file)) as { metadata: Json };
    return { ...object, metadata: { ...metadata, name } };
  };
}

/** A copy of an object under another name. */
export function copyOf(file: string, name?: string): (objects: Objects) => unknown {
  return (objects) => {
    const { metadata, ...object } = structuredClone(objects.get(file)) as { metadata: Json };
    return { ...object, metadata: { ...metadata, ...(name === undefined ? {} : { name }) } };
  };
}

/** Mutations of one file, each broken by one code. */
export function of(
  tree: string,
  file: string,
  rows: readonly (readonly [how: string, code: string, path: Mutation['path'], value?: unknown])[],
): Mutation[] {
  return rows.map(([how, code, path, value]) => ({ how, tree, file, path, value, codes: [code] }));
}
