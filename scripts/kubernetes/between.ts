import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fields, Release } from './client';

/** What a library of a release knows: the fields of its types, and which of them must be there. */
type Known = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

/**
 * A release that has no client: what the releases before and after it share, and of the rest what a library of that release knows.
 *
 * @param folder `@pulumi/kubernetes`, which has the fields and kinds of one release, but not their formats
 */
export function between(before: Release, after: Release, folder: string): Release {
  const known = readKnown(folder);
  const types = new Map<string, Fields>();
  for (const [name, late] of new Map([...before.types, ...after.types])) {
    const early = before.types.get(name);
    const fields = known.get(shortName(name));
    const all = [...new Map([...(early ?? []), ...late])].flatMap(([field, { type, required }]) => {
      const [first, second] = [early?.get(field), after.types.get(name)?.get(field)];
      // A type that the library leaves out, such as one of a list, has what the release after has.
      const isThere = (first && second) || !fields || fields.has(field);
      const isSure = !first || first.required === required;
      const isRequired = isSure ? required : (fields?.get(field) ?? false);
      return isThere ? [[field, { type, required: isRequired }] as const] : [];
    });
    types.set(name, new Map(all));
  }
  return { types, kinds: kindsBetween(before, after, folder) };
}

function kindsBetween(before: Release, after: Release, folder: string): Map<string, string> {
  const files = new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.toLowerCase()));
  const isKnown = (key: string) => files.has(fileOf(key.replace(/List$/, '')));
  return new Map(
    [...new Map([...before.kinds, ...after.kinds])].filter(([key]) => {
      if (before.kinds.has(key) && after.kinds.has(key)) return true;
      // The library keeps kinds that went with this release, when another version of them came.
      const isReplaced = [...after.kinds.keys()].some(
        (other) => !before.kinds.has(other) && isKnown(other) && isSameKind(other, key),
      );
      return isKnown(key) && !(before.kinds.has(key) && isReplaced);
    }),
  );
}

/** A kind is a file: `scheduling/v1alpha1/workload.d.ts`. */
function fileOf(key: string): string {
  const [apiVersion = '', kind = ''] = key.split(' ');
  const [version = '', group = 'core'] = apiVersion.split('/').reverse();
  return join(group.split('.')[0] ?? '', version, `${kind}.d.ts`).toLowerCase();
}

function isSameKind(a: string, b: string): boolean {
  const withoutVersion = (key: string) => key.replace(/v\d\w* /, '');
  return withoutVersion(a) === withoutVersion(b);
}

/** `V1Event` of `CoreV1Event`: this library has groups as namespaces. */
function shortName(type: string): string {
  return type.replace(/^[A-Za-z]+?(?=V\d)/, '');
}

/** The fields of every type, by its version and name, whatever its group. Only what one gives says what is required. */
function readKnown(folder: string): Known {
  const known = new Map<string, Map<string, boolean>>();
  for (const file of ['output', 'input']) {
    let version = '';
    let fields = new Map<string, boolean>();
    for (const line of readFileSync(join(folder, 'types', `${file}.d.ts`), 'utf8').split('\n')) {
      const [, namespace, type, field, optional] =
        /^ {4}namespace (\w+) \{|^ {8}interface (\w+) \{|^ {12}"?([$\w]+)"?(\??): /.exec(line) ?? [];
      if (namespace !== undefined) {
        version = `${namespace[0]?.toUpperCase()}${namespace.slice(1)}`;
      } else if (type !== undefined) {
        fields = known.get(version + type) ?? new Map<string, boolean>();
        known.set(version + type, fields);
      } else if (field !== undefined) {
        // Words of TypeScript have an underscore.
        fields.set(field.replace(/^_/, ''), file === 'input' && optional === '');
      }
    }
  }
  return known;
}
