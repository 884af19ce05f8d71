import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../lib/cli/run';
import { writeBundle } from '../../lib/manifest';
import { digestOf } from '../../lib/manifest/digest';
import type { SlotsDescriptor } from '../../lib/manifest/slots';
import { toYaml, type JsonValue } from '../../lib/manifest/yaml';

/** What a command answered. */
export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** How an environment of a bundle is laid out. */
export type Layout = 'plain' | 'blueGreen' | 'canary';

/** What a bundle of a test holds. */
export interface BundleProps {
  readonly version: string;
  /** @default ['staging', 'production'], plain */
  readonly environments?: Readonly<Record<string, Layout>>;
  /** Objects that this version brings, beside those of the layout: files by path. */
  readonly files?: Readonly<Record<string, JsonValue>>;
}

const GIT_ENV = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
};

/** A platform repository in a folder of its own, and everything to work with it. */
export class TestPlatform {
  /** The folder that all of it is in. */
  readonly folder = mkdtempSync(join(tmpdir(), 'twelve-'));
  /** The platform repository. */
  readonly repo = join(this.folder, 'platform.git');
  /** Where bundles are written. */
  readonly dist = join(this.folder, 'dist');
  /** Variables of the commands that follow. */
  variables: Readonly<Record<string, string>> = {};
  private clock = Date.parse('2026-01-05T09:00:00Z');

  constructor(readonly env: Readonly<Record<string, string>> = {}) {
    mkdirSync(join(this.folder, 'work'));
  }

  /** Runs `twelve` in this process. Time goes on by a minute with each command. */
  async twelve(...argv: readonly string[]): Promise<Answer> {
    const answer = { out: '', err: '' };
    const now = new Date((this.clock += 60_000)).toISOString();
    const code = await run(argv, {
      cwd: join(this.folder, 'work'),
      env: this.variables,
      out: (text) => (answer.out += text),
      err: (text) => (answer.err += text),
      now: () => now,
      color: false,
      errColor: false,
    });
    return { code, ...answer };
  }

  /** Lets minutes go by. */
  later(minutes: number): this {
    this.clock += minutes * 60_000;
    return this;
  }

  /** Runs a verb with the options that every test gives, and answers its data. Fails the test if the verb does. */
  async ok<T = Record<string, never>>(...argv: readonly string[]): Promise<T> {
    const answer = await this.verb(...argv, '--json');
    if (answer.code !== 0) {
      throw new Error(`twelve ${argv.join(' ')} ended with ${answer.code}:\n${answer.err}`);
    }
    return (answer.out === '' ? {} : JSON.parse(answer.out)) as T;
  }

  /** Runs a verb with the options that every test gives. */
  verb(...argv: readonly string[]): Promise<Answer> {
    return this.twelve(...argv, ...this.common(argv[0] as string, argv[1]));
  }

  /** The options that say where and who. */
  common(verb: string, subverb = ''): string[] {
    const isReading = ['status', 'history', 'diff'].includes(verb) || ['list', 'show'].includes(subverb);
    const who = isReading ? [] : ['--actor', 'Ada Lovelace <ada@example.com>'];
    return ['--repo', this.repo, '--cache', join(this.folder, 'cache'), '--timeout', '20', ...who];
  }

  /** Makes the platform: staging direct, production as it is said. */
  async init(production: 'direct' | 'pullRequest' = 'direct'): Promise<this> {
    await this.ok('init-platform', '--env', 'staging:direct', '--env', `production:${production}`);
    return this;
  }

  /** Writes a bundle. */
  bundle(application: string, props: BundleProps): this {
    return this.bundleTo(this.dist, application, props);
  }

  /** Writes a bundle to a folder of its own. */
  bundleTo(dist: string, application: string, props: BundleProps): this {
    const { version, environments = { staging: 'plain', production: 'plain' } } = props;
    const trees = Object.entries(environments).map(([environment, layout]) => {
      const objects = new Map(Object.entries({ ...layOut(application, environment, version, layout), ...props.files }));
      const files = [...objects]
        .map(([path, object]) => ({
          path,
          content: toYaml(object),
          object: object as Record<string, JsonValue>,
          construct: '',
        }))
        .sort((a, b) => (a.path < b.path ? -1 : 1));
      const slots = slotsOf(application, layout);
      return [environment, { files, digest: digestOf(files), ...(slots && { slots }) }] as const;
    });
    writeBundle(dist, { application, version, environments: new Map(trees) });
    return this;
  }

  /** Writes a bundle and releases it. */
  async release(
    application: string,
    version: string,
    order: number,
    environment = 'staging',
    props: Omit<BundleProps, 'version'> = {},
  ): Promise<void> {
    this.bundle(application, { version, ...props });
    await this.ok('release', application, '--env', environment, '--dist', this.dist, '--order', String(order));
  }

  /** Runs git in the platform repository. */
  git(...args: readonly string[]): string {
    return gitIn(this.repo)(...args);
  }

