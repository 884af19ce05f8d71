import { TestPlatform } from '../../support/platform';
import { type Point, Scene } from './scene';

/** What is tried at once. */
const LANES = 3;

/** A command, and what has to be there before it. */
export interface Story {
  readonly prepare: (platform: TestPlatform) => Promise<unknown>;
  readonly argv: (platform: TestPlatform) => readonly string[];
  /** Whether it begins without a cache. */
  readonly cold?: boolean;
}

/** Git commands that write something, here or there. */
const WRITES = /^(?:-c \S+ )*(init|config \S+ \S|fetch|fast-import|mktree|commit-tree|hash-object|push|update-ref)\b/;

/**
 * Kills a command at its steps. Afterwards the remote is as before or as after the command, and the command, run again with what the killed
 * process left behind, comes to the same refs as if it had never been killed.
 */
export async function expectConverges(story: Story): Promise<void> {
  const platforms = Array.from({ length: LANES }, () => new TestPlatform());
  try {
    const scenes: Scene[] = [];
    for (const platform of platforms) {
      await story.prepare(platform);
      if (!story.cold) {
        await platform.verb('status');
      }
      scenes.push(new Scene(platform, story.argv(platform)));
    }
    const [first] = scenes as [Scene];
    const before = first.refs();
    const steps = await first.steps();
    const after = first.refs();
    expect(after).not.toEqual(before);
    const points = pointsOf(steps, before.length > 0);
    const left = [...points];
    const lanes = await Promise.allSettled(
      scenes.map(async (scene) => {
        for (let point = left.shift(); point; point = left.shift()) {
          await attempt(scene, point, before, after);
        }
      }),
    );
    lanes.forEach((lane) => expect(lane).toEqual({ status: 'fulfilled', value: undefined }));
  } finally {
    platforms.forEach((platform) => platform.remove());
  }
}

/** The first step of each kind that writes, and every push; with `TWELVE_KILL=all` every step. */
function pointsOf(steps: readonly string[], hasHooks: boolean): Point[] {
  const everywhere = process.env['TWELVE_KILL'] === 'all';
  const isPush = (command: string) => command.includes(' push --porcelain ');
  const pushes = steps.filter(isPush).length;
  const kindOf = (command: string) => WRITES.exec(command)?.[1];
  const isFirst = (command: string, index: number) =>
    isPush(command) || (kindOf(command) && steps.findIndex((one) => kindOf(one) === kindOf(command)) === index);
  const points = steps.flatMap((command, index): Point[] => [
    ...(everywhere || isFirst(command, index) ? [{ when: 'before', step: index + 1 } as const] : []),
    ...(isPush(command) ? [{ when: 'after', step: index + 1 } as const] : []),
  ]);
  const hooks = (['pre-receive', 'update', 'post-receive'] as const).flatMap((when) =>
    Array.from({ length: pushes }, (_, index) => ({ when, step: index + 1 })),
  );
  return hasHooks ? [...points, ...hooks] : points;
}

async function attempt(scene: Scene, point: Point, before: string[], after: string[]): Promise<void> {
  scene.restore();
  await scene.kill(point);
  const found = scene.refs();
  // A pull request is written down after what it proposes: two pushes, each of which is done or not.
  const branches = (refs: readonly string[]) => refs.filter((ref) => ref.startsWith('refs/heads/'));
  const isPushed = JSON.stringify(branches(found)) === JSON.stringify(branches(after));
  expect({ point, refs: branches(found) }).toEqual({ point, refs: branches(isPushed ? after : before) });
  const isWritten = JSON.stringify(found) === JSON.stringify(after);
  const records = (refs: readonly string[]) => refs.filter((ref) => !ref.startsWith('refs/heads/'));
  expect({ point, records: records(found) }).toEqual({ point, records: records(isWritten ? after : before) });
  expect({ point, fsck: scene.fsck() }).toEqual({ point, fsck: '' });
  const { code, err } = await scene.again();
  expect({ point, code, err, refs: scene.refs() }).toEqual({ point, code: 0, err, refs: after });
}
