import { isAbsolute, relative, resolve, sep } from 'node:path';
import { type ErrorCode, TwelveFactorError } from '../errors';
import { errorCodes } from '../errors/codes';
import { type Rule, RuleSet, SEVERITIES, type Severity } from '../policy';
import { type CustomResources, readCustomResources } from '../schema';
import type { CheckOptions } from './check';
import { minorsOf } from './minors';
import type { Level } from './report';
import { wrong } from './wrong';

/** What people say of a check, in their words. */
export interface CheckSettings {
  /**
   * Minors of Kubernetes that the objects have to be valid in: `1.27`, or those of an environment, `staging=1.34`.
   *
   * @default - the newest that is known
   */
  readonly kubernetes?: readonly string[];
  /**
   * Files or folders of CustomResourceDefinitions.
   *
   * @default - those of the kinds that this library writes
   */
  readonly crds?: readonly string[];
  /**
   * How much rules matter, by code.
   *
   * @default - each as it says itself
   */
  readonly severity?: Readonly<Record<string, string>>;
  /**
   * Rules of a team's own.
   *
   * @default - none
   */
  readonly rules?: readonly Rule[];
  /**
   * The least that is looked for.
   *
   * @default 'warning'
   */
  readonly from?: Level;
}

/**
 * Reads what is asked of a check.
 *
 * @param cwd folder that paths are relative to
 * @throws TwelveFactorError TF2502 for what is not known, TF33xx and TF34xx for definitions that can't be read
 */
export function optionsOf(
  { kubernetes, crds = [], severity = {}, rules = [], from = 'warning' }: CheckSettings,
  cwd = process.cwd(),
): CheckOptions {
  const definitions = definitionsOf(crds, cwd);
  if (kubernetes !== undefined && !Array.isArray(kubernetes)) {
    throw wrong('kubernetes', 'it is no list', "give a list of text, as in ['1.27', '1.34']");
  }
  return {
    rules: withSeverities(new RuleSet().add(...rules), severity),
    ...minorsOf(kubernetes ?? [], definitions),
    from,
  };
}

function definitionsOf(paths: readonly string[], cwd: string): CustomResources | undefined {
  let all: CustomResources | undefined;
  for (const path of paths) {
    const { customResources, faults } = readCustomResources(resolve(cwd, path), (file) => shownIn(cwd, file, path));
    const [first, ...others] = faults.map(({ code, file, position, given, remedy }) => {
      const subject = `${file}${position ? `:${position.line}` : ''}`;
      return { code, place: 'crds', subject, given, remedy };
    });
    if (first) throw new TwelveFactorError([first, ...others]);
    all = all?.with(customResources) ?? customResources;
  }
  return all;
}

/** A file as messages name it: by its way from the folder, unless it is elsewhere and was given by its whole path. */
function shownIn(cwd: string, file: string, given: string): string {
  const way = relative(cwd, file).split(sep).join('/');
  const isElsewhere = isAbsolute(way) || way === '..' || way.startsWith('../');
  return isElsewhere && isAbsolute(given) ? file : way;
}

function withSeverities(rules: RuleSet, severities: Readonly<Record<string, string>>): RuleSet {
  for (const [code, severity] of Object.entries(severities)) {
    if (!rules.find(code)) {
      throw noRule(code);
    }
    if (!isSeverity(severity)) {
      throw wrong('severity', `${code} can't be ${JSON.stringify(severity)}`, `give ${SEVERITIES.join(', ')}`);
    }
    rules.severity(code, severity);
  }
  return rules;
}

/** A field that is unknown, or a key that is there twice, is no matter of opinion. */
function noRule(code: string): TwelveFactorError {
  if (!Object.hasOwn(errorCodes, code)) {
    return wrong('severity', `no rule has the code ${JSON.stringify(code)}`, 'docs/policy.md lists them');
  }
  const given = `${code} ("${errorCodes[code as ErrorCode].title}") is told by no rule, and how much it matters is fixed`;
  return wrong('severity', given, 'leave it out: docs/policy.md lists the rules');
}

/**
 * Reads a level that is no more than text, as in `cdk8s.yaml`.
 *
 * @throws TwelveFactorError TF2502 for what is none
 */
export function levelOf(text: string): Level {
  if (isSeverity(text) && text !== 'off') return text;
  throw wrong('failOn', `${JSON.stringify(text)} is no level`, 'give error, warning or note');
}

/**
 * Looks for what is misspelt in `properties` of `cdk8s.yaml`: left out, it would let pass what it was to refuse.
 *
 * @throws TwelveFactorError TF2502 for what is not known
 */
export function knowOnly(settings: object): void {
  const known = ['kubernetes', 'crds', 'severity'];
  for (const name of Object.keys(settings)) {
    if (!known.includes(name)) {
      throw wrong('properties', `there is no ${JSON.stringify(name)}`, `give failOn, ${known.join(', ')}`);
    }
  }
  const { crds } = settings as CheckSettings;
  if (crds !== undefined && !Array.isArray(crds)) throw wrong('crds', 'it is no list', "give a list, as in ['crds']");
}

function isSeverity(text: string): text is Severity {
  return (SEVERITIES as readonly string[]).includes(text);
}
