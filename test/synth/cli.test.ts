import { statSync } from 'node:fs';
import { join } from 'node:path';
import { copyOfRepository, filesOf, type Outcome, removeFolders, REPOSITORY, run } from './support';

const CDK8S = join(REPOSITORY, 'node_modules/.bin/cdk8s');
const committed = filesOf(join(REPOSITORY, 'dist'));

let here: string;
let elsewhere: string;
let plain: Outcome;
let strange: Outcome;

// Each start of cdk8s takes seconds, so all tests look at the same two.
beforeAll(async () => {
  here = copyOfRepository('apps', 'config', 'cdk8s.yaml');
  elsewhere = copyOfRepository('apps', 'config', 'cdk8s.yaml');
  [plain, strange] = await Promise.all([
    run(`${CDK8S} synth --no-check-upgrade`, here),
    run(`umask 077 && ${CDK8S} synth --no-check-upgrade`, elsewhere, {
      TZ: 'Pacific/Kiritimati',
      LC_ALL: 'tr_TR.UTF-8',
      LANG: 'tr_TR.UTF-8',
      HOME: elsewhere,
      CDK8S_DISABLE_SORT: '1',
    }),
  ]);
}, 180_000);

afterAll(removeFolders);

test('cdk8s synth renders every application, and says so by its exit code', () => {
  expect(plain).toMatchObject({ code: 0, stderr: '' });
  const applications = Object.keys(committed).filter((path) => !path.includes('/'));
  expect(applications.sort()).toEqual([
    'api-status.json',
    'checkout.json',
    'hermes.json',
    'lulu.json',
    'memcached.json',
    'shop.json',
  ]);
  expect(plain.stdout).toContain('dist/production/lulu/blue/Deployment.lulu-api-blue.yaml');
});

test('a copy under another path gives the files that are committed, byte by byte', () => {
  expect(filesOf(join(here, 'dist'))).toEqual(committed);
});

test('another time zone, locale, home, umask or sorting changes no byte', () => {
  expect(strange).toMatchObject({ code: 0, stderr: '' });
  expect(filesOf(join(elsewhere, 'dist'))).toEqual(committed);
});

test('files are for everybody to read and not to run, unless the umask says otherwise', () => {
  const modeOf = (folder: string) => statSync(join(folder, 'dist/production/lulu/Service.lulu-api.yaml')).mode & 0o777;
  expect(modeOf(here)).toBe(0o666 & ~process.umask());
  expect(modeOf(elsewhere)).toBe(0o600);
});

test('every file is text as tools expect it: LF, a newline at the end, no byte order mark, no dates', () => {
  for (const [path, content] of Object.entries(committed)) {
    expect({ path, ok: /^[^\r\ufeff]*[^\n\r]\n$/.test(content) }).toEqual({ path, ok: true });
    expect(content).not.toMatch(/creationTimestamp|\d{4}-\d{2}-\d{2}T\d{2}:/);
    expect(content).not.toContain(here);
    expect(content).not.toContain(REPOSITORY);
  }
});
