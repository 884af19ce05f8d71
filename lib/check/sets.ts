import { isPlainObject, type Plain } from '../yaml';

/**
 * The folders that a descriptor beside them tells of, each with its environment: `dist/lulu.json` of `dist/staging/lulu` and
 * `dist/production/lulu`. Objects of one folder are applied together; those of two may have one name.
 *
 * @param file path of the file
 * @param value what it says
 * @returns nothing for what is no descriptor
 */
export function tryDescribedFolders(file: string, value: Plain): Map<string, string> | undefined {
  if (!isPlainObject(value) || 'kind' in value) return undefined;
  const { application, environments } = value;
  if (typeof application !== 'string' || !isPlainObject(environments)) return undefined;
  const root = file.slice(0, file.lastIndexOf('/') + 1);
  return new Map(Object.keys(environments).map((name) => [`${root}${name}/${application}`, name]));
}

/** The folder of those described that a file is in; '' for a file that is in none: all these are applied together. */
export function folderOf(file: string, described: ReadonlyMap<string, string>): string {
  for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
    const folder = file.slice(0, end);
    if (described.has(folder)) return folder;
  }
  return '';
}
