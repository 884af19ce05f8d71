import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Log } from 'sarif';
import { jsonOf } from '../../lib/check/formats/json';
import { junitOf } from '../../lib/check/formats/junit';
import { sarifOf } from '../../lib/check/formats/sarif';
import { textOf } from '../../lib/check/formats/text';
import type { Report, Reported } from '../../lib/check/report';
import { errorCodes } from '../../lib/errors/codes';

const image: Reported = {
  code: 'TF3101',
  title: 'An image is not named for good',
  severity: 'warning',
  file: 'dist/a b/Deployment.x.yaml',
  line: 12,
  column: 9,
  object: 'Deployment/x',
  path: 'spec.template.spec.containers[0].image',
  given: 'a/b:latest <can> "move" & \u0000',
  remedy: "give the build's own tag",
};
const unreadable: Reported = {
  code: 'TF3001',
  title: 'A Service selects no pod',
  severity: 'error',
  file: 'dist/y.yaml',
  line: 1,
  column: 1,
  path: '',
  given: 'nothing is there',
  remedy: 'write it',
};
const report: Report = {
  findings: [image, unreadable],
  files: ['dist/a b/Deployment.x.yaml', 'dist/good.yaml', 'dist/y.yaml'],
  objects: 2,
};

it('tells a finding as a line that begins with its place, as compilers do', () => {
  expect(textOf(report).split('\n')).toEqual([
    `dist/a b/Deployment.x.yaml:12:9: warning: Deployment/x ${image.path}: a/b:latest <can> "move" & \\u{0}; ${image.remedy} (TF3101)`,
    'dist/y.yaml:1:1: error: nothing is there; write it (TF3001)',
    '',
  ]);
  expect(textOf(report, true)).toContain('\u001b[33mwarning');
});

it('tells a file whose name would steer a terminal on one line, and in XML that can be read', () => {
  const odd = {
    ...report,
    findings: [{ ...unreadable, file: 'a\u001b]0;x\u0007\n.yaml' }],
    files: ['a\u001b]0;x\u0007\n.yaml'],
  };
  expect(textOf(odd)).toBe('a\\u{1b}]0;x\\u{7}⏎.yaml:1:1: error: nothing is there; write it (TF3001)\n');
  const xml = junitOf(odd, 'note');
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(xml).not.toMatch(/[\0-\x08\x0b-\x1f]/);
  expect(jsonOf(odd)).toContain(JSON.stringify(odd.files[0]));
});

it('is data with counts', () => {
  expect(JSON.parse(jsonOf(report))).toEqual({
    files: 3,
    objects: 2,
    errors: 1,
    warnings: 1,
    notes: 0,
    findings: [image, unreadable],
  });
});

describe('as JUnit', () => {
  interface Case {
    readonly name: string;
    readonly failure?: readonly { readonly type: string; readonly text: string }[];
  }
  function casesOf(xml: string): readonly Case[] {
    expect(XMLValidator.validate(xml)).toBe(true);
    const options = { ignoreAttributes: false, attributeNamePrefix: '', textNodeName: 'text' };
    const parser = new XMLParser({ ...options, isArray: (name) => ['testcase', 'failure'].includes(name) });
    const { testsuites } = parser.parse(xml) as { testsuites: { testsuite: { testcase: Case[] } } };
    return testsuites.testsuite.testcase;
  }

  it('each file is a test case that fails by what matters enough', () => {
    const cases = casesOf(junitOf(report, 'warning'));
    expect(cases.map(({ name, failure = [] }) => [name, failure.map(({ type }) => type)])).toEqual([
      ['dist/a b/Deployment.x.yaml', ['TF3101']],
      ['dist/good.yaml', []],
      ['dist/y.yaml', ['TF3001']],
    ]);
    expect(casesOf(junitOf(report, 'error')).map(({ failure = [] }) => failure.length)).toEqual([0, 0, 1]);
  });

  it('has nothing that XML cannot', () => {
    const [text = ''] = casesOf(junitOf(report, 'note')).flatMap(({ failure = [] }) => failure.map(({ text }) => text));
    expect(text).toContain('a/b:latest <can> "move" & \\u{0};');
  });
});

/** Where SARIF says that findings in a file are. */
function placeOf(file: string, folders = { cwd: '/repos/shop/deploy', root: '/repos/shop' }) {
  const findings = [{ ...unreadable, file }];
  const { runs } = JSON.parse(sarifOf({ ...report, findings }, '1.2.3', folders)) as Log;
  expect(Object.keys(runs[0]?.originalUriBaseIds ?? {})).toEqual(['%SRCROOT%']);
  return runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation;
}

describe('as SARIF, a file is', () => {
  const inRepository = (uri: string) => ({ uri, uriBaseId: '%SRCROOT%' });

  it.each([
    ['its path in the repository, wherever in it the check ran', 'k8s/a.yaml', inRepository('deploy/k8s/a.yaml')],
    ['the same, whoever names it', '/repos/shop/deploy/k8s/../k8s/a.yaml', inRepository('deploy/k8s/a.yaml')],
    ['the same above the folder', '../k8s/a.yaml', inRepository('k8s/a.yaml')],
    [
      'with what a URI cannot have as escapes',
      'ü #1?/50%:a.yaml',
      inRepository('deploy/%C3%BC%20%231%3F/50%25%3Aa.yaml'),
    ],
    ['a file URI outside of it', '../../ü #1?/a.yaml', { uri: 'file:///repos/%C3%BC%20%231%3F/a.yaml' }],
    [
      'a file URI beside it, though that begins with the same name',
      '/repos/shop2/a.yaml',
      { uri: 'file:///repos/shop2/a.yaml' },
    ],
    ['no path where it is piped in', '-', { uri: 'stdin', description: { text: 'Standard input' } }],
  ])('%s', (_, file, place) => expect(placeOf(file)).toEqual(place));
});

it('is SARIF with a rule for each code, and a region for each finding', () => {
  const folders = { cwd: '/repos/shop', root: '/repos/shop' };
  const { runs } = JSON.parse(sarifOf(report, '1.2.3', folders)) as Log;
  expect(runs[0]?.tool.driver.rules).toMatchObject([
    { id: 'TF3001', shortDescription: { text: 'A Service selects no pod.' }, help: { text: errorCodes.TF3001.remedy } },
    { id: 'TF3101', fullDescription: { text: errorCodes.TF3101.remedy } },
  ]);
  expect(
    runs[0]?.results?.map(({ ruleId, ruleIndex, level, locations }) => [ruleId, ruleIndex, level, locations]),
  ).toEqual([
    [
      'TF3101',
      1,
      'warning',
      [
        {
          physicalLocation: {
            artifactLocation: { uri: 'dist/a%20b/Deployment.x.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 12, startColumn: 9 },
          },
          logicalLocations: [{ fullyQualifiedName: `Deployment/x/${image.path}` }],
        },
      ],
    ],
    [
      'TF3001',
      0,
      'error',
      [
        {
          physicalLocation: {
            artifactLocation: { uri: 'dist/y.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 1, startColumn: 1 },
          },
        },
      ],
    ],
  ]);
});
