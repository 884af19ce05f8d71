import { type Rule, RuleSet } from '../../lib/policy';

/** Areas of rules by the two digits after TF, as the table tells them. */
const AREAS: Readonly<Record<string, string>> = {
  '30': 'Objects that name or select each other',
  '31': 'Pods and containers',
  '32': 'Single objects',
};

/** Fills the table of rules that is between `<!-- rules -->` and `<!-- /rules -->`: what each is, how much it matters, who asks it. */
export function rulesTable(text: string): string {
  return text.replace(
    /^(<!-- rules -->\n)[\s\S]*?^(<!-- \/rules -->)$/gm,
    (_, begin: string, end: string) => `${begin}\n${tables()}\n${end}`,
  );
}

function tables(): string {
  const rules = [...new RuleSet().all].sort((a, b) => (a.code < b.code ? -1 : 1));
  const areas = [...new Set(rules.map(areaOf))].map((area) => {
    const rows = rules.filter((rule) => areaOf(rule) === area).map(row);
    return `### ${AREAS[area] ?? `TF${area}xx`}\n\n| | | severity | asked by |\n|---|---|---|---|\n${rows.join('')}`;
  });
  return areas.join('\n');
}

function areaOf({ code }: Rule): string {
  return code.slice(2, 4);
}

function row({ code, title, severity, asked = [] }: Rule): string {
  return `| [${code}](errors.md#${code.toLowerCase()}) | ${title} | ${severity} | ${byTool(asked) || '*us*'} |\n`;
}

/** Checks with their tool before them once: `Polaris cpuRequestsMissing, memoryRequestsMissing`. */
function byTool(asked: readonly string[]): string {
  const tools = new Map<string, string[]>();
  for (const check of asked) {
    const [, tool = check, name = ''] = /^(.*) (\S+)$/.exec(check) ?? [];
    tools.set(tool, [...(tools.get(tool) ?? []), `\`${name}\``]);
  }
  return [...tools].map(([tool, names]) => `${tool} ${names.join(', ')}`).join('; ');
}
