import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatProblem, TwelveFactorError } from '../../../lib/errors';
import type { BundleDescriptor } from '../../../lib/manifest/bundle';
import { digestOf } from '../../../lib/manifest/digest';
import type { SlotsDescriptor } from '../../../lib/manifest/slots';
import { type BundleLimits, readBundle } from '../../../lib/release/bundle';
import { readTree } from '../../support/trees';

/** A bundle and what is told of it, whole. */
export interface HostileBundle {
  /** What is wrong, for the test's name, with the row of faults.md that it is. */
  readonly what: string;
  /** Makes a good bundle bad. */
  readonly make: (dist: Dist) => void;
  /** Everything that is told, a line each. */
  readonly told: string | readonly string[];
  readonly limits?: BundleLimits;
}

/** Text of a manifest. */
export function manifest(kind: string, name: string, rest = ''): string {
  return `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${rest}`;
}

export const service = manifest(
  'Service',
  'lulu-api',
  'spec:\n  ports:\n  - port: 80\n  selector:\n    twelve-factor/slot: blue\n',
);

function deployment(slot: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: lulu-api-${slot}\nspec:\n  replicas: 2\n`;
}

const selector = (slot: string) => [
  { file: 'Service.lulu-api.yaml', path: ['spec', 'selector', 'twelve-factor/slot'], value: slot },
];

/** An environment as a test has it: its files by path, and its slots. */
export interface Rendered {
  readonly files: ReadonlyMap<string, string>;
  readonly slots?: SlotsDescriptor;
}

const lulu: Readonly<Record<string, Rendered>> = {
  staging: {
    files: new Map([
      ['ConfigMap.lulu-api.yaml', manifest('ConfigMap', 'lulu-api', 'data:\n  LEVEL: info\n')],
      ['Service.lulu-api.yaml', service],
    ]),
  },
  production: {
    files: new Map([
      ['Service.lulu-api.yaml', service],
      ['blue/Deployment.lulu-api-blue.yaml', deployment('blue')],
      ['green/Deployment.lulu-api-green.yaml', deployment('green')],
    ]),
    slots: { names: ['blue', 'green'], live: 'blue', traffic: { blue: selector('blue'), green: selector('green') } },
  },
};

/** A folder of bundles, with a good one in it: `lulu`, blue/green in production. */
export class Dist {
  readonly folder = mkdtempSync(join(tmpdir(), 'bundle-'));

  constructor() {
    this.add('lulu', lulu);
  }

  /** Writes a bundle, as a synthesis does. */
  add(application: string, environments: Readonly<Record<string, Rendered>>, version = '1.5.0'): void {
    const described = Object.entries(environments).map(([name, { files, slots }]) => {
      files.forEach((content, path) => this.write(`${name}/${application}/${path}`, content));
      return [name, { digest: digestOf(listed(files)), slots }] as const;
    });
    const descriptor: BundleDescriptor = {
      schema: 1,
      application,
      version,
      renderer: { 'cdk8s-twelve-factor': '0.1.0' },
      images: ['registry.example.com/lulu/api:1.5.0'],
      environments: Object.fromEntries(described),
    };
    this.write(`${application}.json`, `${JSON.stringify(descriptor, undefined, 2)}\n`);
  }

  /** Writes a file, and the folders that it is in. */
  write(path: string, content: string | Buffer): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), content);
  }

  /** Removes a file or a folder, or all. */
  remove(path = ''): void {
    rmSync(join(this.folder, path), { recursive: true, force: true });
  }

  link(path: string, target: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    symlinkSync(target, join(this.folder, path));
  }

  /** Puts a value into the descriptor of `lulu`, at `environments.staging.digest`; none removes what is there. */
  put(path: string | readonly string[], value?: unknown): void {
    const root: unknown = JSON.parse(readFileSync(join(this.folder, 'lulu.json'), 'utf8'));
    const steps = typeof path === 'string' ? path.split('.') : [...path];
    const last = steps.pop() as string;
    const parent = steps.reduce((node, step) => (node as Record<string, unknown>)[step], root) as Record<
      string,
      unknown
    >;
    if (value === undefined) {
      delete parent[last];
    } else {
      parent[last] = value;
    }
    this.write('lulu.json', JSON.stringify(root));
  }

  /** Puts the digests of its files as they are now into the descriptor of `lulu`. */
  seal(): void {
    for (const name of ['staging', 'production']) {
      this.put(`environments.${name}.digest`, digestOf(listed(readTree(join(this.folder, name, 'lulu')))));
    }
  }

  /** Makes a file large that takes no room. */
  makeLarge(path: string, size: number): void {
    this.write(path, '');
    truncateSync(join(this.folder, path), size);
  }

  makePipe(path: string): void {
    execFileSync('mkfifo', [join(this.folder, path)]);
  }
}

function listed(files: ReadonlyMap<string, string>): { path: string; content: string }[] {
  return [...files].map(([path, content]) => ({ path, content }));
}

/** What is told when something is done, a line each. Anything but a coded error is a bug, and thrown on. */
export function told(act: () => unknown): string[] {
  try {
    act();
    return [];
  } catch (error) {
    if (error instanceof TwelveFactorError) return error.problems.map(formatProblem);
    throw error;
  }
}

/** A test for each hostile bundle: it is told whole, within a second. */
export function testHostile(rows: readonly HostileBundle[]): void {
  test.each(rows)('$what is told, and nothing else', ({ make, told: expected, limits }) => {
    const dist = new Dist();
    try {
      expect(told(() => readBundle(dist.folder, 'lulu'))).toEqual([]);
      make(dist);
      // Time of the processor: others may keep it busy.
      const begin = process.cpuUsage();
      const lines = told(() => readBundle(dist.folder, 'lulu', limits));
      expect(process.cpuUsage(begin).user).toBeLessThan(1_000_000);
      expect(lines.map((line) => line.replaceAll(dist.folder, 'dist'))).toEqual([expected].flat());
    } finally {
      dist.remove();
    }
  });
}
