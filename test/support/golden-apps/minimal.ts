import { App, Chart, YamlOutputType } from 'cdk8s';
import { WebService } from 'cdk8s-twelve-factor';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTree } from '../trees';

/** The least that a service is, in a chart of a plain cdk8s app, as cdk8s itself writes it. */
export function renderMinimal(): Map<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'minimal-'));
  try {
    const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE, outputFileExtension: '.yaml' });
    const chart = new Chart(app, 'lulu', { namespace: 'lulu' });
    new WebService(chart, 'api', { image: 'registry.example.com/lulu/api:1.5.0', port: 8080 });
    app.synth();
    return readTree(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
