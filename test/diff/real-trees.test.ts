import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Application, Config, CronTask, Platform, ReleaseTask, Route, Scaling, WebService, Worker } from '../../lib';
import type { Tree } from '../../lib/manifest';
import { diffTrees, formatDiff, markdownOf, summaryOf } from '../../lib/diff';
import { filesOf, withEdits } from '../support/apply-edits';
import { blueGreen, canaryByGatewayApi, canaryByReplicas, canaryByTraefik } from '../support/golden-apps/slots';
import { GOLDEN, readTree, REPOSITORY } from '../support/trees';

interface Choices {
  readonly level: string;
  readonly scaling: Scaling;
  readonly schedule: string;
  readonly routes: readonly Route[];
}

const CHOICES: Choices = {
  level: 'info',
  scaling: Scaling.fixed(5),
  schedule: '30 3 * * *',
  routes: [Route.to('api.example.com', '/v1')],
};

/** lulu at a version. */
function render(version: string, choices: Partial<Choices> = {}): Map<string, string> {
  const { level, scaling, schedule, routes } = { ...CHOICES, ...choices };
  const platform = new Platform({ environments: { production: {} } });
  const lulu = new Application('lulu', { version, platform }, (chart) => {
    const image = 'registry.example.com/lulu/api';
    const config = Config.fromObject({ LOG_LEVEL: level, DATABASE_HOST: 'lulu-db' });
    new WebService(chart, 'api', { image, port: 8080, config, scaling, routes });
    new Worker(chart, 'mailer', { image: 'registry.example.com/lulu/mailer:7' });
    new CronTask(chart, 'report', { image, schedule });
    new ReleaseTask(chart, 'migrate', { image });
  });
  return filesOf(lulu.render().environments.get('production') as Tree);
}

function lines(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return formatDiff(diffTrees(before, after)).split('\n');
}

describe('the diff of an application', () => {
  test('says of a release what a release manager wants to know', () => {
    const diff = diffTrees(render('1.4.0'), render('1.5.0', { level: 'debug', scaling: Scaling.fixed(8) }));
    expect(summaryOf(diff)).toBe('5 objects changed, 1 added, 1 removed');
    expect(formatDiff(diff).split('\n')).toEqual([
      'ConfigMap lulu-api: LOG_LEVEL info → debug',
      'CronJob lulu-report: image 1.4.0 → 1.5.0',
      'Deployment lulu-api: image 1.4.0 → 1.5.0, replicas 5 → 8, config changed',
      'Deployment lulu-mailer: version 1.4.0 → 1.5.0',
      '- Job lulu-migrate-1-4-0',
      '+ Job lulu-migrate-1-5-0',
      'ResourceQuota lulu: limits.cpu 7500m → 9, limits.memory 3840Mi → 4608Mi, requests.cpu 1500m → 1800m, ' +
        'requests.memory 3840Mi → 4608Mi',
    ]);
  });

  test('says what became of scaling, schedules and routes', () => {
    const scaled = render('1.4.0', { scaling: Scaling.between(5, 20, { cpu: 65 }), schedule: '0 4 * * *' });
    expect(lines(render('1.4.0'), scaled).slice(0, 3)).toEqual([
      'CronJob lulu-report: schedule 30 3 * * * → 0 4 * * *',
      'Deployment lulu-api: - replicas 5',
      '+ HorizontalPodAutoscaler lulu-api',
    ]);
    const more = render('1.4.0', { scaling: Scaling.between(8, 20, { cpu: 70 }), schedule: '0 4 * * *' });
    expect(lines(scaled, more)).toEqual(['HorizontalPodAutoscaler lulu-api: minReplicas 5 → 8, cpu target 65% → 70%']);
    const routes = [Route.to('new.example.com'), ...CHOICES.routes, Route.to('api.example.com', '/v2')];
    expect(lines(render('1.4.0'), render('1.4.0', { routes }))).toEqual([
      'Ingress lulu-api: + host new.example.com, + path /v2, + TLS host new.example.com',
    ]);
  });

  test('says of a switch that the slots change places', () => {
    const tree = blueGreen.render().environments.get('production') as Tree;
    expect(lines(filesOf(tree), withEdits(tree, tree.slots?.traffic['blue'] ?? []))).toEqual([
      'Service blue-green-api-preview: slot blue → green',
      'Service blue-green-api: slot green → blue',
      'Service blue-green-web-preview: slot blue → green',
      'Service blue-green-web: slot green → blue',
    ]);
  });

  test.each([
    ['Traefik', canaryByTraefik, /^TraefikService \S+: \S+-stable weight 100 → \d+, \S+-canary weight 0 → \d+$/],
    ['the Gateway API', canaryByGatewayApi, /^HTTPRoute \S+: \S+-stable weight 100 → \d+, \S+-canary weight 0 → \d+$/],
    ['replicas', canaryByReplicas, /^Deployment \S+-canary: replicas \d+ → \d+$/],
  ])('says of a shift by %s who gets how much', (_, application, line) => {
    const tree = application.render().environments.get('production') as Tree;
    const edits = tree.slots?.shares?.find(({ share }) => share > 0)?.edits ?? [];
    expect(lines(filesOf(tree), withEdits(tree, edits))).toContainEqual(expect.stringMatching(line));
  });
});

describe.each([
  ...applicationsOf(join(REPOSITORY, 'dist', 'staging'), join(REPOSITORY, 'dist', 'production')),
  ...readdirSync(GOLDEN).map((name): Pair => [name, join(GOLDEN, name, 'staging'), join(GOLDEN, name, 'production')]),
])('%s as it is in the repository', (_, staging, production) => {
  const [before, after] = [readTree(staging), readTree(production)];
  const diff = diffTrees(before, after);

  test('does not differ from itself', () => {
    expect(diffTrees(after, new Map(after))).toEqual({ objects: [], unchanged: after.size });
  });

  test('is read, and has words for every object that differs between staging and production', () => {
    expect(diff.objects.filter(({ unreadable, kind, name }) => unreadable || !kind || !name)).toEqual([]);
    const text = formatDiff(diff);
    expect(text.split('\n').filter(Boolean)).toHaveLength(diff.objects.length);
    expect(text).not.toMatch(/formatting only|undefined|null|\[object/);
    expect(markdownOf(diff).length).toBeLessThanOrEqual(60_000);
  });
});

type Pair = readonly [name: string, staging: string, production: string];

function applicationsOf(staging: string, production: string): Pair[] {
  return readdirSync(production).map((name) => [name, join(staging, name), join(production, name)]);
}
