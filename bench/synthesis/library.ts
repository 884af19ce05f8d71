import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Library from '../../lib';
import type * as Writer from '../../lib/manifest/yaml';

// What is measured runs as JavaScript, as it does with users: this file from `.cache/bench`, the library from `build`.

/** The root of this repository. */
export const ROOT = join(__dirname, '..', '..');

const requireOfRoot = createRequire(join(ROOT, 'package.json'));

/** This library, built. */
export const library = () => requireOfRoot('./build') as typeof Library;

/** Its YAML writer alone. */
export const writer = () => requireOfRoot('./build/manifest/yaml') as typeof Writer;
