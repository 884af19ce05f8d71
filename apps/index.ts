import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// Every app file beside this one, in one process: `cdk8s synth` runs this.
for (const file of readdirSync(__dirname).sort()) {
  if (/^(?!index\.|platform\.).*\.ts$/.test(file)) {
    require(join(__dirname, file));
  }
}
