import { pathName, type RuleCode } from '../errors';
import { errorCodes } from '../errors/codes';
import { type Finding, Manifest, ManifestSet, type RuleSet } from '../policy';
import { groupBy } from '../policy/group-by';
import { type FaultOfMinors, problemsIn, type Schemas } from '../schema';
import { isPlainObject, type ManifestObject, ManifestText, type Plain, type YamlFault } from '../yaml';
import { knowEnvironments, type Minors } from './minors';
import { isAtLeast, type Level, type Report, type Reported } from './report';
import { folderOf, tryDescribedFolders } from './sets';

/** A file, or why it can't be read. */
export interface Source {
  /** As it is named in reports. */
  readonly path: string;
  readonly text: string | YamlFault;
}

/** What is asked of files. */
export interface CheckOptions {
  readonly rules: RuleSet;
  /** One for each minor of Kubernetes that the objects have to be valid in. */
  readonly schemas: readonly Schemas[];
  /**
   * The same for environments that have others, by name.
   *
   * @default - none has
   */
  readonly environments?: Minors['environments'];
  /** The least that is looked for. */
  readonly from: Level;
}

type Path = readonly (string | number)[];

/** An object, and where it is from. */
interface Found {
  readonly file: string;
  readonly text: ManifestText;
  readonly object: ManifestObject;
  readonly manifest: Manifest;
}

/** An object with what its schemas say, one of each minor. */
interface Checked extends Found {
  readonly faults: readonly FaultOfMinors[];
  readonly minors: number;
}

/**
 * Checks files: that they can be read, that their objects fit the schemas, and that objects that are applied together keep the rules.
 * Files that a descriptor tells of are applied by environment and application, all others together.
 */
export function check(
  sources: readonly Source[],
  { rules, schemas, environments = new Map(), from }: CheckOptions,
): Report {
  const findings: Reported[] = [];
  const objects: Found[] = [];
  const described = new Map<string, string>();
  for (const { path: file, text: given } of sources) {
    if (typeof given !== 'string') {
      findings.push(ofFile(file, given));
      continue;
    }
    const text = new ManifestText(given);
    findings.push(...text.faults.map((fault) => ofFile(file, fault)));
    for (const object of text.objects) {
      const folders = tryDescribedFolders(file, object.value);
      folders?.forEach((environment, folder) => described.set(folder, environment));
      if (folders || isOther(file, object.value)) continue;
      objects.push({ file, text, object, manifest: new Manifest(object.value, { source: file }) });
    }
  }
  knowEnvironments(environments, new Set(described.values()));
  for (const [folder, found] of groupBy(objects, ({ file }) => folderOf(file, described))) {
    const environment = described.get(folder);
    const own = environments.get(environment ?? '') ?? schemas;
    const together = found.map((one) => ({ ...one, faults: problemsIn(own, one.object.value), minors: own.length }));
    for (const checked of together) {
      const told = checked.faults.filter((fault) => isAtLeast(fault, from));
      findings.push(...told.map((fault) => ofSchema(checked, fault)));
    }
    const byManifest = new Map(together.map((checked) => [checked.manifest, checked]));
    const manifests = new ManifestSet(together.map(({ manifest }) => manifest));
    for (const finding of rules.check(manifests, environment, from)) {
      const checked = byManifest.get(finding.manifest) as Checked;
      if (!followsFrom(checked.faults, finding.path)) findings.push(ofRule(checked, finding, rules));
    }
  }
  return { findings: sorted(findings), files: sources.map(({ path }) => path), objects: objects.length };
}

/** Whether an API server would be given a file: it can be read, and has an object. */
export function isApplied({ path, text }: Source): boolean {
  return (
    typeof text === 'string' &&
    new ManifestText(text).objects.some(({ value }) => isPlainObject(value) && 'kind' in value && !isOther(path, value))
  );
}

/** Whether it is JSON of something else, such as `package.json`; YAML that is no object is a mistake. */
function isOther(file: string, value: Plain): boolean {
  // What kustomize reads is applied to no cluster, and has no name.
  const apiVersion = isPlainObject(value) ? value['apiVersion'] : undefined;
  if (typeof apiVersion === 'string' && apiVersion.startsWith('kustomize.config.k8s.io/')) return true;
  return file.endsWith('.json') && !(isPlainObject(value) && ('apiVersion' in value || 'kind' in value));
}

/** Whether a finding is beside or within what the schema refuses: a misspelt probe is told once, not again as a missing one. */
function followsFrom(faults: readonly FaultOfMinors[], path: Path): boolean {
  return faults.some(
    ({ severity, path: wrong }) =>
      severity === 'error' && wrong.slice(0, -1).every((step, index) => step === path[index]),
  );
}

function ofFile(file: string, { code, severity, position, given, remedy }: YamlFault): Reported {
  const { line, column } = position ?? { line: 1, column: 1 };
  return { code, title: errorCodes[code].title, severity, file, line, column, path: '', given, remedy };
}

/** Names the minors, where more than one was asked for. */
function ofSchema(checked: Checked, { code, severity, path, given, remedy, minors }: FaultOfMinors) {
  const where = checked.minors > 1 ? ` (in Kubernetes ${minors.map((minor) => `1.${minor}`).join(', ')})` : '';
  return reported(checked, path, { code, title: errorCodes[code].title, severity, given: `${given}${where}`, remedy });
}

function ofRule(checked: Checked, { code, severity, path, given, remedy }: Finding, rules: RuleSet): Reported {
  return reported(checked, path, { code, title: titleOf(code, rules), severity, given, remedy });
}

function titleOf(code: RuleCode, rules: RuleSet): string {
  return rules.find(code)?.title ?? code;
}

function reported(
  { file, text, object, manifest }: Found,
  path: Path,
  told: Pick<Reported, 'code' | 'title' | 'severity' | 'given' | 'remedy'>,
): Reported {
  const isNamed = manifest.kind !== '' || manifest.name !== '';
  const title = isNamed ? { object: manifest.title } : {};
  return { ...told, file, ...text.positionOf(object, path), ...title, path: pathName(path) };
}

function sorted(findings: readonly Reported[]): Reported[] {
  return [...findings].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compare(a.code, b.code) ||
      compare(a.given, b.given),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
