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
