import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestPlatform } from '../../support/platform';
import { containing, fails, matching, releasing, useSeeded, works } from './support';

const seeded = useSeeded();
const EMPTY = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';

/** Somebody changes a file on staging by hand; nothing as its content removes it. */
function edit(platform: TestPlatform, file: string, content: string | undefined, message = 'by hand'): void {
  platform.byHand('staging', (folder, git) => {
    const path = join(folder, file);
    rmSync(path, { recursive: true, force: true });
    if (content !== undefined) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    git('add', '-A');
    git('commit', '--quiet', '--allow-empty-message', '-m', message);
  });
}

describe('G18: a manifest that was edited by hand', () => {
  test.each([
    ['changed', 'Service.lulu.yaml', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: lulu\n  namespace: x\n'],
    ['removed', 'Service.lulu.yaml', undefined],
    ['added', 'ConfigMap.x.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  namespace: x\n'],
  ])('%s stops every verb that writes, until somebody decides', async (_, file, content) => {
    const platform = await seeded();
    edit(platform, `lulu/${file}`, content);
    platform.bundle('lulu', { version: '1.1.0' });
    const argv = releasing(platform, 11);
    await fails(platform, argv, 'TF2113', file);
    await fails(platform, ['pin', 'lulu', '--env', 'staging'], 'TF2113', file);
    await fails(platform, ['promote', 'lulu', '--from', 'staging', '--to', 'production'], 'TF2116', file);
    expect(await platform.verb('verify')).toMatchObject({
      code: 4,
      err: containing(`by hand on the branch: ${file}`),
    });
    const tree = platform.tree('lulu');
    await works(platform, ['pin', 'lulu', '--env', 'staging', '--adopt']);
    expect(platform.tree('lulu')).toBe(tree);
    await works(platform, ['verify']);
    await works(platform, ['unpin', 'lulu', '--env', 'staging']);
    await works(platform, argv);
    expect(platform.tree('lulu')).toBe(platform.git('rev-parse', 'releases/lulu:staging'));
  });

  test('is taken back by --restore, byte for byte', async () => {
    const platform = await seeded();
    const tree = platform.tree('lulu');
    edit(platform, 'lulu/Service.lulu.yaml', 'a: 1\n');
    await works(platform, ['verify', '--restore']);
    expect(platform.tree('lulu')).toBe(tree);
  });

  test('K7: files that a release has no more go, and those beside it stay', async () => {
    const platform = await seeded();
    await platform.release('lulu', '1.1.0', 11, 'staging', { files: { 'ConfigMap.x.yaml': configMap } });
    edit(platform, 'nana/hand.yaml', 'kept: true\n');
    await platform.release('lulu', '1.2.0', 12);
    expect(Object.keys(platform.files('lulu'))).toEqual(['Deployment.lulu.yaml', 'Service.lulu.yaml']);
    expect(platform.git('show', 'staging:nana/hand.yaml')).toBe('kept: true');
  });
});

describe('A state that', () => {
  test('is removed leaves a folder that nobody put there: only --restore replaces it', async () => {
    const platform = await seeded();
    edit(platform, '.twelve/lulu.json', undefined);
    platform.bundle('lulu', { version: '1.1.0' });
    await fails(platform, releasing(platform, 11), 'TF2115', 'no record of a release');
    await works(platform, [...releasing(platform, 11), '--restore']);
    expect(platform.tree('lulu')).toBe(platform.git('rev-parse', 'releases/lulu:staging'));
  });

  test('has lost its folder is drift: --adopt has nothing to keep, --restore brings it back', async () => {
    const platform = await seeded();
    const tree = platform.tree('lulu');
    edit(platform, 'lulu', undefined);
    await fails(platform, ['pin', 'lulu', '--env', 'staging'], 'TF2113', 'Deployment.lulu.yaml, Service.lulu.yaml');
    await fails(platform, ['pin', 'lulu', '--env', 'staging', '--adopt'], 'TF2114', 'the whole folder is gone');
    await works(platform, ['pin', 'lulu', '--env', 'staging', '--restore']);
    expect(platform.tree('lulu')).toBe(tree);
  });

  test.each<[string, (state: Record<string, unknown>) => unknown]>([
    ['is no JSON', () => undefined],
    ['has no tree', (state) => ({ ...state, tree: undefined })],
    ['has a field too many', (state) => ({ ...state, extra: 1 })],
    ['is that of another application', (state) => ({ ...state, application: 'nana' })],
    ['is that of another environment', (state) => ({ ...state, environment: 'production' })],
    ['names a release that it does not know', (state) => ({ ...state, release: '9.9.9' })],
    ['names a tree that is none', (state) => ({ ...state, releases: { '1.0.0': { order: 1, tree: 'x' } } })],
    ['names an option as a tree', (state) => ({ ...state, releases: { '1.0.0': { order: 1, tree: '--all' } } })],
    ['keeps a file outside', (state) => ({ ...state, adopted: { '../../x': { blob: EMPTY, of: '1.0.0' } } })],
  ])('%s stops every verb with one line, and never with a bug', async (_, change) => {
    const platform = await seeded();
    const changed = change(platform.state('lulu'));
    edit(platform, '.twelve/lulu.json', changed === undefined ? '{' : `${JSON.stringify(changed, undefined, 2)}\n`);
    platform.bundle('lulu', { version: '1.1.0' });
    const refs = platform.refs();
    for (const argv of [releasing(platform, 11), ['rollback', 'lulu', '--env', 'staging']]) {
      const { code, err } = await platform.verb(...argv);
      expect({ code: [3, 4].includes(code), err }).toEqual({
        code: true,
        err: matching(/^.* \(TF2\d{3}\)\n$/),
      });
      expect(platform.refs()).toBe(refs);
    }
    expect((await platform.verb('verify', 'lulu')).code).toBe(4);
    expect((await platform.verb('status', 'lulu')).code).toBe(0);
    expect((await platform.verb('history', 'lulu')).code).toBe(0);
    platform.git('update-ref', 'refs/heads/staging', 'staging~1');
    await works(platform, releasing(platform, 11));
  });
});

describe('A state by hand that', () => {
  test.each([
    ['a submodule', `160000,${'1'.repeat(40)},.twelve/lulu.json`],
    ['a folder', `100644,${EMPTY},.twelve/lulu.json/x`],
  ])('is %s is told as that, for as long as it is there', async (_, entry) => {
    const platform = await seeded();
    await platform.release('nana', '1.0.0', 1);
    const good = platform.git('rev-parse', 'staging:.twelve/lulu.json');
    platform.byHand('staging', (__, git) => {
      git('hash-object', '-w', '/dev/null');
      git('rm', '--quiet', '--cached', '.twelve/lulu.json');
      git('update-index', '--add', '--cacheinfo', entry);
      git('commit', '--quiet', '-m', 'no file');
    });
    const verdict = await platform.verb('verify');
    expect(verdict).toMatchObject({ code: 4, err: containing('state: it is no file') });
    expect(verdict.err).toContain('✓ staging: nana 1.0.0');
    await fails(platform, ['prune'], 'TF2205', 'it is no file');
    for (const argv of [['status'], ['history', 'lulu']]) {
      expect(await platform.verb(...argv)).toMatchObject({ code: 0, err: '' });
    }
    platform.byHand('staging', (__, git) => {
      git('rm', '--quiet', '--cached', '-r', '.twelve/lulu.json');
      git('update-index', '--add', '--cacheinfo', `100644,${good},.twelve/lulu.json`);
      git('commit', '--quiet', '-m', 'put back');
    });
    await works(platform, ['verify', '--adopt']);
    expect(await platform.verb('history', 'lulu')).toMatchObject({ code: 0, out: containing('edited by hand') });
  });

  test('keeps a blob that is none is not taken for a broken cache', async () => {
    const platform = await seeded();
    const state = { ...platform.state('lulu'), adopted: { 'a.yaml': { blob: 'x\ny', of: '1.0.0' } } };
    edit(platform, '.twelve/lulu.json', `${JSON.stringify(state, undefined, 2)}\n`);
    await fails(platform, ['pin', 'lulu', '--env', 'staging'], 'TF2205');
  });

  test('came with a merge from another environment is told, and what runs there is not proven', async () => {
    const platform = await seeded();
    platform.git('update-ref', 'refs/heads/production', 'staging');
    await fails(platform, ['pin', 'lulu', '--env', 'production'], 'TF2205', 'it is the state of lulu in staging');
    expect((await platform.verb('verify', '--env', 'production')).code).toBe(4);
  });
});

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'x' } };

