import { pathName, Place, type Problem, type ProblemSink } from '../errors';
import type { Tree } from '../manifest';
import { type Finding, Manifest, ManifestSet, type RuleSet } from '../policy';

/**
 * Checks a rendered environment of an application against the rules of its platform. What stops it goes to `problems`.
 *
 * @returns what does not stop it, but should be told: a line's worth each
 */
export function checkTree<E extends string>(
  { files }: Tree,
  rules: RuleSet<E>,
  environment: E,
  place: Place,
  problems: ProblemSink,
): Problem[] {
  const manifests = new ManifestSet(files.map(({ object, construct }) => new Manifest(object, { source: construct })));
  const warnings: Problem[] = [];
  // Notes are for those who ask: `twelve check`.
  for (const finding of rules.check(manifests, environment, 'warning')) {
    if (finding.severity === 'error') problems(problemOf(finding, place.path));
    else warnings.push(problemOf(finding, place.path));
  }
  return warnings;
}

/** The place is that of the construct: `lulu/production/api`, for an object of the service `api`. */
export function problemOf({ code, manifest, path, given, remedy }: Omit<Finding, 'severity'>, place: string): Problem {
  const [, ...within] = manifest.origin.source.split('/');
  const subject = `${manifest.title} ${pathName(path)}`.trimEnd();
  return { code, place: [place, ...within.slice(0, -1)].join('/'), subject, given, remedy };
}
