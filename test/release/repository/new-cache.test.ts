import { usePlatform } from '../../support/platform';

const make = usePlatform();

// The newest release was rolled back: its tree is on `releases/lulu`, whose commits are brought without trees, and in the branch's history.
test('with a new cache, a history that holds a release which was rolled back is walked', async () => {
  const platform = await make().init();
  await platform.release('lulu', '1.4.0', 1);
  await platform.release('lulu', '1.5.0', 2);
  await platform.ok('rollback', 'lulu', '--env', 'staging');
  platform.forgetCache();
  const { code, err } = await platform.verb('verify');
  expect([code, err]).toEqual([0, '✓ staging: lulu 1.4.0\n']);
  platform.forgetCache();
  expect((await platform.verb('history', 'lulu')).out.split('\n')).toHaveLength(5);
});
