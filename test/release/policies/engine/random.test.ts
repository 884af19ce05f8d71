import fc from 'fast-check';
import { join } from 'node:path';
import { governedBy } from '../../../../lib/release/policies';
import { positionOf } from '../../../../lib/release/position';
import { type State, tryParseState } from '../../../../lib/release/state';
import { type Answer, TestPlatform } from '../../../support/platform';

// Two operators and a robot, each at a machine of their own, at the same time. Ada may release to production, Bea may not.

const HOUR = 3_600_000;
const PEOPLE = { ada: 'Ada <ada@example.com>', bea: 'Bea <bea@example.com>', robot: 'Robot <robot@example.com>' };
const POLICIES = `master: { environments: [staging], autoRelease: { branches: [master] } }
production:
  environments: [production]
  promoteFrom: staging
  soak: { on: staging, for: 2h }
  approvals: { people: [ada@example.com] }
  freeze: [{ days: [mon, tue, wed, thu, fri, sat, sun], from: '20:00', until: '06:00', zone: Etc/UTC, reason: night }]`;

const PROMOTE = ['promote', 'lulu', '--from', 'staging', '--to', 'production'];
const ACTS = [
  PROMOTE,
  PROMOTE,
  [...PROMOTE, '--merge'],
  ['pr', 'merge', '--method', 'merge'],
  ['pr', 'merge', '--method', 'squash'],
  ['pr', 'merge', '--method', 'rebase'],
  ['switch', 'lulu', '--env', 'production', '--merge'],
  ['rollback', 'lulu', '--env', 'production', '--merge'],
  ['rollback', 'lulu', '--env', 'production'],
  ['rollback', 'lulu', '--env', 'staging'],
  ['unpin', 'lulu', '--env', 'production', '--merge'],
  ['unpin', 'lulu', '--env', 'staging'],
  ['pr', 'close'],
] as const;

/** What happens at the same time, and how many hours go by before. */
const act = fc.option(fc.constantFrom(...ACTS), { freq: 4 });
const round = fc.record({ hours: fc.constantFrom(0, 1, 3, 9), ada: act, bea: act, isReleased: fc.boolean() });

/** What an environment was: its states by the commits of its branch, the oldest first. */
interface Moment {
  readonly at: number;
  /** Who put it there: who merged it, unless the commit was only put on top. */
  readonly by: string;
  readonly state: State;
}

class Story {
  readonly platform = new TestPlatform();
  private version = 0;
  private readonly states = new Map<string, State | undefined>();

  async begin(): Promise<void> {
    await this.platform.init('pullRequest');
    const text = `${this.platform.git('show', 'main:twelve.yaml')}\npolicies:\n${POLICIES.replace(/^/gm, '  ')}\n`;
    this.platform.edit('main', 'twelve.yaml', text);
    this.platform.workIn((git, write) => {
      write('a', '1');
      git('init', '--quiet', '--initial-branch=master', '.');
      git('add', 'a');
      git('commit', '--quiet', '-m', 'a');
    });
    await this.release();
  }

  /** The robot releases the next version, by the rule of its branch. */
  release(): Promise<Answer> {
    const version = `1.${++this.version}.0`;
    const dist = join(this.platform.folder, `dist-${version}`);
    const environments = { staging: 'plain', production: 'blueGreen' } as const;
    this.platform.bundleTo(dist, 'lulu', { version, environments });
    return this.by('robot', ['release', 'lulu', '--dist', dist, '--order', String(this.version)]);
  }

  by(who: keyof typeof PEOPLE, argv: readonly string[]): Promise<Answer> {
    const cache = join(this.platform.folder, `cache-${who}`);
    const common = ['--repo', this.platform.repo, '--cache', cache, '--timeout', '30'];
    return this.platform.twelve(...argv, ...common, '--actor', PEOPLE[who]);
  }

  /** Numbers of the pull requests that are open, with what they are for. */
  async open(): Promise<{ number: number; head: string; base: string }[]> {
    const common = ['--repo', this.platform.repo, '--cache', join(this.platform.folder, 'cache-ada')];
    const { out } = await this.platform.twelve('pr', 'list', '--json', ...common);
    return (JSON.parse(out) as { pullRequests: { number: number; head: string; base: string }[] }).pullRequests;
  }

  moments(branch: string): Moment[] {
    const log = this.platform.git('log', '--first-parent', '--reverse', '--format=%H %cI %an', branch).split('\n');
    return log.flatMap((line) => {
      const [commit, at, by] = line.split(' ') as [string, string, string];
      if (!this.states.has(commit)) {
        const file = this.platform.git('ls-tree', commit, '.twelve/lulu.json');
        const state = tryParseState(file === '' ? '' : this.platform.git('show', `${commit}:.twelve/lulu.json`));
        this.states.set(commit, state instanceof Error ? undefined : state);
      }
      const state = this.states.get(commit);
      return state ? [{ at: Date.parse(at), by, state }] : [];
    });
  }
}

