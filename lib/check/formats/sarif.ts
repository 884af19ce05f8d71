import type { Log, ReportingDescriptor, Result } from 'sarif';
import { messageOf, type Report, type Reported } from '../report';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * The report for code scanning, as GitHub shows it beside the lines of a pull request.
 *
 * @param version of this package
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifOf({ findings }: Report, version: string): string {
  const rules = new Map<string, ReportingDescriptor>();
  for (const { code, title } of findings) {
    rules.set(code, { id: code, shortDescription: { text: `${title}.` } });
  }
  const ids = [...rules.keys()].sort();
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'twelve check', semanticVersion: version, rules: ids.map((id) => rules.get(id)!) },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, ids.indexOf(finding.code))),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultOf(finding: Reported, ruleIndex: number): Result {
  const { code, severity, file, line, column, object, path } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: messageOf(finding) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column },
        },
        ...(object && { logicalLocations: [{ fullyQualifiedName: [object, path].filter(Boolean).join('/') }] }),
      },
    ],
  };
}

/** A path as a relative reference: every part escaped, slashes whatever the system's are. */
function uriOf(file: string): string {
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
