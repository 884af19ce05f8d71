import { writeFileSync } from 'node:fs';
import type { Sample } from './plain';
import { applicationOf } from './this-library';

// Writes what this library renders of one application: the plain ways write the same.

const { environments } = applicationOf('app-0').render();
const sample: Sample = Object.fromEntries([...environments].map(([name, { files }]) => [name, files]));
writeFileSync(process.env['BENCH_SAMPLE'] as string, JSON.stringify(sample));
