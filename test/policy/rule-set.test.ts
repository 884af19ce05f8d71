import { type Finding, Manifest, ManifestSet, type Rule, RuleSet } from '../../lib/policy';

const own: Rule = {
  code: 'ACME-OWNER',
  title: 'A Service has no owner',
  severity: 'warning',
  remedy: 'give the label owner',
  check: (manifests, tell) =>
    manifests.of('Service').forEach((service) => {
      if (!service.labels['owner']) tell(service.at('metadata', 'labels'), 'there is no label owner');
    }),
};

function service(annotations: Record<string, string> = {}): ManifestSet {
  const metadata = { name: 'a', namespace: 'b', labels: { app: 'a' }, annotations };
  const object = { apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'ExternalName' } };
  return new ManifestSet([new Manifest(object, { source: 'lulu/api/Service' })]);
}

/** What that rule tells. Others have more to say of so bare a Service. */
function told(rules: RuleSet, manifests: ManifestSet, environment?: string): Finding[] {
  return rules.check(manifests, environment).filter(({ code }) => code === own.code);
}

describe('a rule of a platform team', () => {
  it('is asked like those of the library, and says where', () => {
    const [finding, ...more] = told(new RuleSet().add(own), service());
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'ACME-OWNER',
      severity: 'warning',
      path: ['metadata', 'labels'],
      given: 'there is no label owner',
      remedy: 'give the label owner',
    });
    expect(finding?.manifest.title).toBe('Service/a');
  });

  it('has a code of its own', () => {
    expect(() => new RuleSet().add({ ...own, code: 'TF3001' })).toThrow('TF3001 is a rule already');
  });

  it('lets off an object that gives a reason, and none that does not', () => {
    const rules = new RuleSet().add(own);
    expect(told(rules, service({ 'twelve-factor/exempt-ACME-OWNER': 'belongs to everybody' }))).toEqual([]);
    const codes = rules.check(service({ 'twelve-factor/exempt-ACME-OWNER': ' ' })).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['TF3190', 'ACME-OWNER']));
  });
});

describe('a severity', () => {
  const severities = (rules: RuleSet, environment?: string) =>
    told(rules, service(), environment).map(({ severity }) => severity);

  it('is the rule’s own where nothing is said', () => {
    expect(severities(new RuleSet().add(own), 'staging')).toEqual(['warning']);
  });

  it('holds everywhere', () => {
    expect(severities(new RuleSet().add(own).severity('ACME-OWNER', 'error'))).toEqual(['error']);
  });

  it('differs by environment', () => {
    const rules = new RuleSet().add(own).severity('ACME-OWNER', { production: 'error', default: 'off' });
    expect(severities(rules, 'production')).toEqual(['error']);
    expect(severities(rules, 'staging')).toEqual([]);
  });

  it('is of a rule that there is', () => {
    expect(() => new RuleSet().severity('ACME-NONE', 'off')).toThrow('no rule has the code "ACME-NONE"');
  });
});

describe('a second check', () => {
  const told = (rules: RuleSet, from?: Finding['severity']) =>
    rules
      .check(service(), 'staging', from)
      .filter(({ code }) => code.startsWith('ACME-'))
      .map(({ code, severity }) => [code, severity]);

  it('asks a rule that was added after the first', () => {
    const rules = new RuleSet().add(own);
    expect(told(rules)).toEqual([['ACME-OWNER', 'warning']]);
    rules.add({ ...own, code: 'ACME-ALSO' });
    expect(told(rules)).toEqual([
      ['ACME-OWNER', 'warning'],
      ['ACME-ALSO', 'warning'],
    ]);
  });

  it('knows a severity that was given after the first', () => {
    const rules = new RuleSet().add(own);
    expect(told(rules)).toEqual([['ACME-OWNER', 'warning']]);
    rules.severity('ACME-OWNER', { staging: 'note' });
    expect(told(rules)).toEqual([['ACME-OWNER', 'note']]);
    rules.severity('ACME-OWNER', 'off');
    expect(told(rules)).toEqual([]);
  });

  it('looks for what it is asked for, whatever the first was', () => {
    const rules = new RuleSet().add(own);
    expect(told(rules, 'error')).toEqual([]);
    expect(told(rules, 'warning')).toEqual([['ACME-OWNER', 'warning']]);
    expect(rules.check(service(), 'production').map(({ code }) => code)).toContain('ACME-OWNER');
  });
});

describe('rules that are asked together', () => {
  const pod = (name: string) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default' },
    spec: {
      hostNetwork: true,
      containers: [
        { name: 'a', image: 'a:latest', ports: [{ containerPort: 22 }] },
        { name: 'b', image: 'b:latest', securityContext: { privileged: true, runAsNonRoot: false } },
      ],
    },
  });
  const manifests = new ManifestSet(['x', 'y'].map((name) => new Manifest(pod(name), { source: name })));

  it('tell by object, then by rule', () => {
    const ofY = { ...own, code: 'A-1', check: (({ all: [, y] }, tell) => tell(y!.at('kind'), 'y')) as Rule['check'] };
    const rules = new RuleSet().add(ofY);
    const order = rules.all.map(({ code }) => code);
    const findings = rules.check(manifests);
    const places = findings.map(({ manifest, code }) => manifests.all.indexOf(manifest) * 1000 + order.indexOf(code));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(findings.map(({ code }) => code)).size).toBeGreaterThan(10);
    expect(findings.at(-1)?.code).toBe('A-1');
  });

  it('tell what each tells alone', () => {
    const rules = new RuleSet();
    const together = rules.check(manifests).map(({ code, path, given }) => ({ code, path, given }));
    for (const rule of rules.all) {
      if (rule.severity === 'off') continue;
      const alone: unknown[] = [];
      rule.check(manifests, (field, given) => alone.push({ code: rule.code, path: field.path, given }));
      expect(alone).toEqual(together.filter(({ code }) => code === rule.code));
    }
  });

  it('are asked by their own check, also a copy of one of the library', () => {
    const image = new RuleSet().find('TF3101')!;
    const copy: Rule = { ...image, code: 'ACME-IMAGE' };
    const other: Rule = { ...copy, code: 'ACME-OTHER', check: ({ all: [x] }, tell) => tell(x!.at('kind'), 'asked') };
    const findings = new RuleSet().add(copy, other).check(manifests);
    const givenBy = (code: string) => findings.filter((one) => one.code === code).map(({ given }) => given);
    expect(givenBy('ACME-IMAGE')).toEqual(givenBy('TF3101'));
    expect(givenBy('ACME-IMAGE')).toHaveLength(4);
    expect(givenBy('ACME-OTHER')).toEqual(['asked']);
  });
});
