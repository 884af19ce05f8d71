import { type RuleCode, shown } from '../../errors';
import { setRule } from '../define-rule';
import { EXEMPTION_PREFIX } from '../exemption';
import type { Rule } from '../rule';

/**
 * The rule about exemptions: each says why, and from what. Told whatever the object is exempt from.
 *
 * @param isRule whether a code is one of a rule
 */
export function exemptionRule(isRule: (code: RuleCode) => boolean): Rule {
  return setRule(
    { code: 'TF3190', severity: 'warning', remedy: 'give the code of a rule, and the reason as the value' },
    ({ all }, tell) => {
      for (const manifest of all) {
        for (const key in manifest.annotations) {
          if (!key.startsWith(EXEMPTION_PREFIX)) continue;
          const code = key.slice(EXEMPTION_PREFIX.length);
          const reason = manifest.at('metadata', 'annotations', key);
          if (!isRule(code)) tell(reason, `no rule has the code ${shown(code)}`);
          else if (!reason.text?.trim()) tell(reason, 'no reason is given, so it exempts from nothing');
        }
      }
    },
  );
}
