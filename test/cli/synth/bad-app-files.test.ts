import { app, Project, removeFolders } from './project';

afterAll(removeFolders);

const files = {
  'apps/async.ts': app('async', {
    before: 'void main(); async function main() { await undefined; throw new Error("late"); }',
  }),
  'apps/callback.ts': app('callback', { within: "throw new RangeError('of a callback');" }),
  'apps/code.ts': app('code', { after: 'process.exitCode = 3;' }),
  'apps/config.ts': app('config', { port: '0' }),
  'apps/exits.ts': app('exits', { before: "if (!process.env['REGION']) process.exit(4);" }),
  'apps/good.ts': app('good', { before: "console.log('not for', 'machines');" }),
  'apps/helper.ts': 'export const help = (text: string): never => {\n  throw new Error(text);\n};\n',
  'apps/helped.ts': app('helped', { before: "import { help } from './helper';\nhelp('no help');" }),
  'apps/idle.ts': 'export const idle = 1;\n',
  'apps/import.ts': app('import', { before: "import { no } from './nowhere';\nvoid no;" }),
  'apps/never.mts': 'await new Promise(() => undefined);\nexport {};\n',
  'apps/package.ts': app('package', { before: "import * as no from 'no-such-package';\nvoid no;" }),
  'apps/same.ts': app('same'),
  'apps/same-too.ts': app('same'),
  'apps/syntax.ts': 'const port: number = ;\n',
  'apps/text.ts': "throw 'a text';\n",
  'apps/timer.ts': app('timer', { after: "setTimeout(() => { throw new Error('of a timer'); }, 1);" }),
  'apps/waits.ts': app('waiting').replace(/^new [^]*$/m, 'setTimeout(() => {\n  $&\n}, 5);'),
  'apps/waits-for.ts': app('waiting'),
};

test('everything that is wrong with app files is told in one run, by its place in them, and the good ones are written', async () => {
  const project = new Project(files);
  const { code, stdout, stderr } = await project.synth('--json');
  const exit = 'throw an error where something is wrong: other app files run in the same process (TF2607)';
  expect(stderr.split('\n')).toEqual([
    'not for machines',
    '✓ good 1.0.0',
    '  staging: 9 objects added',
    'warning: apps/idle.ts makes no application',
    '[apps/async.ts:3:61] Error: late; correct it (TF2604)',
    '[apps/callback.ts:5:9] RangeError: of a callback, called at apps/callback.ts:7:4; correct it (TF2604)',
    `[apps/code.ts] process: it sets process.exitCode to 3; ${exit}`,
    '[config/staging/api] port "http": 0 is no port; give a whole number from 1 to 65535 (TF1012)',
    `[apps/exits.ts:3:37] process: it calls process.exit(4); ${exit}`,
    '[apps/helper.ts:2:9] Error: no help, called at apps/helped.ts:4:1, at apps/helped.ts:8:10; correct it (TF2604)',
    '[apps/import.ts] import: there is no ./nowhere; correct the path, or install the package (TF2604)',
    '[apps/never.mts] await: nothing will ever settle what its top level waits for; correct it (TF2609)',
    '[apps/package.ts] import: there is no no-such-package; correct the path, or install the package (TF2604)',
    '[apps/syntax.ts:1:22] syntax: Unexpected ";"; correct it (TF2603)',
    '[apps/text.ts] error: a text; correct it (TF2604)',
    '[apps/timer.ts:8:26] Error: of a timer; correct it (TF2604)',
    '[same] name: apps/same-too.ts and apps/same.ts make it; give each application a name of its own (TF2605)',
    '[waiting] name: apps/waits-for.ts and apps/waits.ts make it; give each application a name of its own (TF2605)',
    '✗ nothing is written of async, callback, code, config, timer and 2 more',
    '',
  ]);
  expect(code).toBe(2);
  const told = JSON.parse(stdout) as { applications: { application: string }[]; error: { problems: unknown[] } };
  expect(told.applications.map(({ application }) => application)).toEqual(['good']);
  expect(told.error.problems).toHaveLength(14);
  expect(Object.keys(project.files()).filter((path) => path.endsWith('.json'))).toEqual(['good.json']);
});

test('what all applications lack is told once', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const project = new Project(Object.fromEntries(names.map((name) => [`apps/${name}.ts`, app(name)])));
  const { code, stderr } = await project.synth('', {});
  expect(stderr.split('\n')).toEqual([
    '[a, b, c, d, e and 2 more] version: none is given; set VERSION, or give `version` (TF1007)',
    '✗ nothing is written of a, b, c, d, e and 2 more',
    '',
  ]);
  expect(code).toBe(2);
});

test.each([
  [
    'apps/idle.ts',
    'apps/idle.ts: it makes no application; say new Application(...) in it, and .synth() at the end (TF2606)',
  ],
  ['nobody', 'nobody: no app file makes an application of this name; choose of good (TF2602)'],
  [
    'apps/none.ts',
    'apps/none.ts: there is no such app file; correct the path, or give the name of an application (TF2602)',
  ],
  [
    '--apps none',
    'none: there is no such folder; run it in the folder of the project, or name the folder of app files with --apps (TF2601)',
  ],
  [
    '--shard 3/2',
    "error: option '--shard <i/n>' argument '3/2' is invalid. It has to be a part and how many there are, such as 1/4.",
  ],
  [
    '--check',
    '--check: the project has no typescript; npm install --save-dev typescript, or leave out --check (TF2611)',
  ],
])('twelve synth %s', async (args, told) => {
  const { 'apps/good.ts': good, 'apps/idle.ts': idle } = files;
  const project = new Project({ 'apps/good.ts': good, 'apps/idle.ts': idle });
  const { code, stderr } = await project.synth(args);
  expect(code).toBe(2);
  expect(stderr.split('\n')).toContain(told);
});

test('another copy of the package than the one of the project is no good', async () => {
  const project = new Project({
    'apps/good.ts': files['apps/good.ts'],
    'apps/node_modules/cdk8s-twelve-factor/index.js': '',
  });
  const { code, stderr } = await project.synth();
  expect(stderr).toBe(
    '[apps/good.ts] cdk8s-twelve-factor: the project has another copy of it than that of this twelve; run the one of the project: npx twelve synth (TF2608)\n',
  );
  expect(code).toBe(2);
});
