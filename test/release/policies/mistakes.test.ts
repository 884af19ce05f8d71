import { TwelveFactorError } from '../../../lib/errors';
import { parsePlatform } from '../../../lib/release/platform-config';
import { EVERYTHING } from './support';

/** What is told of a file: the word to which line and column lead, and what is wrong. */
function told(text: string): string[] {
  try {
    parsePlatform(text);
  } catch (error) {
    if (error instanceof TwelveFactorError) {
      return error.problems.map(({ subject, given }) => {
        const [line, column] = subject.split(':').slice(1).map(Number) as [number, number];
        return `at ${/^[^\s,]+/.exec((text.split('\n')[line - 1] ?? '').slice(column - 1))?.[0]} ${given}`;
      });
    }
    throw error;
  }
  return [];
}

const head = 'schema: 1\nenvironments:\n  staging: {}\n  production: {}\npolicies:\n';
const policy = (text: string) => told(`${head}  a: { environments: [production], ${text} }\n`);
const window = (text: string) => policy(`freeze: [{ ${text}, zone: Etc/UTC, reason: so }]`);

test('a file with every rule is read', () => {
  expect(parsePlatform(EVERYTHING).policies.map(({ name, line }) => [name, line])).toEqual([
    ['master', 8],
    ['production', 11],
  ]);
});

test.each([
  [
    'a key that is not known',
    policy('freze: []'),
    'at freze: policies.a.freze: "freze" is no key of it (did you mean freeze?); it takes environments, applications,',
  ],
  ['a key like no other', policy('colour: red'), 'at colour: policies.a.colour: "colour" is no key of it; it takes '],
  [
    'a key of a window',
    window('days: [sat], untill: "08:00"'),
    'at untill: policies.a.freeze.0.untill: "untill" is no key of it (did you mean until?); it takes days, from, until, zone, reason',
  ],
  [
    'one value in place of a list',
    policy('branches: master'),
    'at master policies.a.branches: it has to be a list, in [brackets] (it is "master")',
  ],
  [
    'a time in place of a mapping',
    policy('soak: 12h'),
    'at 12h policies.a.soak: it has to be a mapping of on, for (it is "12h")',
  ],
  [
    'a version that YAML takes for a number',
    policy('requires: { auth: 1.0 }'),
    'at 1.0 policies.a.requires.auth: it has to be text: write it in quotes (it is 1)',
  ],
  ['an empty list', policy('branches: []'), 'at [] policies.a.branches: it is empty'],
  [
    'a rule without environments',
    told(`${head}  a: { promoteFrom: staging }\n`),
    'at { policies.a.environments: it is missing',
  ],
  [
    'a rule that says nothing',
    told(`${head}  a: { environments: [production] }\n`),
    'at { policies.a: it says nothing: give one of autoRelease, branches, promoteFrom, soak, freeze, requires, approvals or tags',
  ],
  [
    'an environment that there is not',
    told(`${head}  a: { environments: [prod], promoteFrom: staging }\n`),
    'at prod] policies.a.environments.0: "prod" is no environment of the file; give one of staging, production',
  ],
  ['a source that there is not', policy('promoteFrom: qa'), 'at qa policies.a.promoteFrom: "qa" is no environment'],
  [
    'a source that is itself',
    policy('promoteFrom: production'),
    'at production policies.a.promoteFrom: "production" is one of `environments` itself',
  ],
  [
    'a soak on itself',
    policy('soak: { on: production, for: 1h }'),
    'at production policies.a.soak.on: "production" is one of',
  ],
  [
    'a provider that there is not',
    policy('approvals: { pipelines: [{ provider: githup }] }'),
    'at githup policies.a.approvals.pipelines.0.provider: it has to be github or gitlab (did you mean github?)',
  ],
  ['approvals by nobody', policy('approvals: {}'), 'at {} policies.a.approvals: it needs `people` or `pipelines`'],
  [
    'autoRelease from nowhere',
    policy('autoRelease: {}'),
    'at {} policies.a.autoRelease: it needs `branches` or `tags`',
  ],
  [
    'a name that is none',
    told(`${head}  A b: { environments: [production], promoteFrom: staging }\n`),
    'at { policies.A b: no name: lower-case letters, digits and hyphens',
  ],
  [
    'a day that there is not',
    window('days: [sunday]'),
    'at sunday] policies.a.freeze.0.days.0: it has to be mon or tue or wed or thu or fri or sat or sun',
  ],
  [
    'a time that there is not',
    window("days: [sat], from: '25:00'"),
    "at '25:00' policies.a.freeze.0.from: it has to be a time such as 18:00, fri 16:00, 12-20 18:00, 2026-12-20 18:00",
  ],
  [
    'a date that there is not',
    window('from: 2026-02-29 00:00, until: 2026-03-01 00:00'),
    'at 2026-02-29 policies.a.freeze.0.from: there is no such day',
  ],
  [
    'a date of no year',
    window('from: 02-30 00:00, until: 03-01 00:00'),
    'at 02-30 policies.a.freeze.0.from: there is no such day',
  ],
  [
    'times of two kinds',
    window('from: fri 16:00, until: 2026-01-12 08:00'),
    'at 2026-01-12 policies.a.freeze.0.until: it has to be said as `from` is: fri 16:00',
  ],
  [
    'a time without days',
    window("from: '18:00', until: '20:00'"),
    "at '18:00' policies.a.freeze.0.from: which days? Write `days` too, or fri 16:00",
  ],
  [
    'a date beside days',
    window('days: [fri], from: fri 16:00'),
    'at fri policies.a.freeze.0.from: beside `days` it has to be a time, such as 18:00',
  ],
  ['a window without an end', window('from: fri 16:00'), 'at { policies.a.freeze.0.until: it is missing'],
  [
    'a window of no length',
    window("days: [fri], from: '16:00', until: '16:00'"),
    "at '16:00' policies.a.freeze.0.until: it is the same as `from`",
  ],
  [
    'a window that ends before it begins',
    window('from: 2026-12-20 18:00, until: 2026-12-19 18:00'),
    'at 2026-12-19 policies.a.freeze.0.until: it is before `from`',
  ],
  [
    'a beginning at 24:00',
    window("days: [fri], from: '24:00'"),
    "at '24:00' policies.a.freeze.0.from: a day begins at 00:00",
  ],
  [
    'a zone that there is not',
    policy('freeze: [{ days: [sat], zone: Europe/Kopenhagen, reason: so }]'),
    'at Europe/Kopenhagen policies.a.freeze.0.zone: it has to be a name of the tz database',
  ],
  [
    'an offset as a zone',
    policy("freeze: [{ days: [sat], zone: '+02:00', reason: so }]"),
    "at '+02:00' policies.a.freeze.0.zone: it has to be a name of the tz database",
  ],
  [
    'a window without a reason',
    policy("freeze: [{ days: [sat], zone: Etc/UTC, reason: ' ' }]"),
    "at ' policies.a.freeze.0.reason: it is empty",
  ],
])('%s is told, with line and column and what is allowed', (_, [first, ...more], expected) => {
  expect(more).toEqual([]);
  expect(first?.slice(0, expected.length)).toBe(expected);
});

test('a leap day is one, in its year and in each year', () => {
  expect(window('from: 2028-02-29 00:00, until: 2028-03-01 00:00')).toEqual([]);
  expect(window('from: 02-29 00:00, until: 03-01 00:00')).toEqual([]);
});
