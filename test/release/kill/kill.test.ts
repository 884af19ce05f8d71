import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestPlatform } from '../../support/platform';
import { releasing, withEnv } from '../faults/support';
import { expectConverges, type Story } from './converges';

const PROMOTION = ['promote', 'lulu', '--from', 'staging', '--to', 'production'];
const AT = '2026-01-20T00:00:00Z';
const on = (verb: string, ...more: string[]) => [verb, 'lulu', '--env', 'staging', ...more];

/** Staging has 1.0.0; 1.1.0 is rendered. */
async function begun(platform: TestPlatform, production: 'direct' | 'pullRequest' = 'direct'): Promise<void> {
  await platform.init(production);
  await platform.release('lulu', '1.0.0', 1);
  platform.bundle('lulu', { version: '1.1.0' });
}

/** A rollout whose idle slot has 1.1.0. */
async function waiting(platform: TestPlatform, staging: 'blueGreen' | 'canary'): Promise<void> {
  await platform.init();
  await platform.release('lulu', '1.0.0', 1, 'staging', { environments: { staging } });
  await platform.release('lulu', '1.1.0', 2, 'staging', { environments: { staging } });
}

const stories: Record<string, Story> = {
  'release, without a cache': { prepare: begun, argv: (one) => releasing(one, 2), cold: true },
  'release to an environment of pull requests': {
    prepare: (one) => begun(one, 'pullRequest'),
    argv: (one) => releasing(one, 2, 'production'),
  },
  'release in place of one that waits': {
    prepare: async (one) => {
      await begun(one, 'pullRequest');
      await one.ok(...PROMOTION);
    },
    argv: (one) => releasing(one, 2, 'production'),
  },
  promote: { prepare: begun, argv: () => PROMOTION },
  switch: { prepare: (one) => waiting(one, 'blueGreen'), argv: () => on('switch') },
  shift: { prepare: (one) => waiting(one, 'canary'), argv: () => on('shift', '--share', '25') },
  rollback: {
    prepare: async (one) => {
      await begun(one);
      await one.release('lulu', '1.1.0', 2);
    },
    argv: () => on('rollback'),
  },
  pin: { prepare: begun, argv: () => on('pin', '--reason', 'quiet') },
  'verify --restore': {
    prepare: async (one) => {
      await begun(one);
      // At the same time in every lane.
      await withEnv({ GIT_AUTHOR_DATE: AT, GIT_COMMITTER_DATE: AT }, () =>
        one.byHand('staging', (folder, git) => {
          writeFileSync(join(folder, 'lulu/Service.lulu.yaml'), 'a: 1\n');
          git('commit', '--quiet', '-am', 'by hand');
        }),
      );
    },
    argv: () => ['verify', 'lulu', '--restore'],
  },
  prune: {
    prepare: async (one) => {
      await one.init();
      for (const order of [1, 2, 3]) {
        await one.release('lulu', `1.${order}.0`, order);
      }
      // Another branch of releases, and one whose releases nothing runs.
      one.git('update-ref', 'refs/heads/staging', 'staging~2');
    },
    argv: () => ['prune', '--keep', '1'],
  },
  'pr merge': {
    prepare: async (one) => {
      await begun(one, 'pullRequest');
      await one.ok(...PROMOTION);
    },
    argv: () => ['pr', 'merge', '1'],
  },
  'init-platform': { prepare: () => Promise.resolve(), argv: () => ['init-platform'], cold: true },
};

describe('K1: a process that is killed leaves the old or the new state, and the same command again ends it:', () => {
  test.each(Object.entries(stories))('%s', (_, story) => expectConverges(story), 300_000);
});
