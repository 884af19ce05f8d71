import { refuse } from '../../errors';
import type { Rule } from '../../policy';

/**
 * Loads rules of a team's own: a JavaScript module, of either kind, that exports them as `rules`.
 *
 * @param shown as the module is named in messages
 * @throws TwelveFactorError TF2502 if there is no such module, or it exports something else
 */
export async function loadRules(file: string, shown: string): Promise<readonly Rule[]> {
  const { rules } = (await load(file, shown)) as { readonly rules?: unknown };
  if (!Array.isArray(rules) || !rules.every(isRule)) {
    const remedy = 'export rules = [{ code, title, severity, remedy, check }, ...]';
    return refuse('TF2502', '', '--rules', `${shown} exports no list of rules as \`rules\``, remedy);
  }
  return rules.map((rule) => ({
    code: rule.code,
    title: rule.title,
    severity: rule.severity,
    remedy: rule.remedy,
    check: (manifests, tell) => {
      try {
        rule.check(manifests, tell);
      } catch (error) {
        const place = /\n\s+at ([^\n]*)/.exec((error as Error)?.stack ?? '')?.[1] ?? 'it does not say where';
        refuse('TF2502', '', '--rules', `${rule.code} of ${shown} throws ${String(error)} (${place})`, 'mend it');
      }
    },
  }));
}

async function load(file: string, shown: string): Promise<object> {
  try {
    return (await import(file)) as object;
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0];
    return refuse('TF2502', '', '--rules', `${shown} can't be loaded (${reason})`, 'give a JavaScript module');
  }
}

function isRule(value: unknown): value is Rule {
  const { code, title, severity, remedy, check } = (value ?? {}) as Partial<Rule>;
  return [code, title, severity, remedy].every((text) => typeof text === 'string') && typeof check === 'function';
}