describe('G17: commits of others in the history', () => {
  test('without trailers, with trailers that are none, and merges are shown or passed over, and nothing breaks', async () => {
    const platform = await seeded();
    edit(platform, 'other.txt', '1', 'nothing special');
    edit(platform, 'lulu/hand.txt', '1', 'subject\n\nVersion: 9.9.9\nOperation\n:broken\nActor: \u0007');
    edit(platform, 'lulu/hand.txt', undefined, '\n\n');
    platform.git('update-ref', 'refs/heads/staging', strange(platform));
    await platform.release('lulu', '1.1.0', 11);
    const { entries } = await platform.ok<{ entries: { verb: string }[] }>('history', 'lulu', '--env', 'staging');
    expect(entries.map(({ verb }) => verb).sort()).toEqual(['edit', 'edit', 'release', 'release']);
    await platform.ok('verify', 'lulu');
    await platform.ok('rollback', 'lulu', '--env', 'staging');
    expect((await platform.verb('status')).code).toBe(0);
  });

  const edited = { verb: 'edit', actor: 'Test <test@example.com>', reason: 'by hand', files: ['lulu/hand.txt'] };
  const at = matching(/^20\d\d-\d\d-\d\dT/);

  test.each<[string, (commit: string) => string, object]>([
    [
      'a control character in the message',
      (text) => text.replace('by hand', 'a\u0001b\u0001'),
      { reason: 'a\u0001b\u0001', at },
    ],
    [
      'one in the name',
      (text) => text.replace('author Test', 'author T\u0001'),
      { actor: 'T\u0001 <test@example.com>', at },
    ],
    ['a time zone that is none', (text) => text.replaceAll('+0000\n', '+9999\n'), { at }],
    [
      'no time',
      (text) => text.replace(/^author .*/m, 'author Test <test@example.com> x'),
      { at: '1970-01-01T00:00:00.000Z' },
    ],
    [
      'a time beyond all clocks',
      (text) => text.replace(/^author .*/m, 'author Test <test@example.com> 99999999999999999999 +0000'),
      { at: '1970-01-01T00:00:00.000Z' },
    ],
  ])('with %s are shown, proven and mended like any other', async (_, change, expected) => {
    const platform = await seeded();
    edit(platform, 'lulu/hand.txt', '1');
    rewrite(platform, 'staging', change);
    const { entries } = await platform.ok<{ entries: object[] }>('history', 'lulu', '--env', 'staging');
    expect(entries).toContainEqual(expect.objectContaining({ ...edited, ...expected }));
    expect(entries).toHaveLength(2);
    expect((await platform.verb('history', 'lulu')).code).toBe(0);
    expect(await platform.verb('verify')).toMatchObject({ code: 4, err: containing('on the branch: hand.txt') });
    await platform.ok('verify', '--restore');
    await platform.ok('verify');
  });

  test('with a time zone that is none are releases, and count for a soak, as any other', async () => {
    const platform = await seeded();
    rewrite(platform, 'releases/lulu', (text) => text.replaceAll('+0000\n', '+9999\n'));
    rewrite(platform, 'staging', (text) => text.replaceAll('+0000\n', '+9999\n'));
    await platform.ok('policy', 'set', 'night', '{ environments: [production], soak: { on: staging, for: 8h } }');
    const argv = ['promote', 'lulu', '--from', 'staging', '--to', 'production'];
    await fails(platform, argv, 'TF2117', 'is live on staging since 2026-01-05 ');
    platform.later(8 * 60);
    await works(platform, argv);
  });
});

/** A commit that git itself would not make: no date, control characters in its subject. */
function strange(platform: TestPlatform): string {
  const parent = platform.git('rev-parse', 'staging');
  const tree = platform.git('rev-parse', 'staging^{tree}');
  return write(platform, `tree ${tree}\nparent ${parent}\nauthor x <x> nonsense\ncommitter <> \n\n\u0001a\u0001b\n`);
}

/** Puts another commit in the place of the last one of a branch. */
function rewrite(platform: TestPlatform, branch: string, change: (commit: string) => string): void {
  platform.git(
    'update-ref',
    `refs/heads/${branch}`,
    write(platform, `${change(platform.git('cat-file', '-p', branch))}\n`),
  );
}

/** Writes a commit, whatever is in it. */
function write(platform: TestPlatform, commit: string): string {
  const file = join(platform.folder, 'strange');
  writeFileSync(file, commit);
  return platform.git('hash-object', '-t', 'commit', '-w', '--literally', file);
}
