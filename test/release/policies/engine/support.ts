import type { Answer, TestPlatform } from '../../../support/platform';

/** Writes policies into twelve.yaml, as people do. */
export function setPolicies(platform: TestPlatform, policies: string, more = ''): void {
  const flow = /production:\n\s+branch: production\n\s+flow: (\w+)/.exec(platform.git('show', 'main:twelve.yaml'))?.[1];
  platform.edit(
    'main',
    'twelve.yaml',
    `schema: 1\nenvironments:\n  staging: {}\n  production:\n    branch: production\n    flow: ${flow}\n${more}policies:\n${policies
      .trim()
      .split('\n')
      .map((line) => `  ${line}\n`)
      .join('')}`,
  );
}

/** Promotes from staging to production. */
export function promote(platform: TestPlatform, application: string, ...more: string[]): Promise<Answer> {
  return platform.verb('promote', application, '--from', 'staging', '--to', 'production', ...more);
}

/** Asserts that something is denied by the policies, and that nothing has changed. */
export async function expectDenied(
  platform: TestPlatform,
  act: () => Promise<Answer>,
  message: RegExp,
): Promise<Answer> {
  const refs = platform.refs();
  const answer = await act();
  expect(answer.err).toMatch(message);
  expect(answer.err).toContain('TF2117');
  expect(answer.code).toBe(3);
  expect(platform.refs()).toBe(refs);
  return answer;
}

/** A window that is closed now, and for long. */
export const FROZEN =
  'freeze: [{ from: 2026-01-01 00:00, until: 2026-02-01 08:00, zone: Europe/Copenhagen, reason: audit }]';
