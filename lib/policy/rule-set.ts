import type { RuleCode } from '../errors';
import { isExempt } from './exemption';
import type { Finding } from './finding';
import type { Manifests } from './manifests';
import type { Rule, Severity } from './rule';
import { builtInRules } from './rules';

/** A severity, or one for each environment; where an environment is not named and there is no `default`, the rule's own. */
export type SeverityChoice<E extends string = string> =
  Severity | Readonly<Partial<Record<E, Severity>> & { default?: Severity }>;

/** The rules that manifests have to keep, and how much each matters where. */
export class RuleSet<E extends string = string> {
  private readonly rules = new Map<RuleCode, Rule>(builtInRules.map((rule) => [rule.code, rule]));
  private readonly severities = new Map<RuleCode, SeverityChoice<E>>();

  /** Every rule, in the order that they are asked. */
  get all(): readonly Rule[] {
    return [...this.rules.values()];
  }

  /**
   * Adds rules of your own.
   *
   * @throws RangeError if a rule has that code already
   */
  add(...rules: readonly Rule[]): this {
    for (const rule of rules) {
      if (this.rules.has(rule.code)) {
        throw new RangeError(`${rule.code} is a rule already; give yours a code of its own, as in ACME-OWNER`);
      }
      this.rules.set(rule.code, rule);
    }
    return this;
  }

  /**
   * Says how much a rule matters: everywhere, or in each environment.
   *
   * @throws RangeError if no rule has that code
   */
  severity(code: RuleCode, severity: SeverityChoice<E>): this {
    if (!this.rules.has(code)) {
      throw new RangeError(`no rule has the code ${code}`);
    }
    this.severities.set(code, severity);
    return this;
  }

  /** How much a rule matters in an environment. */
  severityIn(rule: Rule, environment?: E): Severity {
    const chosen = this.severities.get(rule.code);
    if (typeof chosen !== 'object') return chosen ?? rule.severity;
    const own = environment !== undefined && Object.hasOwn(chosen, environment) ? chosen[environment] : undefined;
    return own ?? chosen.default ?? rule.severity;
  }

  /** What breaks a rule in objects that are applied together, by object, then by rule. Exempt objects are left out. */
  check(manifests: Manifests, environment?: E): Finding[] {
    const findings: Finding[] = [];
    for (const rule of this.rules.values()) {
      const severity = this.severityIn(rule, environment);
      if (severity === 'off') continue;
      rule.check(manifests, (field, given, remedy = rule.remedy) => {
        if (!isExempt(field.manifest, rule.code)) {
          findings.push({ code: rule.code, severity, manifest: field.manifest, path: field.path, given, remedy });
        }
      });
    }
    const order = new Map(findings.length > 0 ? manifests.all.map((manifest, index) => [manifest, index]) : []);
    const rank = ({ manifest }: Finding) => order.get(manifest) ?? 0;
    return findings.sort((a, b) => rank(a) - rank(b));
  }
}
