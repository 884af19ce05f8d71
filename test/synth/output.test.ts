import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { application, image, problemsOf, web } from '../errors/support';
import { formatProblem } from '../../lib';
import { writeBundle } from '../../lib/manifest';
import { emptyFolder, filesOf, removeFolders } from './support';

const earlier = application(web({}), { version: '1.0.0' }).render();
const later = application(web({ image: `${image}-later` }, 'other'), { version: '2.0.0' }).render();

const write = (folder: string, bundle: typeof later) =>
  problemsOf(() => writeBundle(folder, bundle)).map(formatProblem);

/** A small disk of its own; nothing where that takes rights that the tests do not have. */
function smallDisk(): string | undefined {
  const folder = emptyFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    return undefined;
  }
}

const disk = smallDisk();
const testOnDisk = disk ? test : test.skip;

afterAll(() => {
  if (disk) execFileSync('umount', [disk]);
  removeFolders();
});

describe('a bundle', () => {
  test('is files by environment and application, and a descriptor beside them', () => {
    const folder = emptyFolder();
    expect(write(folder, earlier)).toEqual([]);
    const paths = Object.keys(filesOf(folder));
    expect(paths).toContain('lulu.json');
    expect(paths).toContain('production/lulu/Deployment.lulu-api.yaml');
    expect(paths.every((path) => /^(lulu\.json|(staging|production)\/lulu\/[A-Z]\w+\.[a-z-]+\.yaml)$/.test(path))).toBe(
      true,
    );
  });

  test('takes the place of an earlier one, without what that one had, and touches nothing else', () => {
    const [folder, expected] = [emptyFolder(), emptyFolder()];
    write(folder, earlier);
    mkdirSync(join(folder, 'staging/other'));
    const mine = {
      'other.json': 'mine',
      'staging/other/x.yaml': 'mine',
      'staging/README.md': 'mine',
      '.hidden': 'mine',
    };
    for (const [path, content] of Object.entries(mine)) writeFileSync(join(folder, path), content);
    expect(write(folder, later)).toEqual([]);
    write(expected, later);
    expect(filesOf(folder)).toEqual({ ...filesOf(expected), ...mine });
  });

  test('takes the place of a link, and leaves alone what the link led to', () => {
    const [folder, outside] = [emptyFolder(), emptyFolder()];
    write(folder, earlier);
    writeFileSync(join(outside, 'Service.mine.yaml'), 'mine');
    rmSync(join(folder, 'staging/lulu'), { recursive: true });
    symlinkSync(outside, join(folder, 'staging/lulu'));
    expect(write(folder, later)).toEqual([]);
    expect(filesOf(outside)).toEqual({ 'Service.mine.yaml': 'mine' });
    expect(Object.keys(filesOf(join(folder, 'staging/lulu')))).toContain('Deployment.lulu-other.yaml');
  });
});

describe('an output that cannot be written', () => {
  test('because a file is in the way of an environment is told by its path, and leaves no temporary file', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'production'), 'mine');
    expect(write(folder, later)).toEqual([
      `[lulu] output: ${folder}/production can't be written (EEXIST); make room and see that the folder is yours to write (TF1904)`,
    ]);
    expect(filesOf(folder)['production']).toBe('mine');
    expect(Object.keys(filesOf(folder)).filter((path) => path.startsWith('.'))).toEqual([]);
  });

  testOnDisk('because the disk is full leaves the earlier bundle as it was, and no temporary file', () => {
    const folder = disk!;
    expect(write(folder, earlier)).toEqual([]);
    const before = filesOf(folder);
    writeFileSync(join(folder, 'filler'), '');
    expect(() => {
      for (let kilobytes = 1; ; kilobytes++) writeFileSync(join(folder, 'filler'), Buffer.alloc(kilobytes * 1024));
    }).toThrow('ENOSPC');
    expect(write(folder, later)).toEqual([
      expect.stringMatching(
        /^\[lulu\] output: \S+ can't be written \(ENOSPC\); make room and see that the folder is yours to write \(TF1904\)$/,
      ),
    ]);
    rmSync(join(folder, 'filler'));
    expect(filesOf(folder)).toEqual(before);
    // And once there is room, all is well.
    expect(write(folder, later)).toEqual([]);
  });

  testOnDisk('because nobody may write there leaves the earlier bundle as it was', () => {
    const folder = disk!;
    write(folder, earlier);
    const before = filesOf(folder);
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    try {
      expect(write(folder, later)).toEqual([
        expect.stringMatching(/^\[lulu\] output: \S+ can't be written \(E[A-Z]+\); make room and .+ \(TF1904\)$/),
      ]);
      expect(filesOf(folder)).toEqual(before);
    } finally {
      execFileSync('mount', ['-o', 'remount,rw', folder]);
    }
  });
});
