import { TwelveFactorError } from '../../../lib/errors';
import { parsePlatform } from '../../../lib/release/platform-config';

const withForge = (forge: string) =>
  `schema: 1\nenvironments:\n  production: {}\nforge:\n  ${forge.replaceAll('\n', '\n  ')}\n`;

function told(text: string): string[] {
  try {
    parsePlatform(text);
  } catch (error) {
    if (error instanceof TwelveFactorError) {
      return error.problems.map(({ code, subject, given }) => `${code} ${subject} ${given}`);
    }
    throw error;
  }
  return [];
}

test('where nothing is said of the forge, nothing is known of it', () => {
  expect(parsePlatform(withForge('kind: local').replace(/forge:[\s\S]*/, ''))).not.toHaveProperty('forge');
});

test('what is not said has a default', () => {
  const rest = { labels: [], reviewers: {}, draft: false, mergeMethod: 'merge', autoMerge: false };
  expect(parsePlatform(withForge('kind: github')).forge).toEqual({ kind: 'github', ...rest });
});

test('all of it can be said', () => {
  const forge = [
    'kind: gitlab',
    'url: https://gitlab.example.com/',
    'repository: acme/ops/platform',
    'labels: [release, "team: lulu"]',
    'reviewers: { team-lulu: [ada, acme/lulu], "*": [] }',
    'draft: true',
    'mergeMethod: squash',
    'autoMerge: true',
  ].join('\n');
  expect(parsePlatform(withForge(forge)).forge).toEqual({
    kind: 'gitlab',
    url: 'https://gitlab.example.com',
    repository: 'acme/ops/platform',
    labels: ['release', 'team: lulu'],
    reviewers: { 'team-lulu': ['ada', 'acme/lulu'], '*': [] },
    draft: true,
    mergeMethod: 'squash',
    autoMerge: true,
  });
});

test.each([
  ['a kind that there is not', 'kind: bitbucket', /^TF2204 twelve\.yaml:5:9 forge\.kind: .*"bitbucket"/],
  ['a field that is not known', 'knd: github', /^TF2204 twelve\.yaml:5:3 forge\.knd: "knd" is no key/],
  ['a URL that is none', 'url: github.com', /:5:8 forge\.url: an address that begins with https/],
  ['a URL of a file', 'url: file:///etc', /:5:8 forge\.url: an address that begins with https/],
  ['a URL with a password', 'url: https://a:b@c.example', /:5:8 forge\.url: an address without user/],
  ['a URL with a query', 'url: https://c.example/?a=b', /:5:8 forge\.url: an address without user/],
  ['a repository that leads elsewhere', 'repository: acme/../user', /:5:15 forge\.repository: a path such as/],
  ['a repository that is a word', 'repository: platform', /:5:15 forge\.repository: a path such as/],
  ['a label with a comma', 'labels: ["a,b"]', /:5:12 forge\.labels\.0: one line/],
  ['a label of two lines', 'labels: ["a\\nb"]', /forge\.labels\.0: one line/],
  ['a reviewer that is none', 'reviewers: { lulu: ["a b"] }', /forge\.reviewers\.lulu\.0: an account, or a team/],
  ['a method that there is not', 'mergeMethod: octopus', /:5:16 forge\.mergeMethod: .*"octopus"/],
  ['a text for a switch', 'autoMerge: "yes"', /:5:14 forge\.autoMerge: .*"yes"/],
  ['a list', '- github', /:5:3 forge: /],
])('%s is told, with line and column', (_, forge, expected) => {
  expect(told(withForge(forge)).join('\n')).toMatch(expected);
});