  /** Files of an application on a branch, with their contents. */
  files(application: string, branch = 'staging'): Record<string, string> {
    const paths = this.git('ls-tree', '-r', '--name-only', `${branch}:${application}`).split('\n');
    return Object.fromEntries(paths.map((path) => [path, this.git('show', `${branch}:${application}/${path}`)]));
  }

  /** Id of the tree of an application on a branch. */
  tree(application: string, branch = 'staging'): string {
    return this.git('rev-parse', `${branch}:${application}`);
  }

  /** The state of an application on a branch. */
  state(application: string, branch = 'staging'): Record<string, unknown> & { release: string } {
    return JSON.parse(this.git('show', `${branch}:.twelve/${application}.json`)) as { release: string };
  }

  /** Every ref and where it points to. */
  refs(): string {
    return this.git('for-each-ref', '--format=%(refname) %(objectname)');
  }

  /** Clones the platform repository and does something by hand in it. */
  byHand(branch: string, work: (folder: string, git: (...args: string[]) => string) => void): void {
    const clone = mkdtempSync(join(this.folder, 'clone-'));
    const git = gitIn(clone);
    git('clone', '--quiet', '--branch', branch, this.repo, '.');
    work(clone, git);
    git('push', '--quiet', 'origin', `HEAD:${branch}`);
  }

  /** Writes a file of a branch by hand. */
  edit(branch: string, file: string, content: string): void {
    this.byHand(branch, (folder, git) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
      git('add', file);
      git('commit', '--quiet', '-m', `edit ${file}`);
    });
  }

  /** Does something in the folder that `twelve` runs in. */
  workIn(work: (git: (...args: string[]) => string, write: (file: string, content: string) => void) => void): void {
    const folder = join(this.folder, 'work');
    work(gitIn(folder), (file, content) => writeFileSync(join(folder, file), content));
  }

  /** Folders of the caches that were made. */
  caches(): string[] {
    const folder = join(this.folder, 'cache');
    return readdirSync(folder)
      .filter((name) => name.endsWith('.git'))
      .map((name) => join(folder, name));
  }

  /** Removes the caches. */
  forgetCache(): void {
    rmSync(join(this.folder, 'cache'), { recursive: true, force: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function gitIn(folder: string): (...args: string[]) => string {
  return (...args) =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...GIT_ENV },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
}

/** A platform that is removed after the test. */
export function usePlatform(): () => TestPlatform {
  const made: TestPlatform[] = [];
  afterEach(() => made.splice(0).forEach((platform) => platform.remove()));
  return () => {
    const platform = new TestPlatform();
    made.push(platform);
    return platform;
  };
}

function layOut(application: string, environment: string, version: string, layout: Layout): Record<string, JsonValue> {
  const meta = (name: string) => ({ name, namespace: `${application}-${environment}` });
  const deployment = (name: string): JsonValue => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: meta(name),
    spec: {
      replicas: 2,
      template: { spec: { containers: [{ name: 'web', image: `registry.example.com/${application}:${version}` }] } },
    },
  });
  const service = (spec: JsonValue): JsonValue => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: meta(application),
    spec,
  });
  if (layout === 'plain') {
    return {
      [`Deployment.${application}.yaml`]: deployment(application),
      [`Service.${application}.yaml`]: service({ selector: { app: application } }),
    };
  }
  const [first, second] = layout === 'blueGreen' ? ['blue', 'green'] : ['stable', 'canary'];
  return {
    [`Service.${application}.yaml`]: service(
      layout === 'blueGreen' ? { selector: { slot: first } } : { selector: {}, weights: [100, 0] },
    ),
    [`Job.migrate-${version.replaceAll('.', '-')}.yaml`]: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: meta(`migrate-${version.replaceAll('.', '-')}`),
      spec: {},
    },
    [`${first}/Deployment.${application}-${first}.yaml`]: deployment(`${application}-${first}`),
    [`${second}/Deployment.${application}-${second}.yaml`]: deployment(`${application}-${second}`),
  };
}

function slotsOf(application: string, layout: Layout): SlotsDescriptor | undefined {
  const file = `Service.${application}.yaml`;
  if (layout === 'blueGreen') {
    const edit = (slot: string) => [{ file, path: ['spec', 'selector', 'slot'], value: slot }];
    return { names: ['blue', 'green'], live: 'blue', traffic: { blue: edit('blue'), green: edit('green') } };
  }
  if (layout === 'canary') {
    const weigh = (share: number) => [
      { file, path: ['spec', 'weights', 0], value: 100 - share },
      { file, path: ['spec', 'weights', 1], value: share },
    ];
    return {
      names: ['stable', 'canary'],
      live: 'stable',
      traffic: { stable: weigh(0), canary: weigh(100) },
      shares: [0, 25, 100].map((share) => ({ share, edits: weigh(share) })),
    };
  }
  return undefined;
}
