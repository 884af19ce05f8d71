import { App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Application,
  type ApplicationProps,
  CronTask,
  type CronTaskProps,
  type Environment,
  Platform,
  type Problem,
  TwelveFactorError,
  WebService,
  type WebServiceProps,
  Worker,
  type WorkerProps,
} from '../../lib';

export type Env = Environment<'staging' | 'production'>;

/** A mistake in what a service says. It is made in a bare chart, and in both environments of an application. */
export interface BadInput {
  /** What is wrong, for the test's name. */
  readonly what: string;
  /** What is told of it in production, whole. */
  readonly told: string | readonly string[];
  readonly define: (chart: Chart, env: Env) => void;
  /** Where it is a mistake. */
  readonly environments?: readonly ('staging' | 'production')[];
  /** Whether a bare chart tells the same; one knows neither versions nor other objects. */
  readonly bare?: false;
}

/** A mistake in an application or its platform. */
export interface BadApplication {
  readonly what: string;
  /** Everything that is told, of every environment. */
  readonly told: string | readonly string[];
  readonly make: () => { render(): unknown };
}

export const image = 'registry.example.com/lulu/api:1.5.0';

export const platform = new Platform({
  registry: 'registry.example.com',
  environments: { staging: {}, production: { domain: 'example.com', protected: true } },
});

/** An application of two environments. */
export function application(
  define: (chart: Chart, env: Env) => void,
  props: Partial<ApplicationProps<'staging' | 'production'>> = {},
): Application<'staging' | 'production'> {
  return new Application('lulu', { platform, version: '1.5.0', ...props }, define);
}

/** Describes a web service with what is wrong of it. */
export function web(props: Partial<WebServiceProps>, id = 'api') {
  return (scope: Construct): void => void new WebService(scope, id, { image, port: 8080, ...props });
}

/** Describes a worker. */
export function worker(props: Partial<WorkerProps>) {
  return (scope: Construct): void => void new Worker(scope, 'mailer', { image, ...props });
}

/** Describes a cron task. */
export function cron(props: Partial<CronTaskProps>, id = 'report') {
  return (scope: Construct): void => void new CronTask(scope, id, { image, schedule: '30 3 * * *', ...props });
}

/** What plain JavaScript lets through. */
export function untyped<T>(value: unknown): T {
  return value as T;
}

/** What is told when something is done. Anything but a `TwelveFactorError` is a bug, and thrown on. */
export function problemsOf(act: () => unknown): readonly Problem[] {
  try {
    act();
    return [];
  } catch (error) {
    if (error instanceof TwelveFactorError) return error.problems;
    throw error;
  }
}

/** A chart without an application, as any cdk8s program has. */
export function bareChart(): Chart {
  return new Chart(new App(), 'lulu');
}

/** Lines as a list. */
export function lines(told: string | readonly string[]): readonly string[] {
  return typeof told === 'string' ? [told] : told;
}

let folder: string | undefined;

/** Writes a file outside of the current folder: messages show its name alone. */
export function fileOf(name: string, content: string): string {
  folder ??= mkdtempSync(join(tmpdir(), 'bad-input-'));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Removes the files again. */
export function removeFiles(): void {
  if (folder) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
}
