import { join } from 'node:path';
import { hasFolder } from '../../../lib/release/bundle/folder';
import { readText } from '../../../lib/release/bundle/read-text';
import { Dist, told } from './support';

const at = { place: 'lulu/staging', subject: 'x.yaml' };
const changes = '[lulu/staging] x.yaml: it changes while it is read; let the synthesis end first (TF2017)';

let dist: Dist;
beforeEach(() => (dist = new Dist()));
afterEach(() => dist.remove());

const read = (path: string, size: number) => told(() => readText(join(dist.folder, path), size, at));

test('a file is read whole, empty or not', () => {
  ['', 'a\n', 'zwölf\n', 'x'.repeat(1_000_000)].forEach((text) => {
    dist.write('x.yaml', text);
    expect(readText(join(dist.folder, 'x.yaml'), Buffer.byteLength(text), at)).toBe(text);
  });
});

describe('what took the place of a file since it was looked at', () => {
  test('is not followed if it is a link', () => {
    dist.write('y.yaml', 'a\n');
    dist.link('x.yaml', 'y.yaml');
    expect(read('x.yaml', 2)).toEqual([
      "[lulu/staging] x.yaml: it can't be read (ELOOP); see that it is there and yours to read (TF2017)",
    ]);
  });

  test('is not waited for if it is a pipe', () => {
    dist.makePipe('x.yaml');
    expect(read('x.yaml', 0)).toEqual([changes]);
  });

  test('is told if it is larger, smaller, a folder or gone', () => {
    dist.write('x.yaml', 'abc');
    expect(read('x.yaml', 2)).toEqual([changes]);
    expect(read('x.yaml', 4)).toEqual([changes]);
    expect(read('lulu', 4)).toEqual([
      "[lulu/staging] x.yaml: it can't be read (ENOENT); see that it is there and yours to read (TF2017)",
    ]);
    expect(read('staging', 4096)).toEqual([changes]);
  });
});

test('a device is told by what it is', () => {
  expect(told(() => hasFolder('/', ['dev', 'null'], 'lulu/staging'))).toEqual([
    '[lulu/staging] dev/null: it is a device, not a folder; remove it and run npx cdk8s synth again (TF2013)',
  ]);
});
