import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { install, pack } from '../test/package/support';
import { removeFolders, REPOSITORY } from '../test/synth/support';

// Seconds from the command to the YAML of one application, as a user has it: the packed package, installed in a project of the
// shape that docs/getting-started.md tells. In turns, so that whatever else the machine does is the same for all.
// `npm run bench -- short-loop 9` gives the number of turns.

const TURNS = Number(process.argv[2] ?? 5);

const tsconfig = {
  compilerOptions: { target: 'es2022', module: 'node20', strict: true, types: ['node'], rootDir: '.' },
};
const cdk8s = 'node_modules/cdk8s-cli/bin/cdk8s synth --no-check-upgrade';
const twelve = 'node_modules/cdk8s-twelve-factor/build/cli/main.js synth lulu';

const WAYS: readonly (readonly [name: string, args: string, env?: NodeJS.ProcessEnv])[] = [
  ['cdk8s synth', cdk8s],
  ['cdk8s synth, types not checked', cdk8s, { TS_NODE_TRANSPILE_ONLY: 'true' }],
  ['twelve synth', twelve],
  ['require cdk8s-twelve-factor', '-r cdk8s-twelve-factor -e 0'],
];

async function project(): Promise<string> {
  const folder = await install(await pack());
  for (const name of ['cdk8s-cli', 'ts-node', 'typescript', '@types']) {
    symlinkSync(join(REPOSITORY, 'node_modules', name), join(folder, 'node_modules', name));
  }
  for (const path of ['apps/lulu.ts', 'apps/platform.ts', 'apps/index.ts', 'config/lulu', 'cdk8s.yaml']) {
    cpSync(join(REPOSITORY, path), join(folder, path), { recursive: true });
  }
  writeFileSync(join(folder, 'package.json'), '{}');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  return folder;
}

function seconds(cwd: string, args: string, env: NodeJS.ProcessEnv = {}): number {
  const start = process.hrtime.bigint();
  const given = { ...process.env, VERSION: '1.5.0', ...env };
  const { status, stderr } = spawnSync(process.execPath, args.split(' '), { cwd, env: given, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`node ${args} ends with ${status}: ${stderr}`);
  }
  return Number(process.hrtime.bigint() - start) / 1e9;
}

async function main(): Promise<void> {
  const folder = await project();
  const turns = Array.from({ length: TURNS + 1 }, () => WAYS.map(([, args, env]) => seconds(folder, args, env))).slice(
    1,
  );
  const rows = WAYS.map(([way], index) => {
    const times = turns.map((turn) => turn[index] as number).sort((a, b) => a - b);
    return { way, median: times[Math.floor(times.length / 2)] as number, least: times[0] as number };
  });
  const base = rows[0]?.median ?? NaN;
  console.log(`Node ${process.version}, ${cpus().length} cores, ${TURNS} turns after one that is not counted`);
  console.table(
    rows.map(({ way, median, least }) => ({
      way,
      'median, s': median.toFixed(3),
      'least, s': least.toFixed(3),
      'of cdk8s synth': (median / base).toFixed(2),
    })),
  );
  rmSync(folder, { recursive: true });
  removeFolders();
}

void main();
