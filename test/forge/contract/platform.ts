import { join } from 'node:path';
import { run } from '../../../lib/cli/run';
import { type Answer, TestPlatform } from '../../support/platform';
import { TestRepository } from '../repository';
import { type ForgeServer, TOKEN } from '../servers/server';
import type { Kind } from './contenders';

/** A platform repository whose pull requests are at a server. */
export class ForgePlatform extends TestPlatform {
  override readonly repo: string;
  readonly server: ForgeServer;
  /** Everything that was said so far. */
  said = '';
  private readonly repository = new TestRepository();
  private minutes = 0;

  constructor(private readonly kind: Kind) {
    super();
    this.repo = this.repository.path;
    this.server = kind.serve(this.repository);
  }

  /** Makes the platform, with what `twelve.yaml` says of the forge. */
  async begin(settings = '', flow: 'direct' | 'pullRequest' = 'pullRequest'): Promise<this> {
    await this.server.start();
    await this.init(flow);
    this.configure(settings);
    return this;
  }

  /** Changes what `twelve.yaml` says. */
  configure(settings: string, change = (text: string) => text): void {
    const text = this.git('show', 'main:twelve.yaml').replace(/\nforge:[\s\S]*$/, '');
    const forge = `forge:\n  kind: ${this.kind.kind}\n  url: ${this.server.url}\n  repository: acme/platform\n`;
    this.edit('main', 'twelve.yaml', `${change(text)}\n${forge}${settings}`);
  }

  /** Runs `twelve` with the token of the forge. */
  override async twelve(...argv: readonly string[]): Promise<Answer> {
    const answer = { out: '', err: '' };
    const now = new Date(Date.parse('2026-01-05T09:00:00Z') + (this.minutes += 1) * 60_000).toISOString();
    const code = await run(argv, {
      cwd: join(this.folder, 'work'),
      env: { [this.kind.variable]: TOKEN },
      out: (text) => (answer.out += text),
      err: (text) => (answer.err += text),
      now: () => now,
      color: false,
      errColor: false,
    });
    this.said += answer.out + answer.err;
    return { code, ...answer };
  }

  /** Stops the server, and answers what broke the description of its API. */
  async end(): Promise<string[]> {
    await this.server.close();
    this.repository.remove();
    this.remove();
    return this.server.violations;
  }
}

/** Platforms that are removed after the test, which fails if any request or answer broke the description of the API. */
export function useForgePlatforms(): (kind: Kind) => ForgePlatform {
  const made: ForgePlatform[] = [];
  afterEach(async () => {
    const violations = await Promise.all(made.splice(0).map((platform) => platform.end()));
    expect(violations.flat()).toEqual([]);
  });
  return (kind) => {
    const platform = new ForgePlatform(kind);
    made.push(platform);
    return platform;
  };
}

/** What `twelve status` and `twelve verify` say of lulu in production. */
export async function production(platform: ForgePlatform): Promise<unknown> {
  interface Place {
    readonly version?: string;
    readonly drifted: boolean;
    readonly waiting?: { readonly version: string; readonly number?: number };
  }
  const status = await platform.ok<{ applications: { environments: Record<string, Place> }[] }>('status', 'lulu');
  const { version, drifted, waiting } = status.applications[0]?.environments['production'] ?? {};
  const verified = await platform.verb('verify', 'lulu');
  return { version, drifted, waits: waiting && [waiting.version, waiting.number], verified: verified.code };
}

/** What it says of a release that is live, beside its version. */
export const LIVE = { drifted: false, waits: undefined, verified: 0 };
