import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Scaling } from '../../lib';
import { application, web } from './support';

let folder: string;
let written: string[];
const { exitCode } = process;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-'));
  written = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = exitCode;
  rmSync(folder, { recursive: true, force: true });
});

test('an output that cannot be written is told by its path, and the exit code says so', () => {
  const inTheWay = join(folder, 'staging');
  writeFileSync(inTheWay, 'mine');
  application(web({}), { outdir: folder }).synth();
  expect(written.join('')).toBe(
    `[lulu] output: ${inTheWay} can't be written (EEXIST); make room and see that the folder is yours to write (TF1904)\n` +
      'lulu: 1 problem, nothing of it is written\n',
  );
  expect(process.exitCode).toBe(1);
  expect(readFileSync(inTheWay, 'utf8')).toBe('mine');
  expect(readdirSync(folder)).toEqual(['staging']);
});

test('a file in the way of the whole folder is told, and stays', () => {
  const inTheWay = join(folder, 'dist');
  writeFileSync(inTheWay, 'mine');
  application(web({}), { outdir: inTheWay }).synth();
  expect(written.join('')).toMatch(/^\[lulu\] output: \S+\/dist can't be written \(E[A-Z]+\); .+ \(TF1904\)\n/);
  expect(process.exitCode).toBe(1);
  expect(readFileSync(inTheWay, 'utf8')).toBe('mine');
});

test('what is wrong in all environments is told in one go, with a count at the end, and nothing is written', () => {
  application(web({ port: 0, scaling: Scaling.between(5, 3) }), { outdir: join(folder, 'dist') }).synth();
  const port = 'port "http": 0 is no port; give a whole number from 1 to 65535 (TF1012)';
  const scaling = 'scaling: min 5 exceeds max 3; give min <= max (TF1204)';
  const lines = ['staging', 'production'].flatMap((env) => [
    `[lulu/${env}/api] ${scaling}`,
    `[lulu/${env}/api] ${port}`,
  ]);
  expect(written.join('')).toBe(`${lines.join('\n')}\nlulu: 4 problems, nothing of it is written\n`);
  expect(process.exitCode).toBe(1);
  expect(existsSync(join(folder, 'dist'))).toBe(false);
});

test('a mistake in one environment keeps all of them as they were', () => {
  const outdir = join(folder, 'dist');
  application(web({}), { outdir }).synth();
  const before = readFileSync(join(outdir, 'staging/lulu/Deployment.lulu-api.yaml'), 'utf8');
  application(
    (chart, env) => web({ image: 'lulu/api:2.0.0', port: env.choose({ production: 0, default: 8080 }) })(chart),
    {
      outdir,
    },
  ).synth();
  expect(written.join('')).toContain('[lulu/production/api] port "http": 0 is no port');
  expect(readFileSync(join(outdir, 'staging/lulu/Deployment.lulu-api.yaml'), 'utf8')).toBe(before);
  expect(readdirSync(outdir).sort()).toEqual(['lulu.json', 'production', 'staging']);
});

test('what is no mistake of the user is thrown on, with its stack, as the bug that it is', () => {
  const bug = new RangeError('bug');
  const broken = application(
    () => {
      throw bug;
    },
    { outdir: join(folder, 'dist') },
  );
  expect(() => broken.synth()).toThrow(bug);
  expect(written).toEqual([]);
});

test('what follows from a mistake that is told already is told no second time', () => {
  application(
    (chart) => {
      web({ port: 0 })(chart);
      throw new RangeError('there is no port 0');
    },
    { outdir: join(folder, 'dist') },
  ).synth();
  expect(written.join('')).toContain('lulu: 2 problems');
  expect(written.join('')).not.toContain('RangeError');
});
