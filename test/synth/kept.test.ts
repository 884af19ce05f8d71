import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application, formatProblem, Platform, WebService } from '../../lib';
import { writeBundle } from '../../lib/manifest';
import { application, image, problemsOf, web } from '../errors/support';
import { emptyFolder, filesOf, removeFolders } from './support';

const earlier = application(web({}), { version: '1.0.0' }).render();
const later = application(web({ image: `${image}-later` }, 'other'), { version: '2.0.0' }).render();
const write = (folder: string, bundle: typeof later) =>
  problemsOf(() => writeBundle(folder, bundle)).map(formatProblem);

afterAll(removeFolders);

describe('what is in the way', () => {
  let folder: string;
  beforeEach(() => {
    folder = emptyFolder();
    write(folder, earlier);
  });

  /** Expects one problem, everything as it was, and nothing left over. */
  function expectNothingChanged(problem: RegExp): void {
    const before = filesOf(folder);
    expect(write(folder, later)).toEqual([expect.stringMatching(problem)]);
    expect(filesOf(folder)).toEqual(before);
    expect(readdirSync(folder).filter((entry) => entry.startsWith('.'))).toEqual([]);
  }

  test('of the last environment keeps the first one as it was, too', () => {
    rmSync(join(folder, 'production'), { recursive: true });
    writeFileSync(join(folder, 'production'), 'mine');
    expectNothingChanged(/^\[lulu\] output: \S+\/production can't be written \(EEXIST\); .+ \(TF1904\)$/);
  });

  test('of the descriptor keeps every environment as it was', () => {
    rmSync(join(folder, 'lulu.json'));
    mkdirSync(join(folder, 'lulu.json'));
    writeFileSync(join(folder, 'lulu.json/mine'), 'mine');
    expectNothingChanged(/^\[lulu\] output: \S+ can't be written \(EISDIR\); .+ \(TF1904\)$/);
  });
});

describe('an environment that the platform has no more', () => {
  const of = (...names: readonly string[]) =>
    new Application(
      'lulu',
      { platform: new Platform({ environments: Object.fromEntries(names.map((name) => [name, {}])) }), version: '1' },
      (chart) => void new WebService(chart, 'api', { image, port: 8080 }),
    ).render();

  test('takes its files with it, and leaves those of others', () => {
    const folder = emptyFolder();
    write(folder, of('staging', 'demo'));
    mkdirSync(join(folder, 'demo/shop'));
    writeFileSync(join(folder, 'demo/shop/x.yaml'), 'mine');
    write(folder, of('staging'));
    expect(Object.keys(filesOf(folder)).filter((path) => path.startsWith('demo/'))).toEqual(['demo/shop/x.yaml']);
    expect(Object.keys(filesOf(folder))).toContain('staging/lulu/Deployment.lulu-api.yaml');
  });

  test('is told by the descriptor, which may lead nowhere else', () => {
    const [outside, folder] = [emptyFolder(), emptyFolder()];
    write(folder, of('staging'));
    mkdirSync(join(outside, 'lulu'));
    writeFileSync(join(outside, 'lulu/x.yaml'), 'mine');
    const up = `../${outside.split('/').pop()}`;
    writeFileSync(join(folder, 'lulu.json'), JSON.stringify({ environments: { [up]: {}, '..': {}, '': {} } }));
    expect(write(folder, of('staging'))).toEqual([]);
    expect(filesOf(outside)).toEqual({ 'lulu/x.yaml': 'mine' });
  });
});
