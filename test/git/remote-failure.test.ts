import { GitFailure } from '../../lib/git';
import { explainRefusal, explainRemote, isRace } from '../../lib/git/remote-failure';

const answer = (stdout: string, stderr: string) => ({ code: 1, stdout: Buffer.from(stdout), stderr });
const told = (stderr: string, timedOut = false) =>
  (
    explainRemote(
      new GitFailure('fetch', { ...answer('', stderr), code: 128 }, timedOut),
      'https://git.example.com/p',
    ) as Error
  ).message;

test.each([
  ['fatal: Authentication failed for https://git.example.com/p', 'TF2304'],
  ["fatal: could not read Username for 'https://git.example.com': terminal prompts disabled", 'TF2304'],
  ['git@git.example.com: Permission denied (publickey).', 'TF2304'],
  ['fatal: unable to access: The requested URL returned error: 403', 'TF2304'],
  ["fatal: '/srv/p' does not appear to be a git repository", 'TF2310'],
  ['fatal: invalid gitfile format: /srv/p', 'TF2310'],
  ['fatal: repository https://git.example.com/p not found', 'TF2310'],
  ['fatal: remote error: upload-pack: not our ref 1234', 'TF2311'],
  ["fatal: couldn't find remote ref refs/heads/x", 'TF2311'],
  ['fatal: unable to access: Could not resolve host: git.example.com', 'TF2303'],
  ['fatal: the remote end hung up unexpectedly', 'TF2303'],
])('%s is told as %s', (stderr, code) => {
  expect(told(stderr)).toContain(`(${code})`);
});

test('a remote that does not answer is told so', () => {
  expect(told('', true)).toMatch(/it does not answer; .*\(TF2303\)/);
});

test.each([
  'error: unable to write file: No space left on device',
  'fatal: bad object 1234',
  'fatal: shallow file has changed',
])('%s is about the cache, and none of the remote', (stderr) => {
  const failure = new GitFailure('fetch', answer('', stderr), false);
  expect(explainRemote(failure, 'x')).toBe(failure);
});

test("a refusal has the ref, the reason and the remote's own words", () => {
  const stdout = 'To /srv/p\n!\tabc:refs/heads/production\t[remote rejected] (pre-receive hook declined)\nDone\n';
  const stderr = 'remote: error: GH006: Protected branch update failed\nremote: \nerror: failed to push some refs\n';
  const updates = [{ ref: 'refs/heads/production', from: 'a', to: 'b' }];
  expect(explainRefusal(answer(stdout, stderr), updates, '/srv/p').message).toBe(
    '/srv/p: it refuses production (pre-receive hook declined): GH006: Protected branch update failed; nothing has changed; see what the remote demands (TF2302)',
  );
});

test.each([
  ['', 'error: cannot lock ref', true],
  ['!\ta:refs/heads/x\t[remote rejected] (failed to update ref)', '', true],
  ['!\ta:refs/heads/x\t[remote rejected] (pre-receive hook declined)', 'remote: cannot lock ref', false],
  ['', 'fatal: protected branch hook declined', false],
])('%j %j may be a race: %s', (stdout, stderr, expected) => {
  expect(isRace(answer(stdout, stderr))).toBe(expected);
});
