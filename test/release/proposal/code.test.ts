import { codeSection, commitLink, compareLink } from '../../../lib/release/proposal/code';

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
  expect(commitLink({ repository, commit: A })).toBe(`[\`aaaaaaaaaa\`](${web}/commit/${A})`);
  const code = { before: { repository, commit: A }, after: { repository, commit: B } };
  expect(compareLink(code)).toBe(`[\`aaaaaaaaaa…bbbbbbbbbb\`](${web}/compare/${A}...${B})`);
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
  expect(commitLink({ repository, commit: A })).toBe(`\`${A}\``);
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

const commitsOf = (count: number, subject = 'Answer faster') =>
  Array.from({ length: count }, () => ({ id: A, subject }));
const code = { after: { repository: 'https://github.com/acme/lulu' } };

test('commits are listed without a mention or a reference', () => {
  expect(codeSection(commitsOf(1, '@ada fixes #7 | <b>'), code)).toBe(
    `### Code\n\n- [\`aaaaaaaaaa\`](https://github.com/acme/lulu/commit/${A}) <code><!-- -->&#64;ada</code> fixes ` +
      '<code>&#35;7</code> <code>&#124;</code> <code>&#60;b&#62;</code>',
  );
});

test('many commits are folded, and what there is no room for is counted', () => {
  expect(codeSection(commitsOf(10), code)).not.toContain('<details>');
  expect(codeSection(commitsOf(11), code)).toMatch(/^### Code\n\n<details><summary>11 commits<\/summary>\n\n- \[/);
  const many = codeSection(commitsOf(500), code);
  expect(many).toMatch(/\n\n… and \d+ more commits\n\n<\/details>$/);
  const [shown, left] = [many.match(/^- /gm)?.length ?? 0, Number(/and (\d+) more/.exec(many)?.[1])];
  expect([shown > 20, shown + left]).toEqual([true, 500]);
});

test('without commits there is the link to them, and without that nothing', () => {
  const from = { repository: 'https://github.com/acme/lulu', commit: B };
  const both = { before: from, after: { ...from, commit: A } };
  expect(codeSection([], both)).toBe(
    `### Code\n\n[\`bbbbbbbbbb…aaaaaaaaaa\`](https://github.com/acme/lulu/compare/${B}...${A})`,
  );
  expect(codeSection([], undefined)).toBe('');
});
