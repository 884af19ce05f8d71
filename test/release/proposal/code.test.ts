import { commitLink, commitsSection, compareLink } from '../../../lib/release/proposal/code';

const [A, B] = ['a'.repeat(40), 'b'.repeat(40)];

test.each([
  ['https://github.com/acme/lulu.git', 'https://github.com/acme/lulu'],
  ['https://github.com/acme/lulu', 'https://github.com/acme/lulu'],
  ['git@github.com:acme/lulu.git', 'https://github.com/acme/lulu'],
  ['ssh://git@git.example.com:7999/acme/lulu.git', 'https://git.example.com/acme/lulu'],
  ['https://git.example.com:8443/acme/lulu.git', 'https://git.example.com:8443/acme/lulu'],
  ['http://gitea.local:3000/acme/lulu', 'http://gitea.local:3000/acme/lulu'],
  ['https://gitlab.com/acme/group/lulu.git', 'https://gitlab.com/acme/group/lulu/-'],
])('a commit of %s is a link to %s', (repository, web) => {
  expect(commitLink({ repository, commit: A })).toBe(`[aaaaaaaaaa](${web}/commit/${A})`);
  const code = { before: { repository, commit: A }, after: { repository, commit: B } };
  expect(compareLink(code)).toBe(`[aaaaaaaaaa … bbbbbbbbbb](${web}/compare/${A}...${B})`);
});

test.each([
  '/srv/lulu.git',
  'file:///srv/lulu.git',
  'git@github.com:lulu',
  'https://github.com/acme/lulu)](javascript:alert(1)',
  'https://x/acme/../..//lulu',
  'javascript:alert(1)//acme/lulu',
  undefined,
])('of %s it is no link', (repository) => {
  expect(commitLink({ repository, commit: A })).toBe(A);
  expect(compareLink({ before: { repository, commit: A }, after: { repository, commit: B } })).toBeUndefined();
});

test('what is no id is nothing', () => {
  expect(commitLink({ repository: 'https://github.com/acme/lulu', commit: 'main' })).toBeUndefined();
  expect(commitLink(undefined)).toBeUndefined();
});

test('code that did not change, or moved to another repository, is not compared', () => {
  const [here, there] = ['https://github.com/acme/lulu', 'https://github.com/acme/nana'];
  const from = { repository: here, commit: A };
  expect(compareLink({ before: from, after: from })).toBeUndefined();
  expect(compareLink({ before: from, after: { repository: there, commit: B } })).toBeUndefined();
  expect(compareLink({ after: from })).toBeUndefined();
});

test('commits are listed without a mention or a reference, and what is left out is counted', () => {
  const commits = Array.from({ length: 60 }, (_, index) => ({ id: A, subject: `@ada fixes #${index} | <b>` }));
  const lines = commitsSection(commits, { after: { repository: 'https://github.com/acme/lulu' } }).split('\n');
  expect(lines.slice(0, 2)).toEqual(['Commits of the code:', '']);
  expect(lines[2]).toBe(
    `- [aaaaaaaaaa](https://github.com/acme/lulu/commit/${A}) &#64;ada fixes &#35;0 &#124; &#60;b&#62;`,
  );
  expect(lines).toHaveLength(53);
  expect(lines.at(-1)).toBe('- and 10 older');
});
