import { Place, type RuleCode, shown } from '../errors';
import { isExempt } from './exemption';
import type { Finding } from './finding';
import type { ManifestSet } from './manifest-set';
import { Pass } from './pass';
import { type Rule, SEVERITIES, type Severity } from './rule';
import { builtInRules } from './rules';
import { exemptionRule } from './rules/exemptions';

/** A severity, or one for each environment; where an environment is not named and there is no `default`, the rule's own. */
export type SeverityChoice<E extends string = string> =
  Severity | Readonly<Partial<Record<E, Severity>> & { default?: Severity }>;

/** What a code may be, so that an annotation can have it in its name. */
const CODE = /^[A-Za-z0-9](?:[-.\w]{0,48}[A-Za-z0-9])?$/;

/** The rules that manifests have to keep, and how much each matters where. */
export class RuleSet<E extends string = string> {
  private readonly rules = new Map<RuleCode, Rule>();
  private readonly severities = new Map<RuleCode, SeverityChoice<E>>();
  /** Of each environment that was checked; of no use once a rule or a severity has changed. */
  private readonly passes = new Map<string, Pass>();

  /**
   * The rules of this library.
   *
   * @param environments what severities may be given for; any, if they are not known
   * @param place where mistakes are told; without one, the first throws
   */
  constructor(
    private readonly environments?: readonly E[],
    private readonly place = new Place('rules'),
  ) {
    for (const rule of [...builtInRules, exemptionRule((code) => this.rules.has(code))]) {
      this.rules.set(rule.code, rule);
    }
  }

  /** Every rule, in the order that they are asked. */
  get all(): readonly Rule[] {
    return [...this.rules.values()];
  }

  /** The rule of a code. */
  find(code: RuleCode): Rule | undefined {
    return this.rules.get(code);
  }

  /**
   * Adds rules of your own. Told as TF1018 if a rule has that code already.
   *
   * @example
   * platform.rules.add({
   *   code: 'ACME-OWNER',
   *   title: 'A Service has no owner',
   *   severity: 'warning',
   *   remedy: 'give the label owner',
   *   check: (manifests, tell) => {
   *     for (const service of manifests.of('Service')) {
   *       if (!service.labels.owner) tell(service.at('metadata', 'labels'), 'there is no label owner');
   *     }
   *   },
   * });
   */
  add(...rules: readonly Rule[]): this {
    for (const rule of rules) {
      const given = rule as Partial<Rule> | undefined;
      if (typeof given?.code !== 'string' || !CODE.test(given.code) || typeof given.check !== 'function') {
        this.problem(
          `${shown(given?.code ?? 'undefined')} is no rule: it needs a code and a check`,
          'give both, the code of at most 50 letters, digits and hyphens',
        );
      } else if (this.rules.has(rule.code)) {
        this.problem(`${rule.code} is a rule already`, 'give yours a code of its own, as in ACME-OWNER');
      } else {
        this.rules.set(rule.code, rule);
        this.passes.clear();
        this.checkSeverity(rule.code, rule.severity);
      }
    }
    return this;
  }

  /**
   * Says how much a rule matters: everywhere, or in each environment. Told as TF1018 if there is no such rule or environment.
   *
   * @example
   * platform.rules.severity('TF3101', { production: 'error', default: 'warning' });
   */
  severity(code: RuleCode, severity: SeverityChoice<E>): this {
    if (!this.rules.has(code)) {
      this.problem(
        `no rule has the code ${shown(code)}`,
        'give a code of docs/policy.md, or of a rule that was added before',
      );
      return this;
    }
    const choices: Readonly<Record<string, unknown>> =
      typeof severity === 'object' && severity !== null ? severity : { default: severity };
    for (const [environment, chosen] of Object.entries(choices)) {
      this.checkEnvironment(code, environment);
      this.checkSeverity(code, chosen);
    }
    this.severities.set(code, severity);
    this.passes.clear();
    return this;
  }

  /** How much a rule matters in an environment. */
  severityIn(rule: Rule, environment?: E): Severity {
    const chosen = this.severities.get(rule.code);
    if (typeof chosen !== 'object') return chosen ?? rule.severity;
    const own = environment !== undefined && Object.hasOwn(chosen, environment) ? chosen[environment] : undefined;
    return own ?? chosen.default ?? rule.severity;
  }

  /**
   * What breaks a rule in objects that are applied together, by object, then by rule. Exempt objects are left out.
   *
   * @param from the least that is looked for; rules that matter less are not asked
   */
  check(manifests: ManifestSet, environment?: E, from: Finding['severity'] = 'note'): Finding[] {
    const findings: Finding[] = [];
    this.passFor(environment, from).over(manifests, (rule, field, given, remedy = rule.remedy) => {
      const severity = this.severityIn(rule, environment);
      if (severity === 'off' || isExempt(field.manifest, rule.code)) return;
      findings.push({ code: rule.code, severity, manifest: field.manifest, path: field.path, given, remedy });
    });
    return findings.length > 1 ? this.inOrder(findings, manifests) : findings;
  }

  /** The rules that matter enough in an environment, worked out once. */
  private passFor(environment: E | undefined, from: Finding['severity']): Pass {
    const key = environment === undefined ? from : `${from} ${environment}`;
    const known = this.passes.get(key);
    if (known) return known;
    const asked = SEVERITIES.slice(0, SEVERITIES.indexOf(from) + 1);
    const pass = new Pass(this.all.filter((rule) => asked.includes(this.severityIn(rule, environment))));
    this.passes.set(key, pass);
    return pass;
  }

  /** By object, then by rule; what one rule tells of one object in the order that it does. */
  private inOrder(findings: Finding[], { all }: ManifestSet): Finding[] {
    const objects = new Map(all.map((manifest, index) => [manifest, index]));
    const codes = new Map([...this.rules.keys()].map((code, index) => [code, index]));
    const rank = <T>(ranks: ReadonlyMap<T, number>, one: T) => ranks.get(one) ?? 0;
    return findings.sort(
      (a, b) => rank(objects, a.manifest) - rank(objects, b.manifest) || rank(codes, a.code) - rank(codes, b.code),
    );
  }

  private checkEnvironment(code: RuleCode, name: string): void {
    if (name === 'default' || !this.environments || this.environments.includes(name as E)) return;
    this.problem(
      `${code} is given a severity for ${shown(name)}, which is no environment`,
      `use ${[...this.environments, 'default'].join(', ')}`,
    );
  }

  private checkSeverity(code: RuleCode, severity: unknown): void {
    if (SEVERITIES.some((known) => known === severity)) return;
    this.problem(`${code} is given the severity ${shown(severity)}`, `use ${SEVERITIES.join(', ')}`);
  }

  private problem(given: string, remedy: string): void {
    this.place.problem('TF1018', 'rules', given, remedy);
  }
}
