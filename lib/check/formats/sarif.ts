import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ArtifactLocation, Log, ReportingDescriptor, Result } from 'sarif';
import type { ErrorCode, ErrorPage, RuleCode } from '../../errors';
import { errorCodes } from '../../errors/codes';
import { messageOf, type Report, type Reported } from '../report';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** What paths in the repository are relative to: where that is, only who reads the report knows. */
const SOURCE_ROOT = '%SRCROOT%';

/** Folders that say where files are. */
export interface Folders {
  /** That paths of findings are relative to. */
  readonly cwd: string;
  /** Of the repository. */
  readonly root: string;
}

/**
 * The report for code scanning, as GitHub shows it beside the lines of a pull request.
 *
 * @param version of this package
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function sarifOf({ findings }: Report, version: string, folders: Folders): string {
  const rules = new Map(findings.map(({ code, title }) => [code, ruleOf(code, title)]));
  const ids = [...rules.keys()].sort();
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'twelve check', semanticVersion: version, rules: ids.map((id) => rules.get(id)!) },
        },
        originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: 'The root of the repository' } } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, ids.indexOf(finding.code), folders)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf(code: RuleCode, title: string): ReportingDescriptor {
  const page: ErrorPage | undefined = Object.hasOwn(errorCodes, code) ? errorCodes[code as ErrorCode] : undefined;
  const help = { text: page?.remedy ?? `${title}.` };
  return { id: code, shortDescription: { text: `${title}.` }, fullDescription: help, help };
}

function resultOf(finding: Reported, ruleIndex: number, folders: Folders): Result {
  const { code, severity, file, line, column, object, path } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: messageOf(finding) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: placeOf(file, folders),
          region: { startLine: line, startColumn: column },
        },
        ...(object && { logicalLocations: [{ fullyQualifiedName: [object, path].filter(Boolean).join('/') }] }),
      },
    ],
  };
}

/** A file by its path in the repository, which code scanning finds there; one that is elsewhere by its whole path. */
function placeOf(file: string, { cwd, root }: Folders): ArtifactLocation {
  if (file === '-') return { uri: 'stdin', description: { text: 'Standard input' } };
  const absolute = resolve(cwd, file);
  const way = relative(root, absolute).split(sep);
  if (way[0] === '..' || isAbsolute(way.join(sep))) return { uri: pathToFileURL(absolute).href };
  return { uri: way.map(encodeURIComponent).join('/'), uriBaseId: SOURCE_ROOT };
}
