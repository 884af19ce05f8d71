import { App, Chart } from 'cdk8s';
import {
  Application,
  CronTask,
  exempt,
  formatProblem,
  Health,
  Platform,
  Rollout,
  Security,
  type TwelveFactorError,
  WebService,
} from '../../lib';

const DIGEST = `registry.example.com/lulu/api@sha256:${'0123456789abcdef'.repeat(4)}`;
const LOW = { image: DIGEST, port: 8080, security: Security.restricted({ user: 999 }) };
const REASON = 'the files of its image belong to user 999';

function platform() {
  return new Platform({ environments: { staging: {}, production: {} } });
}

/** Objects with an exemption, and warnings, of an application in production. */
function rendered(define: (chart: Chart) => void, on = platform()) {
  const tree = new Application('lulu', { platform: on, version: '1.5.0' }, define)
    .render()
    .environments.get('production');
  const exemptions = (tree?.files ?? []).flatMap(({ path, object }) => {
    const { annotations = {} } = object['metadata'] as { annotations?: Record<string, string> };
    const own = Object.entries(annotations).filter(([key]) => key.startsWith('twelve-factor/exempt-'));
    return own.map(([key, reason]) => `${path} ${key}: ${reason}`);
  });
  return { exemptions, warnings: (tree?.warnings ?? []).map(({ code }) => code) };
}

function problems(define: (chart: Chart) => void, on = platform()): string[] {
  try {
    rendered(define, on);
    return [];
  } catch (error) {
    return [...new Set((error as TwelveFactorError).problems.map(formatProblem))];
  }
}

describe('an exemption', () => {
  it('lets an object off a rule, with its reason as an annotation', () => {
    expect(rendered((chart) => void new WebService(chart, 'api', LOW)).warnings).toEqual(['TF3134', 'TF3134']);
    expect(rendered((chart) => exempt(new WebService(chart, 'api', LOW).deployment, 'TF3134', `${REASON} `))).toEqual({
      exemptions: [`Deployment.lulu-api.yaml twelve-factor/exempt-TF3134: ${REASON}`],
      warnings: [],
    });
  });

  it('of a service is of what the rule is about, in both of its slots', () => {
    const { exemptions, warnings } = rendered((chart) =>
      exempt(new WebService(chart, 'api', { ...LOW, rollout: Rollout.blueGreen() }), 'TF3134', REASON),
    );
    expect(exemptions.map((line) => line.split(' ')[0])).toEqual([
      'blue/Deployment.lulu-api-blue.yaml',
      'green/Deployment.lulu-api-green.yaml',
    ]);
    expect(warnings).toEqual([]);
  });

  it('of a chart is of all that is in it so far', () => {
    const { exemptions } = rendered((chart) => {
      new WebService(chart, 'api', LOW);
      new CronTask(chart, 'report', { image: DIGEST, schedule: '0 3 * * *' });
      exempt(chart, 'TF3134', REASON);
      new WebService(chart, 'later', { ...LOW, health: Health.http() });
    });
    expect(exemptions.map((line) => line.split(' ')[0])).toEqual([
      'CronJob.lulu-report.yaml',
      'Deployment.lulu-api.yaml',
    ]);
  });

  it('is of a rule that the platform added', () => {
    const on = platform();
    on.rules.add({
      code: 'ACME-NONE',
      title: 'A Service is there',
      severity: 'error',
      remedy: 'remove it',
      check: (manifests, tell) => manifests.of('Service').forEach(({ root }) => tell(root, 'it is there')),
    });
    const define = (chart: Chart) => new WebService(chart, 'api', { image: DIGEST, port: 8080 });
    expect(problems((chart) => void define(chart), on)).toEqual([
      '[lulu/staging/api] Service/lulu-api: it is there; remove it (ACME-NONE)',
      '[lulu/production/api] Service/lulu-api: it is there; remove it (ACME-NONE)',
    ]);
    expect(problems((chart) => exempt(define(chart), 'ACME-NONE', 'it may'), on)).toEqual([]);
  });

  it('needs a reason, and a rule', () => {
    const found = problems((chart) => {
      const api = new WebService(chart, 'api', LOW);
      exempt(api.deployment, 'TF3134', ' ');
      exempt(api, 'ACME-LOST', REASON);
      exempt(api.networkPolicy, 'TF3145', undefined as unknown as string);
    });
    expect(found.filter((line) => line.includes('/production/'))).toEqual([
      '[lulu/production/api] exempt "TF3134": no reason is given; say why, for the reviewer who reads the annotation (TF3190)',
      '[lulu/production/api] exempt "ACME-LOST": no rule has that code; give a code of docs/policy.md, or of a rule that the platform adds (TF3190)',
      '[lulu/production/api] exempt "TF3145": no reason is given; say why, for the reviewer who reads the annotation (TF3190)',
    ]);
  });

  it('is told at once in a chart that is on no platform', () => {
    const api = new WebService(new Chart(new App(), 'lulu'), 'api', LOW);
    expect(() => exempt(api, 'ACME-LOST', REASON)).toThrow('[lulu/api] exempt "ACME-LOST": no rule has that code');
    exempt(api, 'TF3134', REASON);
    expect(api.deployment.metadata.getLabel('env')).toBeUndefined();
    expect(api.deployment.toJson()).toMatchObject({
      metadata: { annotations: { 'twelve-factor/exempt-TF3134': REASON } },
    });
  });
});

describe('the rules of a platform', () => {
  const define = (chart: Chart) => void new WebService(chart, 'api', LOW);

  it('matter as much as it says, in each environment', () => {
    const on = platform();
    on.rules.severity('TF3134', { production: 'error', default: 'off' });
    expect(problems(define, on)).toEqual([
      '[lulu/production/api] Deployment/lulu-api spec.template.spec.securityContext.runAsUser: 999 may be somebody on its node; give ids from 10001 (TF3134)',
      '[lulu/production/api] Deployment/lulu-api spec.template.spec.securityContext.runAsGroup: 999 may be somebody on its node; give ids from 10001 (TF3134)',
    ]);
  });

  it('do not compile for an environment that there is not, and from JavaScript are told by every application', () => {
    const on = platform();
    // @ts-expect-error: a misspelt environment
    on.rules.severity('TF3134', { productoin: 'error' });
    // @ts-expect-error: a misspelt severity
    on.rules.severity('TF3134', 'eror');
    on.rules.severity('ACME-LOST', 'off');
    on.rules.add({ code: 'TF3001', title: '', severity: 'error', remedy: '', check: () => undefined });
    on.rules.add({} as never);
    expect(problems(define, on)).toEqual([
      '[platform] rules: TF3134 is given a severity for "productoin", which is no environment; use staging, production, default (TF1018)',
      '[platform] rules: TF3134 is given the severity "eror"; use error, warning, note, off (TF1018)',
      '[platform] rules: no rule has the code "ACME-LOST"; give a code of docs/policy.md, or of a rule that was added before (TF1018)',
      '[platform] rules: TF3001 is a rule already; give yours a code of its own, as in ACME-OWNER (TF1018)',
      '[platform] rules: "undefined" is no rule: it needs a code and a check; give both, the code of at most 50 letters, digits and hyphens (TF1018)',
    ]);
  });
});
