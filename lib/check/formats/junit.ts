import XmlBuilder from 'fast-xml-builder';
import { printable } from '../../errors';
import { isAtLeast, type Level, messageOf, type Report, type Reported } from '../report';

/**
 * The report for what shows tests, as Jenkins and GitLab do: each file is a test case, which fails by its findings from a level on.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export function junitOf({ findings, files }: Report, failOn: Level): string {
  const failures = findings.filter((finding) => isAtLeast(finding, failOn));
  const byFile = new Map<string, Reported[]>(files.map((file) => [file, []]));
  // What a cluster refuses may be of no file that was read.
  failures.forEach((failure) => byFile.set(failure.file, [...(byFile.get(failure.file) ?? []), failure]));
  const counts = { '@tests': byFile.size, '@failures': new Set(failures.map(({ file }) => file)).size };
  const cases = [...byFile].map(([file, own]) => ({
    '@name': printable(file),
    '@classname': 'twelve check',
    failure: own.map(failureOf),
  }));
  const suite = { '@name': 'twelve check', ...counts, testcase: cases };
  const builder = new XmlBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true });
  const document = { '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, testsuites: { ...counts, testsuite: suite } };
  return builder.build(document);
}

function failureOf(finding: Reported) {
  const { file, line, column, severity, code, title } = finding;
  // What is not printable, no XML document can have.
  const text = printable(`${file}:${line}:${column}: ${severity}: ${messageOf(finding)} (${code})`);
  return { '@type': printable(code), '@message': printable(`${title} (line ${line})`), '#text': text };
}
