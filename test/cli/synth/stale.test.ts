import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { app, Project, removeFolders } from './project';

afterAll(removeFolders);

const SHOP = /^shop\.json$|^staging\/shop\//;
const TOLD = 'warning: no app file makes shop any more; --prune removes what is there of it\n';

/** A project in which shop was synthesized, and is made no more. Beside it are files of others. */
async function projectWithoutShop(): Promise<Project> {
  const project = new Project({ 'apps/lulu.ts': app('lulu'), 'apps/shop.ts': app('shop') });
  await project.synth();
  rmSync(join(project.folder, 'apps/shop.ts'));
  const descriptor = JSON.parse(project.files()['shop.json'] as string) as object;
  project.write({
    'dist/notes.json': '{ "application": "notes", "environments": { "staging": {} } }',
    'dist/copy.json': JSON.stringify({ ...descriptor, application: 'shop' }),
    'dist/staging/notes/x.yaml': 'mine',
  });
  return project;
}

test('an application that no app file makes any more is told where all app files ran, and stays', async () => {
  const project = await projectWithoutShop();
  const before = project.files();
  expect((await project.synth()).stderr).toBe(`= nothing changed: lulu\n${TOLD}`);
  expect(JSON.parse((await project.synth('--json')).stdout)).toMatchObject({ stale: ['shop'], removed: [] });
  for (const some of ['lulu', 'apps/lulu.ts', '--shard 1/1']) {
    expect((await project.synth(some)).stderr).toBe('= nothing changed: lulu\n');
  }
  expect(project.files()).toEqual(before);
});

test('--prune removes what a synthesis wrote of it, and nothing of others', async () => {
  const project = await projectWithoutShop();
  const before = project.files();
  const told = 'removed: shop 1.0.0\n  staging: 9 objects removed\n';
  const dry = await project.synth('--prune --dry-run');
  expect(dry).toEqual({ code: 0, stdout: '', stderr: `= nothing changed: lulu\n✓ would be ${told}` });
  expect(project.files()).toEqual(before);
  const { code, stdout, stderr } = await project.synth('--prune --json');
  expect([code, stderr]).toEqual([0, `= nothing changed: lulu\n✓ ${told}`]);
  expect(JSON.parse(stdout)).toMatchObject({
    stale: [],
    removed: [{ application: 'shop', version: '1.0.0', environments: [{ environment: 'staging' }] }],
  });
  const others = Object.entries(before).filter(([path]) => !SHOP.test(path));
  expect(project.files()).toEqual(Object.fromEntries(others));
  expect(await project.synth('--prune')).toMatchObject({ stderr: '= nothing changed: lulu\n' });
});

test.each([
  [
    'was changed',
    'staging/shop/Service.shop-api.yaml',
    '[shop/staging] digest: the files were changed after synthesis, ',
  ],
  ['is not of it', 'staging/shop/notes.txt', '[shop/staging] "notes.txt": it is not '],
  [
    'may be of it',
    'production/shop/Service.shop-api.yaml',
    '[shop] production/shop: production is no environment of the descriptor',
  ],
])('--prune leaves an application of which something %s', async (_, file, reason) => {
  const project = await projectWithoutShop();
  project.write({ [`dist/${file}`]: 'apiVersion: v1\nkind: Service\nmetadata: { name: mine }\n' });
  const before = project.files();
  const { code, stderr } = await project.synth('--prune');
  expect(stderr).toContain(
    `warning: no app file makes shop any more, but --prune removes only what a synthesis left there: ${reason}`,
  );
  expect(code).toBe(0);
  expect(project.files()).toEqual(before);
});

test('--prune waits until nothing is wrong, and needs all app files', async () => {
  const project = await projectWithoutShop();
  const before = project.files();
  const some = await project.synth('--prune lulu');
  expect(some).toMatchObject({ code: 2, stderr: expect.stringMatching(/^--prune: .* \(TF2503\)$/m) as string });
  expect(await project.synth('--prune --shard 1/2')).toMatchObject({ code: 2 });
  project.write({ 'apps/broken.ts': 'throw new Error("not now");' });
  for (const args of ['', '--prune']) {
    const { code, stderr } = await project.synth(args);
    expect(stderr).toContain('(TF2604)');
    expect(stderr).not.toContain('shop');
    expect(code).toBe(2);
  }
  expect(project.files()).toEqual(before);
});