/** Whether a version was live for two hours at a stretch before a moment. */
function hasSoaked(moments: readonly Moment[], version: string, now: number): boolean {
  let since: number | undefined;
  for (const { at, state } of [...moments.filter((one) => one.at <= now), undefined].map(
    (one) => one ?? { at: now, state: undefined },
  )) {
    if (since !== undefined && state?.release !== version && at - since >= 2 * HOUR) {
      return true;
    }
    since = state?.release === version ? (since ?? at) : undefined;
  }
  return false;
}

/** Everything that came to production by a change is what the policies allowed then. */
function checkForward(
  before: readonly Moment[],
  after: readonly Moment[],
  staging: readonly Moment[],
  live: readonly string[],
): number {
  let forward = 0;
  for (const [index, { at, by, state }] of after.entries()) {
    const former = after[index - 1]?.state;
    if (index < before.length || governedBy(state.operation.verb, former, positionOf(state)) === undefined) {
      continue;
    }
    forward++;
    const { version, verb, actor } = state.operation;
    const hour = new Date(at).getUTCHours();
    expect({
      verb,
      version,
      actor,
      by,
      isDay: hour >= 6 && hour < 20,
      hasSoaked: hasSoaked(staging, version, at),
    }).toEqual({
      verb,
      version,
      actor: PEOPLE.ada,
      by: 'Ada',
      isDay: true,
      hasSoaked: true,
    });
    if (verb === 'promote') {
      expect(live).toContain(version);
    }
  }
  return forward;
}

async function play(
  rounds: readonly {
    hours: number;
    ada: readonly string[] | null;
    bea: readonly string[] | null;
    isReleased: boolean;
  }[],
) {
  const story = new Story();
  const { platform } = story;
  try {
    await story.begin();
    let forward = 0;
    let waiting = await story.open();
    for (const { hours, ada, bea, isReleased } of rounds) {
      platform.later(hours * 60);
      const [open] = waiting;
      const before = { production: story.moments('production'), staging: story.moments('staging') };
      const doing = (
        [
          ['ada', ada],
          ['bea', bea],
        ] as const
      ).flatMap(([who, argv]) => {
        const isAbout = argv?.[0] === 'pr';
        return argv === null || (isAbout && !open)
          ? []
          : [{ who, argv: isAbout ? [...argv, String(open?.number)] : argv }];
      });
      const answers = await Promise.all([
        ...doing.map(({ who, argv }) => story.by(who, argv)),
        ...(isReleased ? [story.release()] : []),
      ]);
      // A rule, a policy, a conflict, a race, or done: never a bug, never a wrong call.
      answers.forEach(({ code, err }) => expect([code === 1 || code === 2, err]).toEqual([false, err]));

      waiting = await story.open();
      const pairs = waiting.map(({ head, base }) => `${head} ${base}`);
      expect(new Set(pairs).size).toBe(pairs.length);
      const after = { production: story.moments('production'), staging: story.moments('staging') };
      const live = after.staging.slice(Math.max(before.staging.length - 1, 0)).map(({ state }) => state.release);
      forward += checkForward(before.production, after.production, after.staging, live);
      for (const branch of ['staging', 'production']) {
        const state = after[branch as 'staging' | 'production'].at(-1)?.state;
        expect(state?.tree).toBe(state && platform.tree('lulu', branch));
      }
    }
    // It walks every record of the chains.
    const { code, err } = await platform.verb('verify');
    expect([code, err]).toEqual([0, err]);
    return forward;
  } finally {
    platform.remove();
  }
}

test('whatever they do at the same time: one pull request for each pair, nothing that a policy forbids, and all of it proves', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 4, maxLength: 5 }), async (rounds) => {
      await play(rounds);
    }),
    { numRuns: 2, endOnFailure: true },
  );
});

test('the same story without chance: what is allowed does get there', async () => {
  const none = { hours: 0, ada: null, bea: null, isReleased: false };
  const forward = await play([
    { ...none, hours: 3, ada: PROMOTE, bea: PROMOTE },
    { ...none, bea: ['pr', 'merge'], ada: null },
    { ...none, ada: ['pr', 'merge'] },
    // Not at the same time: what staging has by then may be all that the merge would be allowed for.
    { ...none, isReleased: true },
    { ...none, hours: 3, ada: [...PROMOTE, '--merge'] },
    {
      ...none,
      ada: ['switch', 'lulu', '--env', 'production', '--merge'],
      bea: ['switch', 'lulu', '--env', 'production', '--merge'],
    },
    { ...none, bea: ['rollback', 'lulu', '--env', 'production', '--merge'] },
  ]);
  expect(forward).toBe(3);
});
