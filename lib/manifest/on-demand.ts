import { createRequire } from 'node:module';

const load = createRequire(__filename);

/** The YAML parser. Loaded when something has to be read: most syntheses only write. */
export function yamlParser(): typeof import('yaml') {
  return load('yaml') as typeof import('yaml');
}
