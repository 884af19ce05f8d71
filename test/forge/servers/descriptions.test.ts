import { giteaApi } from './gitea-api';
import { gitHubDescription } from './github-description';
import { mutate } from './github-graphql';
import { gitLabApi } from './gitlab-api';
import type { Call } from './server';

// The servers of the contract are as good as what they check.

function call(method: string, target: string, body?: unknown): Call {
  const { pathname, searchParams } = new URL(target, 'http://forge');
  return { method, path: pathname, query: searchParams, headers: {}, body };
}

const REPO = '/repos/acme/platform';
const MR = '/projects/acme%2Fplatform/merge_requests';
const CHECKS = {
  GitHub: (one: Call) => gitHubDescription().checkCall(one),
  GitLab: (one: Call) => gitLabApi.checkCall(one),
  Gitea: (one: Call) => giteaApi.checkCall(one),
};

test.each([
  ['GitHub', call('GET', `${REPO}/pulls?state=open&per_page=100`)],
  ['GitHub', call('POST', `${REPO}/pulls`, { head: 'a', base: 'b', title: 't', draft: true })],
  ['GitHub', call('PUT', `${REPO}/pulls/1/merge`, { merge_method: 'rebase', sha: 'a' })],
  ['GitLab', call('GET', `${MR}?state=opened&per_page=100`)],
  ['GitLab', call('PUT', `${MR}/1`, { state_event: 'close' })],
  ['Gitea', call('POST', `${REPO}/pulls/1/merge`, { Do: 'squash' })],
] as const)('%s: a request that is documented is one', (name, one) => {
  expect(CHECKS[name](one)).toEqual([]);
});

test.each([
  ['GitHub', call('GET', `${REPO}/pullz`), /no such path/],
  ['GitHub', call('POST', `${REPO}/pulls/1`), /no such path/],
  ['GitHub', call('GET', `${REPO}/pulls?state=opened`), /query state/],
  ['GitHub', call('GET', `${REPO}/pulls?limit=5`), /no parameter limit/],
  ['GitHub', call('GET', `${REPO}/pulls?per_page=many`), /query per_page/],
  ['GitHub', call('POST', `${REPO}/pulls`, { head: 'a', title: 't' }), /required property 'base'/],
  ['GitHub', call('POST', `${REPO}/pulls`, { head: 'a', base: 'b', titel: 't' }), /no property titel/],
  ['GitHub', call('POST', `${REPO}/pulls`), /body is missing/],
  ['GitHub', call('PUT', `${REPO}/pulls/1/merge`, { merge_method: 'octopus' }), /allowed values/],
  ['GitLab', call('GET', '/projects/1/pulls'), /documented nowhere/],
  ['GitLab', call('GET', `${MR}?state=open`), /state/],
  ['GitLab', call('POST', MR, { source_branch: 'a', target_branch: 'b' }), /'title'/],
  ['GitLab', call('PUT', `${MR}/1`, {}), /fewer than 1/],
  ['GitLab', call('PUT', `${MR}/1`, { labels: 'a' }), /additional properties/],
  ['Gitea', call('PUT', `${REPO}/pulls/1`), /documented nowhere/],
  ['Gitea', call('POST', `${REPO}/pulls/1/merge`, { do: 'merge' }), /'Do'/],
  ['Gitea', call('GET', `${REPO}/pulls?per_page=5`), /no parameter per_page/],
] as const)('%s: a request that is not documented is told', (name, one, expected) => {
  expect(CHECKS[name](one).join('; ')).toMatch(expected);
});

test('an answer that is not as it is documented is told', () => {
  const description = gitHubDescription();
  const one = description.example('pull-request-review-items');
  const reviews = call('GET', `${REPO}/pulls/1/reviews`);
  expect(description.checkAnswer(reviews, { status: 200, body: [one] })).toEqual([]);
  expect(description.checkAnswer(reviews, { status: 200, body: [{ ...one, id: 'x' }] }).join()).toMatch(
    /id must be integer/,
  );
  expect(description.checkAnswer(reviews, { status: 202, body: [one] })).toEqual(['GitHub never answers this']);
  expect(gitLabApi.checkAnswer(call('GET', '/users'), { status: 200, body: [{ id: 1 }] })).toHaveLength(1);
  expect(giteaApi.checkAnswer(call('GET', `${REPO}/labels`), { status: 418 })).toEqual(['418 is documented nowhere']);
});

test('a mutation that the schema does not know is told', () => {
  const { violations } = mutate({ query: 'mutation { enableAutoMerge(input: { id: 1 }) { id } }' }, {});
  expect(violations.join()).toMatch(/Cannot query field "enableAutoMerge"/);
});
