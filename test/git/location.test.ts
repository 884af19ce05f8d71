import fc from 'fast-check';
import { locate, redact } from '../../lib/git';

describe('the address of a repository', () => {
  test.each([
    ['../platform.git', '/srv/platform.git', '/srv/platform.git'],
    ['/srv/git/platform.git', '/srv/git/platform.git', '/srv/git/platform.git'],
    ['file:///srv/git/platform.git', '/srv/git/platform.git', '/srv/git/platform.git'],
    ['https://git.example.com/platform.git', 'https://git.example.com/platform.git', undefined],
    ['ssh://git@git.example.com:2222/platform.git', 'ssh://git@git.example.com:2222/platform.git', undefined],
    ['git@git.example.com:team/platform.git', 'git@git.example.com:team/platform.git', undefined],
    ['./with:colon', '/srv/lulu/with:colon', '/srv/lulu/with:colon'],
  ])('%s is understood', (given, url, folder) => {
    expect(locate(given, '/srv/lulu')).toMatchObject({ url, ...(folder !== undefined && { folder }) });
  });

  test.each(['', '--upload-pack=touch /tmp/x', 'ext::sh -c "touch /tmp/x"', 'a\nb', 'a\0b'])(
    '%j is refused',
    (given) => {
      expect(() => locate(given, '/')).toThrow(/\(TF2301\)/);
    },
  );

  test('credentials leave the address, and reach git in its environment alone', () => {
    const { url, env } = locate('https://ada:s%2Fecret@git.example.com/platform.git', '/');
    expect(url).toBe('https://git.example.com/platform.git');
    expect(Object.values(env)).toContain('http.https://git.example.com/.extraHeader');
    expect(Object.values(env)).toContain(`Authorization: Basic ${Buffer.from('ada:s/ecret').toString('base64')}`);
  });

  test('two addresses never share a cache', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.webUrl(), (one, other) => {
        const [a, b] = [locate(one, '/'), locate(other, '/')];
        expect(a.key === b.key).toBe(a.url === b.url);
      }),
    );
  });
});

describe('what is told', () => {
  test('never has the credentials of an address', () => {
    const text = "fatal: unable to access 'https://ada:s3cret@git.example.com/x.git/': and http://tok@h/y";
    expect(redact(text)).toBe("fatal: unable to access 'https://***@git.example.com/x.git/': and http://***@h/y");
  });

  test('is as it was without any', () => {
    const text = 'git@git.example.com:team/platform.git and Ada <ada@example.com> and https://git.example.com/a@b';
    expect(redact(text)).toBe(text);
  });
});
