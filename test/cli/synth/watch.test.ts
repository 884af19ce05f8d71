import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, Project, removeFolders } from './project';

afterAll(removeFolders);

const CONFIGURED = {
  before: "import { Config } from 'cdk8s-twelve-factor';",
  within: "const config = Config.fromEnvFile('config/lulu.env');",
};
const lulu = app('lulu', CONFIGURED).replace('port: 8080', 'port: 8080, config');

test('a change is rendered, whatever was read, and only where it concerns; mistakes end nothing; Ctrl-C does', async () => {
  const project = new Project({ 'apps/lulu.ts': lulu, 'apps/shop.ts': app('shop'), 'config/lulu.env': 'LEVEL=1\n' });
  const watching = project.watch();
  expect(await watching.says('Ctrl-C')).toMatch(/✓ lulu 1\.0\.0\n[^]*✓ shop 1\.0\.0\n/);

  // As an editor does that writes beside the file and renames.
  project.write({ 'config/lulu.env.tmp': 'LEVEL=2\n' });
  renameSync(join(project.folder, 'config/lulu.env.tmp'), join(project.folder, 'config/lulu.env'));
  const config = await watching.says('LEVEL');
  expect(config).toMatch(/^✓ lulu 1\.0\.0\n {2}staging: 2 objects changed\n/);
  expect(config).not.toContain('shop');

  project.write({ 'apps/shop.ts': app('shop', { before: "import '../shared/more';" }) });
  expect(await watching.says('TF2604')).toContain('[apps/shop.ts] import: there is no ../shared/more;');
  project.write({ 'shared/more.ts': 'export {};\n' });
  expect(await watching.says('shop')).toBe('= nothing changed: shop\n');

  project.write({ 'apps/cart.ts': app('cart') });
  expect(await watching.says('added')).toMatch(/^✓ cart 1\.0\.0$/m);
  project.write({ 'apps/cart.ts': app('shop') });
  expect(await watching.says('nothing is written')).toContain('[shop] name: apps/cart.ts and apps/shop.ts make it;');
  rmSync(join(project.folder, 'apps/cart.ts'));

  // A folder that goes and comes is another one.
  rmSync(join(project.folder, 'config'), { recursive: true });
  expect(await watching.says('TF1101')).toContain('nothing is written of lulu');
  mkdirSync(join(project.folder, 'config'));
  project.write({ 'config/lulu.env': 'LEVEL=3\n' });
  expect(await watching.says('2 → 3')).toMatch(/✓ lulu 1\.0\.0\n/);

  project.write({ 'package-lock.json': '{}' });
  expect(await watching.says('nothing changed')).toBe('= nothing changed: lulu, shop\n');
  expect(await watching.interrupt()).toEqual({ code: 130, said: '' });
  expect(project.files()['staging/lulu/ConfigMap.lulu-api.yaml']).toContain('LEVEL: "3"\n');
});

test('what others write beside a broken app file is nobody’s business, and many saves are no leak', async () => {
  const project = new Project({ 'apps/lulu.ts': app('lulu', { port: '80' }), 'server.log': '' });
  const watching = project.watch();
  await watching.says('Ctrl-C');
  for (let line = 0; line < 5; line++) {
    project.write({ 'server.log': `${line}\n` });
    await sleep(100);
  }
  let said = '';
  for (let port = 8080; port < 8094; port++) {
    project.write({ 'apps/lulu.ts': app('lulu', { port: `${port}` }) });
    said += await watching.says('✓ lulu');
  }
  expect(said).not.toMatch(/nothing is written|Warning/);
  expect((await watching.interrupt()).code).toBe(130);
});

test('what no app file makes any more is told', async () => {
  const project = new Project({ 'apps/lulu.ts': app('lulu'), 'apps/shop.ts': app('shop') });
  const watching = project.watch();
  await watching.says('Ctrl-C');
  rmSync(join(project.folder, 'apps/shop.ts'));
  expect(await watching.says('any more')).toBe(
    'warning: no app file makes shop any more; twelve synth --prune removes it\n',
  );
  expect(await watching.interrupt()).toEqual({ code: 130, said: '' });
});
