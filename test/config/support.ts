import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { formatProblem, Place } from '../../lib/errors';

/** A place that collects, as an application's does, and what it was told. */
export function collecting(path = 'lulu/staging/api'): { place: Place; lines: string[] } {
  const lines: string[] = [];
  return { place: new Place(path, (problem) => lines.push(formatProblem(problem))), lines };
}

/** A place that throws, as a bare chart's does. */
export function throwing(path = 'lulu/staging/api'): Place {
  return new Place(path);
}

/** Runs each test of a file in an empty folder of its own; the function writes a file into it. */
export function inEmptyFolder(): (path: string, content: string | Uint8Array) => string {
  const before = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'config-')));
    process.chdir(folder);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });
  return (path, content) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
}

/** A construct in a chart of its own. */
export function service(namespace?: string): { scope: Construct; chart: Chart } {
  const chart = new Chart(new App(), 'lulu', { namespace });
  return { chart, scope: new Construct(chart, 'api') };
}
